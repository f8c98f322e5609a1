import type { Span } from "@opentelemetry/api";

/** What this process knows of a trace while it runs here. */
export interface TraceFacts {
  /** The first span of it in this process: a request's, a job's. */
  root: Span;
  /** Whose it is, once that is known. */
  tenantId: string | null;
}

/** Facts of a trace that runs in this process; undefined for any other. */
export function factsOf(traceId: string): TraceFacts | undefined {
  return running().get(traceId);
}

/** All of them by trace id. On globalThis: Next's bundles have modules of their own. */
export function running(): Map<string, TraceFacts> {
  const holder = globalThis as typeof globalThis & { [KEY]?: Map<string, TraceFacts> };
  holder[KEY] ??= new Map();
  return holder[KEY];
}
const KEY = Symbol.for("construction-ai.traces");
