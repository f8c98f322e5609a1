import type { SpanProcessor } from "@opentelemetry/sdk-trace-base";
import { config } from "#lib/config/index.ts";
import { Segments } from "./segments.ts";
import { traceWriter } from "./trace-writer.ts";

/**
 * Hands finished spans to the database where operators look: those of slow and failed traces, and of files' processing.
 * It is to get every recorded span, cleaned, whether it is sampled for export or not.
 */
export function keepingProcessor({ slowRequestMs, slowJobMs } = config().traces): SpanProcessor {
  const writer = traceWriter();
  const segments = new Segments({
    slowRequestMs,
    slowJobMs,
    keep: (trace, spans) => writer.add(trace, spans),
    keepAttempt: (attempt) => writer.addAttempt(attempt),
    dropped: (spans) => writer.drop(spans),
  });
  return {
    onStart: (span) => segments.started(span),
    onEnd: (span) => segments.ended(span),
    forceFlush: () => writer.flush(),
    shutdown: () => writer.flush(),
  };
}
