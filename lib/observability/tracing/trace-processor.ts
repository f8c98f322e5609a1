import { type Context, SpanKind, SpanStatusCode, TraceFlags, trace as traceOf } from "@opentelemetry/api";
import type { ReadableSpan, Span, SpanProcessor } from "@opentelemetry/sdk-trace-base";
import { clean, isTransfer } from "./attributes.ts";
import { entryOf, running, setEntry, type TraceFacts, tenantOf } from "./facts.ts";

export interface TraceProcessorOptions {
  /** Sends spans on; null: nothing is exported. */
  exported: SpanProcessor | null;
  /** Whether slow and failed traces are exported even where the sampler left them out. */
  tail: boolean;
  /** From how many milliseconds on a request, and a job, is slow. */
  slowRequestMs: number;
  slowJobMs: number;
  /** Gets every span, cleaned, sampled or not: what the product itself shows of traces. */
  kept: SpanProcessor;
}

/**
 * Cleans each span as it ends and exports it where it was sampled. Others wait until nothing of their trace runs in this
 * process any more: then it is known whether it was slow or failed. Bounded in traces and in spans of one.
 */
export class TraceProcessor implements SpanProcessor {
  private readonly options: TraceProcessorOptions;
  private readonly traces = new Map<string, Running>();

  constructor(options: TraceProcessorOptions) {
    this.options = options;
  }

  onStart(span: Span, parent: Context): void {
    const { traceId } = span.spanContext();
    let trace = this.traces.get(traceId);
    if (!trace) {
      if (this.traces.size >= MAX_TRACES) this.forgetOldest();
      trace = { root: span, open: 0, waiting: [], failed: false, slow: false };
      this.traces.set(traceId, trace);
      running().set(traceId, trace);
    }
    trace.open++;
    const above = traceOf.getSpan(parent);
    if (above && !cameIn(span)) {
      setEntry(span, entryOf(above) ?? trace.root);
      const tenantId = tenantOf(span) ?? tenantOf(above);
      if (tenantId) span.attributes["tenant.id"] = tenantId;
    } else setEntry(span, span);
    this.options.exported?.onStart(span, parent);
    this.options.kept.onStart(span, parent);
  }

  onEnd(span: ReadableSpan): void {
    const { exported, kept, tail } = this.options;
    const { traceId, traceFlags } = span.spanContext();
    const trace = this.traces.get(traceId);
    const tenantId = tenantOf(span) ?? tenantOf(entryOf(span));
    if (tenantId) span.attributes["tenant.id"] = tenantId;
    clean(span);
    kept.onEnd(span);
    const sampled = (traceFlags & TraceFlags.SAMPLED) !== 0;
    if (sampled) exported?.onEnd(span);
    if (!trace) return;
    if (!sampled && exported && tail && trace.waiting.length < MAX_SPANS) trace.waiting.push(span);
    if (cameIn(span)) {
      trace.failed ||= span.status.code === SpanStatusCode.ERROR;
      trace.slow ||= !isTransfer(span) && millisecondsOf(span) >= this.slowFrom(span.kind);
    }
    if (--trace.open > 0) return;
    this.forget(traceId);
    if (exported && (trace.failed || trace.slow))
      for (const left of trace.waiting) exported.onEnd(asSampled(left));
  }

  async forceFlush(): Promise<void> {
    await Promise.all([this.options.exported?.forceFlush(), this.options.kept.forceFlush()]);
  }

  async shutdown(): Promise<void> {
    await Promise.all([this.options.exported?.shutdown(), this.options.kept.shutdown()]);
  }

  private slowFrom(kind: SpanKind): number {
    return kind === SpanKind.SERVER ? this.options.slowRequestMs : this.options.slowJobMs;
  }

  private forgetOldest(): void {
    const [oldest] = this.traces.keys();
    if (oldest) this.forget(oldest);
  }

  private forget(traceId: string): void {
    this.traces.delete(traceId);
    running().delete(traceId);
  }
}

interface Running extends TraceFacts {
  /** Spans that have not ended. */
  open: number;
  /** Spans that were not sampled, until the end tells whether they are wanted. */
  waiting: ReadableSpan[];
  failed: boolean;
  slow: boolean;
}

const MAX_TRACES = 2000;
const MAX_SPANS = 1000;

/** Whether the span is where the trace came into this process. */
const cameIn = ({ parentSpanContext }: ReadableSpan) =>
  !parentSpanContext || parentSpanContext.isRemote === true;

const millisecondsOf = ({ duration: [seconds, nanoseconds] }: ReadableSpan) =>
  seconds * 1000 + nanoseconds / 1_000_000;

/** The same span, as one that the batches of the SDK take. */
function asSampled(span: ReadableSpan): ReadableSpan {
  const context = { ...span.spanContext(), traceFlags: TraceFlags.SAMPLED };
  return Object.create(span, { spanContext: { value: () => context } });
}
