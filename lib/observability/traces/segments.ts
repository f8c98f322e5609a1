import { SpanKind, SpanStatusCode } from "@opentelemetry/api";
import type { ReadableSpan } from "@opentelemetry/sdk-trace-base";
import { isTransfer } from "#lib/observability/tracing/attributes.ts";
import {
  type AttemptRow,
  attemptRow,
  isFailedJob,
  microseconds,
  type SpanRow,
  spanRow,
  type TraceRow,
  textIn,
  uuidIn,
} from "./rows.ts";
import type { TraceReason } from "./views.ts";

export interface SegmentOptions {
  /** From how many milliseconds on a request, and a stretch of a job's work, is slow. */
  slowRequestMs: number;
  slowJobMs: number;
  /** Take what is kept; must return at once. */
  keep(trace: TraceRow, spans: SpanRow[]): void;
  keepAttempt(attempt: AttemptRow): void;
  /** Is told of spans that are missing where their trace is kept or might have been. */
  dropped(spans: number): void;
}

/** A request, or a stretch of a job's work: what happens of a trace between its coming into this process and its end. */
interface Segment {
  traceId: string;
  entry: ReadableSpan;
  /** False for work that began after its entry had ended. */
  cameIn: boolean;
  over: boolean;
  /** Ended, and not handed over yet. */
  spans: ReadableSpan[];
  /** Bytes of these, roughly. */
  size: number;
  /** Spans taken, to bound them. */
  count: number;
  dropped: number;
  /** Why it is kept, as soon as that is known. */
  reason: TraceReason | null;
  failure: ReadableSpan | null;
  endedUs: number;
}

const MOST_SPANS = 500;
const MOST_SEGMENTS = 2000;
const MOST_OPEN = 50_000;
const MOST_BYTES = 32 * 2 ** 20;
const MOST_REMEMBERED = 1000;

/**
 * Gathers the spans of what runs here until it is known whether they are wanted: at the end of the entry, or, where a
 * file is processed, from the beginning, so that what a killed process had done is seen. Bounded in segments, spans and
 * bytes: beyond them the oldest lose their details.
 */
export class Segments {
  readonly #options: SegmentOptions;
  /** By span. `taken` is false for those over the bound, whose children are of the segment all the same. */
  readonly #open = new Map<string, { segment: Segment; taken: boolean }>();
  /** In the order they began. */
  readonly #segments = new Set<Segment>();
  /** Traces that were kept lately, and why: what else of them passes here belongs to them. */
  readonly #kept = new Map<string, TraceReason>();
  #bytes = 0;

  constructor(options: SegmentOptions) {
    this.#options = options;
  }

  started(span: ReadableSpan): void {
    const { spanId } = span.spanContext();
    const parent = span.parentSpanContext;
    const around = parent && !parent.isRemote ? this.#open.get(parent.spanId)?.segment : undefined;
    const segment = around ?? this.#begin(span, !parent || parent.isRemote === true);
    const taken = segment.count < (isTelling(span) ? 4 * MOST_SPANS : MOST_SPANS);
    if (taken) segment.count++;
    else segment.dropped++;
    if (this.#open.size >= MOST_OPEN) forgetFirst(this.#open);
    this.#open.set(spanId, { segment, taken });
    const attempt = attemptRow(span, false);
    if (!attempt) return;
    segment.reason ??= "processing";
    this.#options.keepAttempt(attempt);
  }

  ended(span: ReadableSpan): void {
    const { spanId } = span.spanContext();
    const open = this.#open.get(spanId);
    this.#open.delete(spanId);
    const attempt = attemptRow(span, true);
    if (attempt) this.#options.keepAttempt(attempt);
    if (!open) {
      this.#options.dropped(1);
      return;
    }
    const { segment, taken } = open;
    if (textIn(span, "trace.keep") === "processing") segment.reason ??= "processing";
    // A page that failed after its answer had begun, or in a browser.
    if (textIn(span, "trace.keep") === "error") segment.failure ??= span;
    if (isFailedJob(span)) segment.failure ??= span;
    if (!taken) return;
    segment.spans.push(span);
    segment.endedUs = Math.max(segment.endedUs, microseconds(span.endTime));
    const size = sizeOf(span);
    segment.size += size;
    this.#bytes += size;
    if (spanId === segment.entry.spanContext().spanId) this.#close(segment);
    else if (segment.over || (segment.reason === "processing" && isJob(segment.entry))) this.#settle(segment);
    else if (this.#bytes > MOST_BYTES) this.#makeRoom();
  }

  #begin(entry: ReadableSpan, cameIn: boolean): Segment {
    if (this.#segments.size >= MOST_SEGMENTS) this.#forgetOldest();
    const segment: Segment = {
      traceId: entry.spanContext().traceId,
      entry,
      cameIn,
      over: false,
      spans: [],
      size: 0,
      count: 0,
      dropped: 0,
      reason: null,
      failure: null,
      endedUs: microseconds(entry.startTime),
    };
    this.#segments.add(segment);
    return segment;
  }

  #close(segment: Segment): void {
    segment.over = true;
    this.#segments.delete(segment);
    if (segment.cameIn && hasFailed(segment.entry)) segment.failure ??= segment.entry;
    if (segment.failure) segment.reason = "error";
    else if (this.#isSlow(segment, segment.entry)) segment.reason ??= "slow";
    segment.reason ??= this.#kept.get(segment.traceId) ?? null;
    this.#settle(segment);
  }

  /** Hands over what there is of a segment that is kept; forgets it of one that is not. */
  #settle(segment: Segment): void {
    const { entry, spans, traceId, reason } = segment;
    if (reason) {
      const tenantId = uuidIn(entry, "tenant.id");
      const rows = spans.map((span) => {
        const isEntry = segment.cameIn && span === entry;
        return spanRow(span, { tenantId, isEntry, isSlow: this.#isSlow(segment, span) });
      });
      this.#options.keep(traceOf(segment, reason), rows);
      if (segment.dropped > 0) this.#options.dropped(segment.dropped);
      segment.dropped = 0;
      this.#kept.delete(traceId);
      this.#kept.set(traceId, reason);
      if (this.#kept.size > MOST_REMEMBERED) forgetFirst(this.#kept);
    }
    this.#bytes -= segment.size;
    segment.spans = [];
    segment.size = 0;
  }

  #isSlow(segment: Segment, span: ReadableSpan): boolean {
    if (span !== segment.entry || !segment.cameIn || isTransfer(span)) return false;
    const limitMs = isJob(span) ? this.#options.slowJobMs : this.#options.slowRequestMs;
    return microseconds(span.duration) > limitMs * 1000;
  }

  /** Of the segments that began first the details go, until a tenth is free. */
  #makeRoom(): void {
    for (const segment of this.#segments) {
      if (this.#bytes <= MOST_BYTES * 0.9) return;
      const left = segment.spans.filter(isTelling);
      segment.dropped += segment.spans.length - left.length;
      const size = left.reduce((all, span) => all + sizeOf(span), 0);
      this.#bytes += size - segment.size;
      segment.spans = left;
      segment.size = size;
    }
  }

  #forgetOldest(): void {
    const [oldest] = this.#segments;
    if (!oldest) return;
    this.#options.dropped(oldest.spans.length);
    oldest.spans = [];
    this.#bytes -= oldest.size;
    oldest.size = 0;
    oldest.over = true;
    this.#segments.delete(oldest);
  }
}

function traceOf(segment: Segment, reason: TraceReason): TraceRow {
  const { traceId, entry, spans, failure, endedUs, dropped } = segment;
  const first = <T>(read: (span: ReadableSpan) => T | null): T | null =>
    [entry, ...spans].map(read).find((value) => value !== null) ?? null;
  return {
    trace_id: traceId,
    root_name: entry.name.slice(0, 200),
    route: textIn(entry, "http.route"),
    // The platform's trace is nobody's, though it holds work for organisations.
    tenant_id: uuidIn(entry, "tenant.id"),
    file_id: first((span) => uuidIn(span, "file.id")),
    started_us: microseconds(entry.startTime),
    ended_us: endedUs,
    status: failure ? "error" : "ok",
    error_type: failure && textIn(failure, "error.type"),
    error_fingerprint:
      failure && (textIn(failure, "error.fingerprint") ?? first((span) => textIn(span, "error.fingerprint"))),
    reason,
    dropped_spans: dropped,
  };
}

/** An entry that failed through our fault: a request answered by 500 or above, a job that ended as failed. */
function hasFailed(entry: ReadableSpan): boolean {
  if (textIn(entry, "processing.outcome") === "failed") return false;
  const answer = entry.attributes["http.response.status_code"];
  return typeof answer === "number" ? answer >= 500 : entry.status.code === SpanStatusCode.ERROR;
}

/** A span that stays when there is no room for all: entries, steps of jobs, what failed, and what was announced. */
const isTelling = ({ kind, attributes, status }: ReadableSpan): boolean =>
  kind === SpanKind.SERVER ||
  kind === SpanKind.CONSUMER ||
  kind === SpanKind.PRODUCER ||
  attributes["job.step"] !== undefined ||
  status.code === SpanStatusCode.ERROR;

const isJob = (span: ReadableSpan): boolean => span.kind === SpanKind.CONSUMER;

function sizeOf({ attributes, events }: ReadableSpan): number {
  let size = 400 + events.length * 200;
  for (const name in attributes) {
    const value = attributes[name];
    size += 40 + (typeof value === "string" ? value.length * 2 : 0);
  }
  return size;
}

function forgetFirst<K>(map: Map<K, unknown>): void {
  for (const key of map.keys()) {
    map.delete(key);
    return;
  }
}
