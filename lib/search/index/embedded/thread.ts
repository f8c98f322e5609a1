import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";
import { keptText } from "#lib/i18n/kept-text.ts";
import type { IndexPoint, SearchOptions } from "../vector-index.ts";
import { Generations, isDamaged, NoGeneration } from "./generations.ts";
import type { Partition, PointStore } from "./point-store.ts";

/** The thread that does the index' synchronous work, one question after the other. */

/** What the thread can be asked for. `generation` null: the present one. */
export interface Questions {
  ensure: () => string;
  present: () => string;
  create: () => string;
  promote: (generation: string) => void;
  discard: (keep: string | undefined) => void;
  health: () => { generation: string; points: number; residentBytes: number };
  upsert: (generation: string | null, partition: Partition, points: readonly IndexPoint[]) => void;
  remove: (tenantId: string, ids: readonly string[]) => void;
  removeAll: (tenantId: string) => void;
  search: (
    generation: string | null,
    partition: Partition,
    vector: Float32Array,
    options: SearchOptions,
  ) => ReturnType<PointStore["search"]>;
  scan: Questions["search"];
  count: (generation: string | null, partition: Partition) => number;
  entries: (
    generation: string | null,
    partition: Partition,
    after: string | null,
    limit: number,
  ) => ReturnType<PointStore["entries"]>;
}
export interface Question<K extends keyof Questions = keyof Questions> {
  id: number;
  name: K;
  given: Parameters<Questions[K]>;
}
export type Answer =
  | { id: number; result: unknown }
  | { id: number; away: string }
  | { id: number; error: Error };

const { directory } = z.object({ directory: z.string() }).parse(workerData);
const generations = new Generations(directory);

/** Work on one generation's file; found damaged, it is marked so that it is made anew. */
function on<T>(generation: string | null, work: (store: PointStore) => T): T {
  const name = generation ?? generations.present();
  try {
    return work(generations.store(name));
  } catch (error) {
    if (!isDamaged(error)) throw error;
    generations.markDamaged(name);
    throw new NoGeneration(keptText("index_damaged"));
  }
}

/** A point leaves every generation: also the one that is being built. */
function everywhere(work: (store: PointStore) => void): void {
  const present = generations.present();
  on(present, work);
  for (const name of generations.all()) if (name !== present) on(name, work);
}

const answers: Questions = {
  ensure: () => generations.ensure(),
  present: () => {
    const present = generations.present();
    on(present, () => {});
    return present;
  },
  create: () => generations.create(),
  promote: (generation) => generations.promote(generation),
  discard: (keep) => generations.discard(keep),
  health: () =>
    on(null, (store) => ({
      generation: generations.present(),
      points: store.total(),
      residentBytes: store.residentBytes(),
    })),
  upsert: (generation, partition, points) => on(generation, (store) => store.upsert(partition, points)),
  remove: (tenantId, ids) => everywhere((store) => store.remove(tenantId, ids)),
  removeAll: (tenantId) => everywhere((store) => store.removeAll(tenantId)),
  search: (generation, partition, vector, options) =>
    on(generation, (store) => store.search(partition, vector, options)),
  scan: (generation, partition, vector, options) =>
    on(generation, (store) => store.scan(partition, vector, options)),
  count: (generation, partition) => on(generation, (store) => store.count(partition)),
  entries: (generation, partition, after, limit) =>
    on(generation, (store) => store.entries(partition, after, limit)),
};

parentPort?.on("message", (question: Question) => parentPort?.postMessage(answer(question)));

function answer({ id, name, given }: Question): Answer {
  try {
    const work: (...given: never[]) => unknown = answers[name];
    return { id, result: work(...(given as never[])) };
  } catch (error) {
    if (error instanceof NoGeneration) return { id, away: error.message };
    return { id, error: error instanceof Error ? error : new Error(String(error)) };
  }
}
