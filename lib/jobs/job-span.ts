import {
  type Attributes,
  type Context,
  context,
  createContextKey,
  type Link,
  SpanKind,
} from "@opentelemetry/api";
import { z } from "zod";
import type { RunError } from "#db/schema/jobs.ts";
import { failSpan, inSpan, traceparent, untraced } from "#lib/observability/tracing/span.ts";

/** What is known of the job that runs here. */
export interface JobTrace {
  /** Its span's context, for what the engine runs on its behalf. */
  context: Context;
  /** Its span as a `traceparent`; null without tracing. */
  here: string | null;
  /** It was set off by the clock: what it sets off begins traces of its own. */
  fansOut: boolean;
  /** How an attempt failed in this stretch of work, where one did; `decided`: by the input, not by a fault of ours. */
  failure: { error: unknown; decided: boolean } | null;
}

/** How a stretch of a job's work ended. */
export type JobOutcome =
  | "completed"
  | "failed"
  | "retried"
  | "waits"
  | "handed_back"
  | "taken_over"
  | "answered";

export interface JobStretch {
  functionId: string;
  runId: string;
  event: Record<string, unknown>;
  /** From 0. */
  attempt: number;
  /** Whether it was in hand before. */
  resumed: boolean;
  links: Link[];
}

/**
 * Runs a stretch of a job's work in the span `job <function>`. `work` is the engine's, which makes no spans; functions and
 * steps come back into the job's by `inJob`.
 */
export function inJobSpan(stretch: JobStretch, work: (job: JobTrace) => Promise<JobOutcome>): Promise<void> {
  const options = { kind: SpanKind.CONSUMER, attributes: attributesOf(stretch), links: stretch.links };
  return inSpan(`job ${jobName(stretch.functionId)}`, options, async (span) => {
    const job: JobTrace = {
      context: context.active(),
      here: traceparent(),
      fansOut: stretch.event.name === "inngest/scheduled.timer",
      failure: null,
    };
    job.context = context.active().setValue(JOB, job);
    const outcome = await context.with(job.context, () => untraced(() => work(job)));
    span.setAttribute("job.outcome", outcome);
    if (outcome === "failed" && !job.failure?.decided) failSpan(span, job.failure?.error ?? "unknown");
  });
}

/** The job that runs here, if any. */
export function jobTrace(): JobTrace | undefined {
  const value = context.active().getValue(JOB);
  return isJobTrace(value) ? value : undefined;
}

/** Notes at the job that runs here how it failed, where its own code did not do so in this stretch of work. */
export function noteFailure({ name, message, cause }: RunError): void {
  const job = jobTrace();
  if (!job || job.failure) return;
  const error = Object.assign(new Error(message), { name });
  job.failure = { error, decided: Decided.safeParse(cause).success };
}
/** As run-step.ts names what a model is refused for, after the run's memory. */
const Decided = z.looseObject({ name: z.literal("ProcessingFailure") });

/** Runs a function's or a step's own work, which is traced again, in its job's span. */
export function inJob<T>(work: () => T): T {
  const job = jobTrace();
  return job ? context.with(job.context, work) : work();
}

/** A function's id without the application's, as spans name it. */
export const jobName = (functionId: string): string => functionId.replace(/^construction-ai-/, "");

/** What spans of a job say of it. */
export function attributesOf(
  stretch: Omit<JobStretch, "links" | "resumed"> & { resumed?: boolean },
): Attributes {
  const about = About.parse(stretch.event).data;
  return {
    "job.function": jobName(stretch.functionId),
    "run.id": stretch.runId,
    "job.attempt": stretch.attempt + 1,
    ...(stretch.resumed === undefined ? {} : { "job.resumed": stretch.resumed }),
    ...(about.tenant_id ? { "tenant.id": about.tenant_id } : {}),
    ...(about.file_id ? { "file.id": about.file_id } : {}),
  };
}

const uuid = z.uuid().optional().catch(undefined);
const NOBODY = { tenant_id: undefined, file_id: undefined };
const About = z.looseObject({ data: z.looseObject({ tenant_id: uuid, file_id: uuid }).catch(NOBODY) });

const JOB = createContextKey("construction-ai job");
const isJobTrace = (value: unknown): value is JobTrace =>
  typeof value === "object" && value !== null && "here" in value;
