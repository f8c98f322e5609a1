import type { IncomingMessage, ServerResponse } from "node:http";
import { type Attributes, context, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { countTrace } from "#lib/observability/metrics/record.ts";
import { TRANSFER_ROUTE } from "./attributes.ts";
import { linkTo } from "./span.ts";

/**
 * Runs `work` in the span of a request, from here until the answer is sent or its caller is gone. Each request is a trace
 * of its own, whose id the answer names: a `traceparent` that comes along may be anybody's and must neither join nor force
 * anything, so it becomes a link. Requests by machines that look every few seconds, and static files, make no trace.
 */
export function traceRequest(
  request: IncomingMessage,
  response: ServerResponse,
  work: () => Promise<void>,
): Promise<void> {
  const { headers, url = "/", method = "GET" } = request;
  const link = typeof headers.traceparent === "string" ? linkTo(headers.traceparent) : null;
  for (const name of ["traceparent", "tracestate", "baggage"]) delete headers[name];
  if (UNTRACED.test(url)) return work();
  const attributes: Attributes = { "http.request.method": method };
  if (url.startsWith("/_objects/")) attributes["http.route"] = TRANSFER_ROUTE;
  const span = trace
    .getTracer("construction-ai")
    .startSpan(method, { kind: SpanKind.SERVER, attributes, links: link ? [link] : [] }, ROOT_CONTEXT);
  if (!span.isRecording()) return work();
  countTrace();
  const { traceId, spanId } = span.spanContext();
  response.setHeader("x-trace-id", traceId);
  // A page's scripts see no headers of the page itself, but this one: error pages show it. What is fetched ahead of a visit
  // is not what the page then shows.
  if (!PREFETCH.some((name) => name in headers))
    response.setHeader("server-timing", `traceparent;desc="00-${traceId}-${spanId}-01"`);
  response.once("close", () => {
    const { statusCode } = response;
    span.setAttribute("http.response.status_code", statusCode);
    if (statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    const route = "attributes" in span ? routeOf(span.attributes) : null;
    if (route) span.updateName(`${method} ${route}`);
    span.end();
    // Next tells of a request after it is over, and the library makes an Error of each such call.
    Object.assign(span, { setAttribute: () => span, setAttributes: () => span });
  });
  return context.with(trace.setSpan(ROOT_CONTEXT, span), work);
}

/** What asks by itself again and again, and what is only a file. Jobs of Inngest have traces where they begin. */
const UNTRACED =
  /^\/(?:api\/(?:health(?:\/|$)|metrics|inngest)|_next\/(?:static\/|image)|samples\/|favicon\.ico|icon\.svg)/;

const routeOf = (attributes: unknown): string | null => {
  const route =
    typeof attributes === "object" && attributes !== null && Reflect.get(attributes, "http.route");
  return typeof route === "string" ? route : null;
};

/** By which Next marks what it fetches ahead. */
const PREFETCH = ["next-router-prefetch", "next-router-segment-prefetch"];
