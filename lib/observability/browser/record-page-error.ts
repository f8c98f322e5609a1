import { AppError } from "#lib/errors.ts";
import { logger } from "#lib/observability/logger.ts";
import { countError } from "#lib/observability/metrics/record.ts";
import { recordError } from "#lib/observability/traces/record-error.ts";
import { currentTraceId, failSpan, inSpan, typeOf } from "#lib/observability/tracing/span.ts";

/**
 * Tells of a page that failed, on the server (`page`) or in a member's browser (`browser`): a failed span of the trace that
 * runs here, which is kept, counted and logged, also where the answer itself was a 200. `route` is a pattern.
 */
export async function recordPageError(
  error: unknown,
  service: "page" | "browser",
  route: string,
): Promise<void> {
  // What a person may not do or cannot find is no fault.
  if (error instanceof AppError && error.status < 500) return;
  countError(typeOf(error), service);
  const attributes = { "trace.keep": "error", "http.route": route };
  await inSpan(`${service} error`, { attributes }, async (span) => {
    failSpan(span, error);
    recordError(error, { service, route });
    logger().error({ err: error, trace_id: currentTraceId(), route }, `a page failed (${service})`);
  });
}
