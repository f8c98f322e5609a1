import path from "node:path";
import { Worker } from "node:worker_threads";
import { keptText } from "#lib/i18n/kept-text.ts";
import { SearchUnavailable } from "../search-unavailable.ts";
import type { Hit, IndexHealth, SearchOptions, TenantIndex, VectorIndex } from "../vector-index.ts";
import type { Answer, Question, Questions } from "./thread.ts";

/** The embedded form: files in a directory, in a thread of this process. */
export function openEmbeddedIndex(directory: string): EmbeddedIndex {
  return new EmbeddedIndex(directory);
}

export class EmbeddedIndex implements VectorIndex {
  readonly kind = "embedded";
  #directory: string;
  #worker: Worker | null = null;
  #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  #asked = 0;

  constructor(directory: string) {
    this.#directory = directory;
  }

  ensure = () => this.#ask("ensure");
  present = () => this.#ask("present");
  create = () => this.#ask("create");
  promote = (generation: string) => this.#ask("promote", generation);
  discard = (keep?: string) => this.#ask("discard", keep);
  health = (): Promise<IndexHealth & { residentBytes: number }> => this.#ask("health");

  tenant(tenantId: string, model: string, generation?: string): TenantIndex {
    const partition = { tenantId, model };
    const of = generation ?? null;
    return {
      upsert: async (points) => {
        if (points.length > 0) await this.#ask("upsert", of, partition, points);
      },
      remove: async (ids) => {
        if (ids.length > 0) await this.#ask("remove", tenantId, ids);
      },
      removeAll: () => this.#ask("removeAll", tenantId),
      search: (vector, options) => this.#ask("search", of, partition, vector, options),
      count: () => this.#ask("count", of, partition),
      entries: (after, limit) => this.#ask("entries", of, partition, after, limit),
    };
  }

  /** The exact scan that the fast search is measured against. */
  scan(tenantId: string, model: string, vector: Float32Array, options: SearchOptions): Promise<Hit[]> {
    return this.#ask("scan", null, { tenantId, model }, vector, options);
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }

  async #ask<K extends keyof Questions>(
    name: K,
    ...given: Parameters<Questions[K]>
  ): Promise<ReturnType<Questions[K]>> {
    const worker = this.#running();
    const waiting = Promise.withResolvers<unknown>();
    const id = this.#asked++;
    this.#waiting.set(id, waiting);
    // A question keeps the process alive; the idle thread does not.
    worker.ref();
    worker.postMessage({ id, name, given } satisfies Question<K>);
    const result = await waiting.promise;
    return result as ReturnType<Questions[K]>;
  }

  #running(): Worker {
    if (this.#worker) return this.#worker;
    // Resolved at run time from the installation's root, since a bundled caller has no file of its own to start from.
    const entry = path.join(/* turbopackIgnore: true */ process.cwd(), "lib/search/index/embedded/thread.ts");
    const worker = new Worker(entry, { workerData: { directory: this.#directory }, execArgv: [] });
    worker.on("message", (answer: Answer) => {
      const waiting = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      if (this.#waiting.size === 0) worker.unref();
      if ("away" in answer) waiting?.reject(new SearchUnavailable(answer.away));
      else if ("error" in answer)
        waiting?.reject(new SearchUnavailable(keptText("index_unreadable"), { cause: answer.error }));
      else waiting?.resolve(answer.result);
    });
    worker.on("error", (error) => this.#lost(worker, error));
    worker.on("exit", () => this.#lost(worker, new Error("The index' thread has ended")));
    this.#worker = worker;
    return worker;
  }

  #lost(worker: Worker, cause: Error): void {
    if (this.#worker === worker) this.#worker = null;
    for (const [id, waiting] of this.#waiting) {
      this.#waiting.delete(id);
      waiting.reject(new SearchUnavailable(keptText("index_thread_ended"), { cause }));
    }
  }
}
