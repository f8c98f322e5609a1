import type { ServerResponse } from "node:http";

/**
 * What every answer says that does not say it better itself: routes, static files, what is refused or fails before Next.
 * Pages have a policy of their own, with a nonce (proxy.ts).
 */
export function secureHeaders(response: ServerResponse, protocol: "http" | "https"): void {
  const { writeHead } = response;
  // As it was asked for: whoever answers may rewrite it.
  const { url } = response.req;
  response.writeHead = (...given: unknown[]) => {
    if (!response.headersSent)
      for (const [name, value] of defaults(protocol, url))
        if (!response.hasHeader(name)) response.setHeader(name, value);
    return Reflect.apply(writeHead, response, given);
  };
}

/** Scripts that run as workers take the policy of their own file, so files may load what is of the same host. */
const POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

/** Where the bundler's scripts are, workers among them. They may also compile WebAssembly: uploads are hashed by it. */
const SCRIPTS = "/_next/static/";
const SCRIPTS_POLICY = `${POLICY}; script-src 'self' 'wasm-unsafe-eval'`;

function defaults(protocol: "http" | "https", url = ""): [name: string, value: string][] {
  return [
    ["content-security-policy", url.startsWith(SCRIPTS) ? SCRIPTS_POLICY : POLICY],
    ["x-content-type-options", "nosniff"],
    ["referrer-policy", "same-origin"],
    ...(protocol === "https"
      ? [["strict-transport-security", "max-age=63072000; includeSubDomains"] satisfies [string, string]]
      : []),
  ];
}
