import { ApiError } from "#components/data/api.ts";
import { readAgain } from "./file-source.ts";
import { type Job, jobOf, keptOf } from "./job.ts";
import type { Ports } from "./ports.ts";

/** As long as the server keeps an unfinished upload. */
const KEPT_MS = 24 * 3600 * 1000;
/** Copies in the browser's own storage: of one file, and of all. Beyond it the person gives the file again. */
const COPY_BYTES = 512 * 2 ** 20;
const COPIES_BYTES = 2 * 2 ** 30;

/**
 * What the browser keeps of unfinished uploads. Where it keeps nothing, a reload loses them and nothing else, so that no
 * failure to keep is one of the upload.
 */
export class Keeper {
  #copies: Promise<void> = Promise.resolve();
  #copied = new Map<string, number>();
  #writing = new Set<Promise<void>>();
  #isEnded = false;
  readonly #owner: string;
  readonly #ports: Pick<Ports, "call" | "lock" | "store">;

  constructor(owner: string, ports: Pick<Ports, "call" | "lock" | "store">) {
    this.#owner = owner;
    this.#ports = ports;
  }

  /** From now on nothing is written down; resolves when what was being written is. */
  async end(): Promise<void> {
    this.#isEnded = true;
    await Promise.all([this.#copies, ...this.#writing]);
  }

  /** Keys of what this person has left unfinished; what is too old is forgotten, whosever it is. */
  async left(): Promise<string[]> {
    const all = await this.#ports.store.all().catch(() => []);
    const old = all.filter(({ addedAt }) => Date.now() - addedAt > KEPT_MS);
    for (const { key } of old) await this.#ports.store.forget(key).catch(() => undefined);
    return all
      .filter((kept) => kept.owner === this.#owner && !old.includes(kept))
      .sort((a, b) => a.addedAt - b.addedAt)
      .map(({ key }) => key);
  }

  /** Waits until no other tab works on an upload, and takes it over; null where that is not needed any more. */
  async takeUp(key: string, life: AbortSignal): Promise<Job | null> {
    const release = await this.#ports.lock(key, life).catch(() => null);
    if (!release) return null;
    // Another tab may have finished it meanwhile.
    const kept = await this.#ports.store.find(key).catch(() => undefined);
    if (!kept || life.aborted) {
      release();
      return null;
    }
    const copy = await this.#ports.store.copyOf(key).catch(() => undefined);
    const found = copy ?? (kept.source && (await readAgain(kept.source)));
    const same = found?.size === kept.size && (copy || found.lastModified === kept.lastModified);
    const job = { ...jobOf(kept, same ? found : null), removed: kept.discarded, release };
    if (!life.aborted) return job;
    release();
    return null;
  }

  /** A new upload: other tabs are kept away from it, and a copy is made where there is room. */
  begin(job: Job, life: AbortSignal): void {
    this.#ports.lock(job.item.key, life).then(
      (release) => {
        if (isOver(job) || life.aborted) release();
        else job.release = release;
      },
      () => undefined,
    );
    this.keep(job);
    this.copy(job);
  }

  keep(job: Job): void {
    if (!isOver(job)) void this.#write(job);
  }

  copy(job: Job): void {
    const { file } = job;
    const { key, size } = job.item;
    const sum = [...this.#copied.values()].reduce((a, b) => a + b, 0);
    if (!file || this.#copied.has(key) || size > COPY_BYTES || sum + size > COPIES_BYTES) return;
    this.#copied.set(key, size);
    // One after the other: the disk is read for hashes and parts as well.
    this.#copies = this.#copies.then(async () => {
      if (isOver(job) || this.#isEnded) return;
      await this.#ports.store.putCopy(key, file).catch(() => undefined);
      // What was cancelled and could not be told yet is still noted, and goes with its copy once it is.
      const kept = isOver(job) ? await this.#ports.store.find(key).catch(() => undefined) : undefined;
      if (isOver(job) && !kept?.discarded) await this.forget(job);
    });
  }

  async forget(job: Job): Promise<void> {
    this.#copied.delete(job.item.key);
    await this.#ports.store.forget(job.item.key).catch(() => undefined);
    job.release();
  }

  /**
   * Gives back what the server holds of an upload that was taken out of the queue; without a connection, with the next one
   * or the next page (`discardLeft`). Throws `ApiError` where it refuses.
   */
  async discard(job: Job): Promise<void> {
    if (job.item.fileId && job.item.state !== "done") {
      await this.#write(job);
      try {
        await this.#ports.call(`/api/files/${job.item.fileId}`, { method: "DELETE" });
      } catch (error) {
        if (error instanceof ApiError && (error.status === 0 || error.status >= 500)) return;
        // Already gone is as good as removed.
        if (!(error instanceof ApiError && error.status === 404)) throw error;
      }
    }
    await this.forget(job);
  }

  #write(job: Job): Promise<void> {
    if (this.#isEnded) return Promise.resolve();
    const writing = this.#ports.store.put(keptOf(job, this.#owner)).catch(() => undefined);
    this.#writing.add(writing);
    return writing.finally(() => this.#writing.delete(writing));
  }

  /** What was cancelled while the server could not be told. */
  async discardLeft(): Promise<void> {
    const all = await this.#ports.store.all().catch(() => []);
    for (const kept of all)
      if (kept.discarded && kept.owner === this.#owner)
        await this.discard({ ...jobOf(kept, null), removed: true }).catch(() => undefined);
  }
}

const isOver = ({ removed, item }: Job) => removed || item.state === "done";
