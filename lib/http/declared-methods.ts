import type { RouteHandler } from "#lib/http/route.ts";

export const HTTP_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
export type HttpMethod = (typeof HTTP_METHODS)[number];

/** The HTTP methods that a route module exports; `handler` is null for one that `route()` did not make. */
export function declaredMethods(
  module: Record<string, unknown>,
): { method: HttpMethod; handler: RouteHandler | null }[] {
  return HTTP_METHODS.filter((method) => method in module).map((method) => {
    const exported = module[method];
    return { method, handler: isRouteHandler(exported) ? exported : null };
  });
}

function isRouteHandler(value: unknown): value is RouteHandler {
  return typeof value === "function" && "declaration" in value;
}
