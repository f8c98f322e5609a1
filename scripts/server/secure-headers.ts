import type { ServerResponse } from "node:http";

/**
 * What every answer says that does not say it better itself: routes, static files, what is refused or fails before Next.
 * Pages have a policy of their own, with a nonce (proxy.ts).
 */
export function secureHeaders(response: ServerResponse, protocol: "http" | "https"): void {
  const { writeHead } = response;
  response.writeHead = (...given: unknown[]) => {
    if (!response.headersSent)
      for (const [name, value] of defaults(protocol))
        if (!response.hasHeader(name)) response.setHeader(name, value);
    return Reflect.apply(writeHead, response, given);
  };
}

/** Scripts that run as workers take the policy of their own file, so files may load what is of the same host. */
const POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

function defaults(protocol: "http" | "https"): [name: string, value: string][] {
  return [
    ["content-security-policy", POLICY],
    ["x-content-type-options", "nosniff"],
    ["referrer-policy", "same-origin"],
    ...(protocol === "https"
      ? [["strict-transport-security", "max-age=63072000; includeSubDomains"] satisfies [string, string]]
      : []),
  ];
}
