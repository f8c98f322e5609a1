import {
  type Context,
  context,
  ProxyTracerProvider,
  type Span,
  type SpanOptions,
  type SpanStatus,
  type Tracer,
  type TracerProvider,
  trace,
} from "@opentelemetry/api";
import { factsOf } from "./facts.ts";
import { failSpan } from "./span.ts";

/**
 * Libraries that find OpenTelemetry make spans of their own accord: pg-boss one for each look into its queues. They get
 * none. Next makes some ten spans a request by itself, with the raw address in them. Of these we take the proxy and the
 * rendering of a page, under names of ours, and the route's pattern for the span that the server made already; the rest
 * runs without a span, in the one around it.
 */
export function onlyOurs(provider: TracerProvider): TracerProvider {
  // Without one behind it, it gives tracers that do nothing.
  const none = new ProxyTracerProvider();
  // Kept: they are asked for at every span.
  const ours = provider.getTracer(OURS);
  const next = new NextTracer(ours);
  return {
    getTracer: (name, version, options) =>
      name === OURS ? ours : name === "next.js" ? next : none.getTracer(name, version, options),
  };
}
const OURS = "construction-ai";

class NextTracer implements Tracer {
  private readonly tracer: Tracer;
  constructor(tracer: Tracer) {
    this.tracer = tracer;
  }

  startSpan(_name: string, options: SpanOptions = {}, within: Context = context.active()): Span {
    const root = rootOf(within);
    if (!root) return NONE;
    const type = options.attributes?.["next.span_type"];
    if (type === "BaseServer.handleRequest") return new ForNext(root, true);
    const name = ourName(type, options);
    if (name === null) return NONE;
    tellRouteOf(root, options);
    return new ForNext(this.tracer.startSpan(name, {}, within), false);
  }

  startActiveSpan<F extends (span: Span) => ReturnType<F>>(name: string, fn: F): ReturnType<F>;
  startActiveSpan<F extends (span: Span) => ReturnType<F>>(
    name: string,
    options: SpanOptions,
    fn: F,
  ): ReturnType<F>;
  startActiveSpan<F extends (span: Span) => ReturnType<F>>(
    name: string,
    options: SpanOptions,
    within: Context,
    fn: F,
  ): ReturnType<F>;
  startActiveSpan<F extends (span: Span) => ReturnType<F>>(
    name: string,
    ...rest: [F] | [SpanOptions, F] | [SpanOptions, Context, F]
  ): ReturnType<F> {
    const [options, given, fn] =
      rest.length === 1
        ? [{}, undefined, rest[0]]
        : rest.length === 2
          ? [rest[0], undefined, rest[1]]
          : [rest[0], rest[1], rest[2]];
    const within = given ?? context.active();
    const span = this.startSpan(name, options, within);
    // Most make no span and change nothing of where they are.
    if (span === NONE && within === context.active()) return fn(span);
    // Between proxy and page Next forgets where it is but for the ids; the span itself is known here.
    const active = span instanceof ForNext ? span.span : span;
    return context.with(active === NONE ? within : trace.setSpan(within, active), fn, undefined, span);
  }
}

function ourName(type: unknown, { attributes }: SpanOptions): string | null {
  if (type === "Middleware.execute") return "proxy";
  if (type !== "AppRender.getBodyResult") return null;
  const route = attributes?.["next.route"];
  return typeof route === "string" ? `render ${route}` : "render";
}

/** A page's answer may be over before Next tells the pattern to its span of the request. */
function tellRouteOf(root: Span, { attributes }: SpanOptions): void {
  const route = attributes?.["next.route"];
  if (typeof route === "string") root.setAttribute("http.route", route);
}

function rootOf(within: Context): Span | null {
  const traceId = trace.getSpanContext(within)?.traceId;
  return (traceId && factsOf(traceId)?.root) || null;
}

/**
 * What Next holds in place of a span: of what it tells we take the route's pattern for the request, and failures. The
 * request's span it does not end, for the server does.
 */
class ForNext implements Span {
  readonly span: Span;
  private readonly isRequest: boolean;
  constructor(span: Span, isRequest: boolean) {
    this.span = span;
    this.isRequest = isRequest;
  }
  spanContext = () => this.span.spanContext();
  isRecording = () => this.span.isRecording();
  setAttribute(name: string, value: unknown): this {
    if (this.isRequest && name === "http.route" && typeof value === "string")
      this.span.setAttribute(name, value);
    return this;
  }
  setAttributes(attributes: Record<string, unknown>): this {
    return this.setAttribute("http.route", attributes["http.route"]);
  }
  setStatus({ code }: SpanStatus): this {
    if (!this.isRequest) this.span.setStatus({ code });
    return this;
  }
  recordException(error: unknown): void {
    if (!this.isRequest) failSpan(this.span, error);
  }
  end(): void {
    if (!this.isRequest) this.span.end();
  }
  updateName = () => this;
  addEvent = () => this;
  addLink = () => this;
  addLinks = () => this;
}

/** Takes everything and keeps nothing. */
const NONE: Span = trace.wrapSpanContext({ traceId: "0".repeat(32), spanId: "0".repeat(16), traceFlags: 0 });
