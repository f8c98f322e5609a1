import { logger } from "#lib/observability/logger.ts";
import { countError } from "#lib/observability/metrics/record.ts";
import { untraced } from "#lib/observability/tracing/span.ts";
import type { AttemptRow, SpanRow, TraceRow } from "./rows.ts";
import { type ErrorSeen, storeAttempts, storeErrors, storeTraces } from "./store.ts";
import type { TraceReason } from "./views.ts";

const EVERY_MS = 500;
/** Rows that may wait, and that make a batch at once. */
const MOST_WAITING = 10_000;
const BATCH = 1000;

/**
 * Writes what is kept of traces, in batches, behind those who hand it over: nobody waits for it. What cannot be written, or
 * comes while too much waits already, is dropped and counted (`errors_total` with `traces_dropped`).
 */
export class TraceWriter {
  #traces = new Map<string, TraceRow>();
  #spans: SpanRow[] = [];
  #attempts = new Map<string, AttemptRow>();
  #errors = new Map<string, ErrorSeen>();
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();
  #failing = false;
  #dropped = 0;

  /** Spans and errors dropped since the start of the process. */
  get dropped(): number {
    return this.#dropped;
  }

  add(trace: TraceRow, spans: SpanRow[]): void {
    if (this.#spans.length + spans.length > MOST_WAITING) {
      this.drop(spans.length);
      return;
    }
    const known = this.#traces.get(trace.trace_id);
    this.#traces.set(trace.trace_id, known ? together(known, trace) : trace);
    this.#spans.push(...spans);
    this.#due();
  }

  addAttempt(attempt: AttemptRow): void {
    if (this.#attempts.size >= MOST_WAITING) {
      this.drop(1);
      return;
    }
    this.#attempts.set(attempt.span_id, attempt);
    this.#due();
  }

  addError(seen: Omit<ErrorSeen, "count" | "first_at">): void {
    const known = this.#errors.get(seen.fingerprint);
    if (!known && this.#errors.size >= BATCH) {
      this.drop(1);
      return;
    }
    this.#errors.set(seen.fingerprint, {
      ...seen,
      count: (known?.count ?? 0) + 1,
      first_at: known?.first_at ?? seen.at,
    });
    this.#due();
  }

  drop(rows: number): void {
    if (rows === 0) return;
    this.#dropped += rows;
    countError("traces_dropped", "database");
  }

  /** Writes what waits; does not throw. */
  async flush(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#writing = this.#writing.then(() => untraced(() => this.#write()));
    await this.#writing;
  }

  #due(): void {
    if (this.#spans.length >= BATCH && !this.#failing) void this.flush();
    else this.#timer ??= setTimeout(() => void this.flush(), EVERY_MS).unref();
  }

  async #write(): Promise<void> {
    const traces = [...this.#traces.values()];
    const spans = this.#spans;
    const attempts = [...this.#attempts.values()];
    const errors = [...this.#errors.values()];
    this.#traces = new Map();
    this.#spans = [];
    this.#attempts = new Map();
    this.#errors = new Map();
    const results = await Promise.allSettled([
      traces.length > 0 ? storeTraces(traces, spans) : null,
      attempts.length > 0 ? storeAttempts(attempts) : null,
      errors.length > 0 ? storeErrors(errors) : null,
    ]);
    const failure = results.find((result) => result.status === "rejected");
    if (failure && !this.#failing)
      logger().warn(
        { err: failure.reason },
        "traces could not be kept; they are dropped until this works again",
      );
    this.#failing = failure !== undefined;
    const [kept, tried, counted] = results;
    if (kept?.status === "rejected") this.drop(spans.length);
    if (tried?.status === "rejected") this.drop(attempts.length);
    if (counted?.status === "rejected") this.drop(errors.length);
  }
}

/** One trace as parts of it tell, the first part naming it. */
function together(a: TraceRow, b: TraceRow): TraceRow {
  const [first, second] = a.started_us <= b.started_us ? [a, b] : [b, a];
  return {
    trace_id: a.trace_id,
    root_name: first.root_name,
    route: first.route ?? second.route,
    tenant_id: first.tenant_id ?? second.tenant_id,
    file_id: first.file_id ?? second.file_id,
    started_us: first.started_us,
    ended_us: Math.max(a.ended_us, b.ended_us),
    status: a.status === "error" ? a.status : b.status,
    error_type: a.error_type ?? b.error_type,
    error_fingerprint: a.error_fingerprint ?? b.error_fingerprint,
    reason: WEIGHT[a.reason] >= WEIGHT[b.reason] ? a.reason : b.reason,
    dropped_spans: a.dropped_spans + b.dropped_spans,
  };
}
const WEIGHT: Record<TraceReason, number> = { error: 2, processing: 1, slow: 0 };

/** The writer of this process. On globalThis: Next's bundles have modules of their own. */
export function traceWriter(): TraceWriter {
  const holder = globalThis as typeof globalThis & { [KEY]?: TraceWriter };
  holder[KEY] ??= new TraceWriter();
  return holder[KEY];
}
const KEY = Symbol.for("construction-ai.trace-writer");
