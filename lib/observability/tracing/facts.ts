import { type Span, trace } from "@opentelemetry/api";

/** What this process knows of a trace while it runs here. */
export interface TraceFacts {
  /** The first span of it in this process: a request's, a job's. */
  root: Span;
}

/** Facts of a trace that runs in this process; undefined for any other. */
export function factsOf(traceId: string): TraceFacts | undefined {
  return running().get(traceId);
}

/** The span by which the work of `span` came into this process: a request's, a job's; itself where nothing is above it. */
export function entryOf(span: Entered): Span | undefined {
  return span[ENTRY] ?? factsOf(span.spanContext().traceId)?.root;
}

/** Notes by which span the work of `span` came in. */
export function setEntry(span: Entered, entry: Span): void {
  span[ENTRY] = entry;
}
/** On the span itself: a WeakMap of thousands costs at each collection of garbage. Registered: Next's bundles have modules of their own. */
const ENTRY: unique symbol = Symbol.for("construction-ai.trace-entry");
type Entered = Pick<Span, "spanContext"> & { [ENTRY]?: Span };

/**
 * Whose the work is that runs here; null for the platform's own. A trace can hold the work of several organisations, even
 * at once: so it is read from the span around, which has it from its parent or was given it.
 */
export function tenantHere(): string | null {
  const here = trace.getActiveSpan();
  return here ? (tenantOf(here) ?? tenantOf(entryOf(here))) : null;
}

/** `tenant.id` of a span of this process. */
export function tenantOf(span: object | undefined): string | null {
  const attributes: unknown = span && Reflect.get(span, "attributes");
  const tenantId =
    typeof attributes === "object" && attributes !== null ? Reflect.get(attributes, "tenant.id") : null;
  return typeof tenantId === "string" ? tenantId : null;
}

/** All of them by trace id. On globalThis: Next's bundles have modules of their own. */
export function running(): Map<string, TraceFacts> {
  const holder = globalThis as typeof globalThis & { [KEY]?: Map<string, TraceFacts> };
  holder[KEY] ??= new Map();
  return holder[KEY];
}
const KEY = Symbol.for("construction-ai.traces");
