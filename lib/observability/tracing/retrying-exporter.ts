import { setTimeout as pause } from "node:timers/promises";
import type { ReadableSpan, SpanExporter } from "@opentelemetry/sdk-trace-base";

/** Milliseconds, but for the number of attempts; together less than a batch may take (30 s). */
export interface RetryPace {
  attempts: number;
  first: number;
  most: number;
  /** After so long no further attempt begins. */
  all: number;
}

const PACE: RetryPace = { attempts: 5, first: 1_000, most: 5_000, all: 20_000 };

/** OTLP/HTTP, "Retryable Response Codes"; every other refusal is for good. */
const RETRYABLE = new Set([429, 502, 503, 504]);

/**
 * Sends each batch again where the endpoint is away or says so, with growing pauses or those that it asks for, and reports
 * as failed what it refuses. @vercel/otel's exporters take every answer for a success and do not try again. They ask by the
 * global `fetch`, at once when they are called: for that moment it is one that tries again.
 */
export class RetryingExporter implements SpanExporter {
  readonly #exporter: SpanExporter;
  readonly #pace: RetryPace;
  readonly #ending = new AbortController();

  constructor(exporter: SpanExporter, pace: RetryPace = PACE) {
    this.#exporter = exporter;
    this.#pace = pace;
  }

  export(spans: ReadableSpan[], done: Parameters<SpanExporter["export"]>[1]): void {
    const { fetch } = globalThis;
    globalThis.fetch = (...request) => persistently(() => fetch(...request), this.#pace, this.#ending.signal);
    try {
      this.#exporter.export(spans, done);
    } finally {
      globalThis.fetch = fetch;
    }
  }

  /** From now on each batch is tried once: whoever ends has little time. */
  hurry(): void {
    this.#ending.abort();
  }

  async shutdown(): Promise<void> {
    this.hurry();
    await this.#exporter.shutdown();
  }

  async forceFlush(): Promise<void> {
    await this.#exporter.forceFlush?.();
  }
}

/** The answer, once it is one of success. Throws what it failed by in the end. */
async function persistently(
  send: () => Promise<Response>,
  { attempts, first, most, all }: RetryPace,
  ending: AbortSignal,
): Promise<Response> {
  const begun = performance.now();
  for (let attempt = 1; ; attempt++) {
    let failure: unknown;
    let wait = Math.min(most, first * 1.5 ** (attempt - 1)) * (0.8 + Math.random() * 0.4);
    try {
      const answer = await send();
      if (answer.ok) return answer;
      await answer.body?.cancel();
      failure = new Error(`The OTLP endpoint answered ${answer.status}`);
      if (!RETRYABLE.has(answer.status)) throw failure;
      wait = retryAfter(answer) ?? wait;
    } catch (error) {
      if (error === failure) throw error;
      failure = error;
    }
    const isOver = attempt >= attempts || performance.now() - begun + wait > all;
    if (isOver || ending.aborted) throw failure;
    // Nothing stays alive for it; what ends meanwhile is over.
    await pause(wait, undefined, { ref: false, signal: ending }).catch(() => Promise.reject(failure));
  }
}

/** Milliseconds that the endpoint asks to be left alone. */
function retryAfter(answer: Response): number | null {
  const said = answer.headers.get("retry-after");
  if (said === null) return null;
  const wait = /^\d+$/.test(said) ? Number(said) * 1000 : Date.parse(said) - Date.now();
  return Number.isFinite(wait) ? Math.max(0, wait) : null;
}
