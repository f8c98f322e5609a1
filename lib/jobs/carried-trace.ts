import type { Link } from "@opentelemetry/api";
import { continuing, linkTo, traceparent } from "#lib/observability/tracing/span.ts";
import { jobTrace } from "./job-span.ts";

/*
 * How a trace goes on in what an event sets off. An event and a run carry a W3C `traceparent`, which their work continues;
 * after `link:` stands one that is only linked to: a nightly run that sets off a job for each of ten thousand
 * organisations would else be one trace that nobody can read.
 */
const LINK = "link:";

/** More events than this in one write are a fan-out, whoever announces them. */
const FEW = 20;

/** What an event that is announced here carries; null outside of any trace. */
export function carriedTrace(events = 1): string | null {
  const job = jobTrace();
  // The engine itself makes no spans: what it announces for a job comes from the job's.
  const here = traceparent() ?? job?.here ?? null;
  if (here === null) return null;
  return events > FEW || job?.fansOut ? `${LINK}${here}` : here;
}

/** Runs `work` where a carried trace goes on: in its spans' trace, or, linked to it, outside of any. */
export function takingUp<T>(carried: string | null, work: (links: Link[]) => T): T {
  if (carried === null || !carried.startsWith(LINK)) return continuing(carried, () => work([]));
  const link = linkTo(carried.slice(LINK.length));
  return continuing(null, () => work(link ? [link] : []));
}

/** Whether work that carries it goes on in a trace that is there already, instead of beginning one. */
export const goesOn = (carried: string | null): boolean => carried !== null && !carried.startsWith(LINK);
