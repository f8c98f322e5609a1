import { NextVanillaSpanAllowlist } from "next/dist/server/lib/trace/constants.js";

/** Those of Next's spans of which next-tracer.ts takes something. */
const USED: ReadonlySet<string> = new Set([
  "AppRender.getBodyResult",
  "BaseServer.handleRequest",
  "Middleware.execute",
]);

/**
 * Next wraps each of some ten stretches of a request in a context and promises of its own before it asks for a span, which
 * costs as much where none is made. It has no setting for which it wraps, only this set.
 */
export function fewerNextSpans(): void {
  for (const type of NextVanillaSpanAllowlist) if (!USED.has(type)) NextVanillaSpanAllowlist.delete(type);
}
