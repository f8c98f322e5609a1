import { apiPattern } from "#lib/http/route-pattern.ts";
import { beginProcess, observeApi } from "#lib/observability/metrics/record.ts";

/** Tells the metrics how long a route takes to answer, by its pattern. An answer in pieces counts until it begins. */
export function timed<C>(
  handle: (request: Request, context?: C) => Promise<Response>,
): (request: Request, context?: C) => Promise<Response> {
  return async (request, context) => {
    const began = performance.now();
    const ended = beginProcess("api_call");
    try {
      const response = await handle(request, context);
      const endpoint = apiPattern(new URL(request.url).pathname);
      observeApi(
        { endpoint, method: request.method, status: response.status },
        (performance.now() - began) / 1000,
      );
      return response;
    } finally {
      ended();
    }
  };
}
