import { trace } from "@opentelemetry/api";
import { currentTraceId } from "#lib/observability/tracing/span.ts";
import { kindOf } from "./fingerprint.ts";
import { traceWriter } from "./trace-writer.ts";

/** Where an error came up, for the operators' list. */
export interface ErrorPlace {
  /** `api`, `page`, `job`, … as the metrics name the parts of the product. */
  service: string;
  /** Route pattern, never the raw path. */
  route?: string | undefined;
  /** Function of a job. */
  job?: string | undefined;
}

/**
 * Counts a failure of the platform (answers of 500 and above, failed attempts of jobs, errors while rendering) under its
 * fingerprint, the same error once. Returns at once, never throws, writes later. Call it within the span that failed: the
 * span gets the fingerprint, and the trace is noted.
 */
export function recordError(error: unknown, { service, route, job }: ErrorPlace): void {
  try {
    if (typeof error === "object" && error !== null) {
      if (recorded.has(error)) return;
      recorded.add(error);
    }
    const kind = kindOf(error, route ?? job ?? service);
    trace.getActiveSpan()?.setAttribute("error.fingerprint", kind.fingerprint);
    const traceId = currentTraceId();
    traceWriter().addError({
      ...kind,
      service,
      route: route ?? null,
      job: job ?? null,
      trace_id: traceId && /[^0]/.test(traceId) ? traceId : null,
      at: Date.now(),
    });
  } catch {
    // An error that cannot be described must not become another one for whoever reports it.
  }
}

const recorded = new WeakSet<object>();
