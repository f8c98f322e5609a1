import { receiveStripeEvent } from "#lib/billing/stripe/receive-event.ts";
import { AppError } from "#lib/errors.ts";
import { problemResponse, requestTraceId } from "#lib/http/problem.ts";
import { logger } from "#lib/observability/logger.ts";
import { tellProblem, tellRoute } from "#lib/observability/tracing/span.ts";

/** Stripe's events are some kilobytes; more than this is not one of them. */
const MAX_BYTES = 2 ** 20;

/** Stripe's webhooks: the signature covers the very bytes, so they are read before anything parses them. */
export async function POST(request: Request): Promise<Response> {
  const traceId = requestTraceId();
  tellRoute("/api/webhooks/stripe");
  try {
    await receiveStripeEvent(await readBody(request), request.headers.get("stripe-signature"));
    return Response.json(
      { received: true },
      {
        headers: { "cache-control": "no-store", "x-content-type-options": "nosniff", "x-trace-id": traceId },
      },
    );
  } catch (error) {
    const problem = problemResponse(error, logger(), traceId);
    tellProblem(error, problem.status);
    return problem;
  }
}

async function readBody(request: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_BYTES) throw new AppError(413, "body_too_large", "The body is larger than 1 MiB.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
