import path from "node:path";
import { Worker } from "node:worker_threads";
import { keptText } from "#lib/i18n/kept-text.ts";
import { EmbeddingUnavailable } from "./embedding-unavailable.ts";
import type { ModelFolder } from "./model-files.ts";
import type { WorkerAnswer, WorkerQuestion } from "./worker-protocol.ts";

/** Texts handed to the thread at once: few enough that a short question never waits long behind a long list. */
const BATCH = 24;
/** Loading the model and one batch take about a second; a busy machine gets much more. */
const TIMEOUT_MS = 60_000;
/** How often a batch is given to a new thread when one ends on it. */
const TRIES = 2;

interface Wanted {
  texts: readonly string[];
  /** Places in `texts`, by their lengths. */
  order: number[];
  handed: number;
  missing: number;
  vectors: Float32Array[];
  settle: PromiseWithResolvers<Float32Array[]>;
}

interface Batch {
  id: number;
  items: { wanted: Wanted; at: number }[];
  tries: number;
  timer: NodeJS.Timeout | undefined;
}

/**
 * One embedding model in a worker thread. Callers' texts are batched together, each caller in turn; the thread is
 * started with the first text, again when it ends or hangs, and does not keep the process alive while idle.
 */
export class ModelThread {
  #model: ModelFolder;
  #entry: string;
  #timeoutMs: number;
  #worker: Worker | null = null;
  #queue: Wanted[] = [];
  #batch: Batch | null = null;
  #asked = 0;

  constructor(model: ModelFolder, options: { entry?: string; timeoutMs?: number } = {}) {
    this.#model = model;
    this.#entry = options.entry ?? "lib/search/embedding/worker.ts";
    this.#timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  }

  /** Unit vectors in the order of the texts. Rejects with `EmbeddingUnavailable`. */
  embed(texts: readonly string[]): Promise<Float32Array[]> {
    if (texts.length === 0) return Promise.resolve([]);
    const order = texts.map((_, at) => at);
    order.sort((a, b) => (texts[a]?.length ?? 0) - (texts[b]?.length ?? 0));
    const settle = Promise.withResolvers<Float32Array[]>();
    this.#queue.push({ texts, order, handed: 0, missing: texts.length, vectors: [], settle });
    // Callers of the same turn of the event loop share a batch.
    setImmediate(() => this.#next());
    return settle.promise;
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    this.#lose(new Error("closed"));
    await worker?.terminate();
  }

  #next(): void {
    if (this.#batch || this.#queue.length === 0) return;
    this.#batch = { id: this.#asked++, items: this.#take(), tries: 0, timer: undefined };
    this.#hand(this.#batch);
  }

  /** The next texts of each caller in turn, of like lengths next to each other. */
  #take(): Batch["items"] {
    const items: Batch["items"] = [];
    for (let wanted = this.#queue.shift(); wanted; wanted = this.#queue.shift()) {
      const share = Math.max(1, Math.floor(BATCH / (this.#queue.length + 1)));
      const until = wanted.handed + Math.min(share, BATCH - items.length);
      for (const at of wanted.order.slice(wanted.handed, until)) items.push({ wanted, at });
      wanted.handed = until;
      if (until < wanted.order.length) this.#queue.push(wanted);
      if (items.length >= BATCH) break;
    }
    const length = ({ wanted, at }: Batch["items"][number]) => wanted.texts[at]?.length ?? 0;
    return items.sort((a, b) => length(a) - length(b));
  }

  #hand(batch: Batch): void {
    batch.tries++;
    const worker = this.#running();
    worker.ref();
    const texts = batch.items.map(({ wanted, at }) => wanted.texts[at] ?? "");
    worker.postMessage({ id: batch.id, texts } satisfies WorkerQuestion);
    batch.timer = setTimeout(() => {
      void worker.terminate();
      this.#ended(worker, new Error(`It has not answered for ${this.#timeoutMs / 1000} s`));
    }, this.#timeoutMs);
  }

  #running(): Worker {
    if (this.#worker) return this.#worker;
    // Resolved at run time from the installation's root, since a bundled caller has no file of its own to start from.
    const entry = path.join(/* turbopackIgnore: true */ process.cwd(), this.#entry);
    const worker = new Worker(entry, { workerData: this.#model, execArgv: [] });
    worker.on("message", (answer: WorkerAnswer) => this.#answered(answer));
    worker.on("error", (error) => this.#ended(worker, error));
    worker.on("exit", () => this.#ended(worker, new Error("The model's thread has ended")));
    this.#worker = worker;
    return worker;
  }

  #answered(answer: WorkerAnswer): void {
    const batch = this.#batch;
    if (batch?.id !== answer.id) return;
    if ("problem" in answer) {
      this.#lose(new Error(answer.problem));
    } else {
      this.#done(batch);
      const dimensions = answer.vectors.length / batch.items.length;
      for (const [position, { wanted, at }] of batch.items.entries()) {
        wanted.vectors[at] = answer.vectors.slice(position * dimensions, (position + 1) * dimensions);
        if (--wanted.missing === 0) wanted.settle.resolve(wanted.vectors);
      }
    }
    this.#next();
  }

  #ended(worker: Worker, cause: unknown): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    const batch = this.#batch;
    if (!batch) return;
    if (batch.tries < TRIES) {
      clearTimeout(batch.timer);
      this.#hand(batch);
    } else {
      this.#lose(cause);
      this.#next();
    }
  }

  /** Rejects whoever has a text in the present batch. */
  #lose(cause: unknown): void {
    const batch = this.#batch;
    if (!batch) return;
    this.#done(batch);
    const lost = new Set(batch.items.map(({ wanted }) => wanted));
    this.#queue = this.#queue.filter((wanted) => !lost.has(wanted));
    const error = new EmbeddingUnavailable(keptText("model_not_run"), { cause });
    for (const { settle } of lost) settle.reject(error);
  }

  #done(batch: Batch): void {
    clearTimeout(batch.timer);
    this.#batch = null;
    this.#worker?.unref();
  }
}
