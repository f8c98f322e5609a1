import { SpanKind } from "@opentelemetry/api";
import Stripe from "stripe";
import { recordStripe } from "#lib/observability/metrics/record.ts";
import { inChildSpan } from "#lib/observability/tracing/span.ts";

/** Stripe's own way to send, with a span for each try where a trace runs. Neither ids nor bodies are in it. */
export function observedHttp(): Stripe.HttpClient {
  const client = Stripe.createNodeHttpClient();
  const send = client.makeRequest.bind(client);
  client.makeRequest = (...request: Parameters<typeof send>) => {
    const [, , path, method] = request;
    const operation = `${method} ${patternOf(path)}`;
    const attributes = { "stripe.operation": operation, "http.request.method": method };
    return inChildSpan(`stripe ${operation}`, { kind: SpanKind.CLIENT, attributes }, async (span) => {
      const began = performance.now();
      const tell = (status: number | null) =>
        recordStripe(operation, status, (performance.now() - began) / 1000);
      try {
        const response = await send(...request);
        tell(response.getStatusCode());
        span?.setAttribute("http.response.status_code", response.getStatusCode());
        return response;
      } catch (error) {
        tell(null);
        throw error;
      }
    });
  };
  return client;
}

/** Stripe's resources are words in lower case; everything else in a path is somebody's id. */
const patternOf = (path: string) =>
  (path.split("?")[0] ?? "").replace(/\/(?!v\d+(?:\/|$))(?![a-z_]+(?:\/|$))[^/]+/g, "/[id]");
