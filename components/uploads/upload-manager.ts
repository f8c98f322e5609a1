import { ApiError } from "#components/data/api.ts";
import { uploadFailureWords } from "./failure-words.ts";
import { askToRead } from "./file-source.ts";
import { FileUnreadable } from "./hash-file.ts";
import { beginAnew, type Job, newJob } from "./job.ts";
import { Keeper } from "./keeper.ts";
import type { Ports } from "./ports.ts";
import { noteParts, type ServerParts, sendParts } from "./send-parts.ts";
import { TransferRate } from "./transfer-rate.ts";
import type { ChosenFile, Twin, UploadItem, UploadOptions, UploadState } from "./types.ts";
import { afterFailure, backoff, OtherFile } from "./what-failed.ts";

const FILES_AT_ONCE = 2;
const REPORT_EVERY_MS = 200;
/** Long, so that the time left is calm. */
const TOTAL_RATE_WINDOW_MS = 15_000;
/** The queue as it is shown; `speed` of all together, bytes a second. */
export interface UploadsNow {
  items: readonly UploadItem[];
  speed: number;
}

/**
 * The upload queue of a browser tab: files are read for their hash, compared with what is there, and sent in parts that go
 * straight to storage. A lost network is waited for, a reload resumes. Subscribe with `useSyncExternalStore`.
 */
export class UploadManager {
  #jobs: Job[] = [];
  #now: UploadsNow = { items: [], speed: 0 };
  #listeners = new Set<() => void>();
  #rate = new TransferRate(TOTAL_RATE_WINDOW_MS);
  #report: ReturnType<typeof setTimeout> | undefined;
  #clock: ReturnType<typeof setInterval> | undefined;
  #life = new AbortController();
  readonly #keeper: Keeper;
  readonly #ports: Ports;
  readonly #onDone: (fileId: string) => void;

  /** `owner`: who is signed in. `onDone` is told each file that has arrived. */
  constructor(owner: string, ports: Ports, onDone: (fileId: string) => void) {
    this.#keeper = new Keeper(owner, ports);
    this.#ports = ports;
    this.#onDone = onDone;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  snapshot = (): UploadsNow => this.#now;

  /**
   * Follows the connection and takes up what a reload interrupted. The answer ends all of it, as does the person who signs
   * out in another tab; it resolves when nothing is written down any more.
   */
  start(): () => Promise<void> {
    const life = new AbortController();
    this.#life = life;
    const unsubscribe = this.#ports.connection.subscribe(() => this.#connectionChanged());
    const leave = this.#ports.enter(() => void end());
    void this.#restore(life.signal);
    let ending: Promise<void> | undefined;
    const end = () => {
      ending ??= this.#end(life, unsubscribe).finally(leave);
      return ending;
    };
    return end;
  }

  async #end(life: AbortController, unsubscribe: () => void): Promise<void> {
    unsubscribe();
    life.abort();
    clearTimeout(this.#report);
    this.#report = undefined;
    for (const job of this.#jobs) this.#let(job);
    this.#jobs = [];
    this.#changed();
    await this.#keeper.end();
  }

  /** Queues files; one that waits for its file after a reload goes on with it. */
  add(chosen: readonly ChosenFile[], options: UploadOptions = {}): void {
    if (this.#life.signal.aborted) return;
    for (const one of chosen) {
      const waiting = this.#jobs.find(
        ({ item }) =>
          item.state === "needs_file" && item.name === one.file.name && item.size === one.file.size,
      );
      if (waiting) this.#give(waiting, one.file);
      else {
        const job = newJob(one, options);
        this.#jobs.push(job);
        this.#keeper.begin(job, this.#life.signal);
      }
    }
    this.#changed();
    this.#pump();
  }

  /** The file of an upload that a reload interrupted, chosen again; another one is not taken, and it says so. */
  giveBack(key: string, file: File): void {
    const job = this.#find(key, ["needs_file"]);
    if (!job) return;
    if (file.size === job.item.size) this.#give(job, file);
    else this.#set(job, { error: uploadFailureWords().otherFile });
    this.#pump();
  }

  /** The same where the browser knows the way to the file: asks the person to let it be read. False: they did not. */
  async reopen(key: string): Promise<boolean> {
    const job = this.#find(key, ["needs_file"]);
    if (!job?.source) return false;
    const file = await askToRead(job.source);
    if (file) this.giveBack(key, file);
    return file !== null;
  }

  pause(key: string): void {
    const job = this.#find(key, ["queued", "checking", "uploading", "waiting"]);
    if (!job) return;
    this.#set(job, { state: "paused", speed: 0 });
    this.#stop(job);
    this.#keeper.keep(job);
    this.#pump();
  }

  /** After a pause, or to try again what failed. */
  resume(key: string): void {
    const job = this.#find(key, ["paused", "failed", "waiting"]);
    if (!job) return;
    job.tries = 0;
    clearTimeout(job.retry);
    this.#set(job, { state: job.file ? "queued" : "needs_file", error: null });
    this.#keeper.keep(job);
    this.#pump();
  }

  /** A file whose bytes are here already. */
  uploadAnyway(key: string): void {
    const job = this.#find(key, ["duplicate"]);
    if (!job) return;
    job.anyway = true;
    job.checked = true;
    this.#set(job, { state: "queued", twin: null });
    this.#pump();
  }

  /**
   * Takes a file out of the queue; what the server holds of an unfinished one is given back, as soon as it can be told.
   * Throws `ApiError` where it refuses.
   */
  async remove(key: string): Promise<void> {
    const job = this.#find(key);
    if (!job) return;
    job.removed = true;
    this.#jobs = this.#jobs.filter((other) => other !== job);
    clearTimeout(job.retry);
    job.abort?.abort();
    this.#changed();
    this.#pump();
    await this.#keeper.discard(job);
  }

  /** Bytes that the queue will ask for and has not yet. */
  toReserve(): number {
    return this.#jobs
      .filter(({ item }) => item.fileId === null && !["failed", "duplicate"].includes(item.state))
      .reduce((sum, { item }) => sum + item.size, 0);
  }

  async #restore(life: AbortSignal): Promise<void> {
    for (const key of await this.#keeper.left()) void this.#takeUp(key, life);
  }

  async #takeUp(key: string, life: AbortSignal): Promise<void> {
    const job = await this.#keeper.takeUp(key, life);
    if (!job) return;
    // It is tried again with the next connection or page.
    if (job.removed) return this.#keeper.discard(job).catch(() => undefined);
    this.#jobs.push(job);
    this.#jobs.sort((a, b) => a.addedAt - b.addedAt);
    this.#changed();
    this.#pump();
  }

  #give(job: Job, file: File): void {
    // Without its hash a file that was changed since cannot be told from the one that was begun.
    if (job.sha256 === null && file.lastModified !== job.lastModified) {
      this.#set(job, { error: uploadFailureWords().otherFile });
      return;
    }
    job.file = file;
    job.checked = false;
    this.#keeper.copy(job);
    this.#set(job, { state: "queued", error: null, reopens: false });
  }

  #pump(): void {
    this.#tick();
    if (this.#ports.connection.snapshot() === "offline") return;
    const idle = this.#jobs.filter(({ item, abort }) => item.state === "queued" && !abort);
    const unchecked = idle.find(({ checked }) => !checked);
    if (unchecked && !this.#jobs.some(({ item }) => item.state === "checking")) void this.#check(unchecked);
    const sending = this.#jobs.filter(({ item, abort }) => abort && item.state !== "checking").length;
    for (const job of idle.filter(({ checked }) => checked).slice(0, Math.max(0, FILES_AT_ONCE - sending)))
      void this.#send(job);
  }

  /** Reads a file for its hash and looks whether the same bytes are here already. */
  #check(job: Job): Promise<void> {
    return this.#work(job, "checking", async (file, signal) => {
      if (job.hashed !== file) {
        const onProgress = (loaded: number) => this.#progressed(job, loaded);
        const sha256 = await this.#ports.hash(file, { signal, onProgress });
        if (job.sha256 !== null && sha256 !== null && sha256 !== job.sha256) throw new OtherFile();
        job.sha256 = sha256;
        job.hashed = file;
      }
      const twin = job.item.fileId || job.anyway ? null : await this.#twinOf(job, signal);
      signal.throwIfAborted();
      job.checked = twin === null;
      this.#set(job, { state: twin ? "duplicate" : "queued", twin, loaded: 0, speed: 0 });
      this.#keeper.keep(job);
    });
  }

  async #twinOf(job: Job, signal: AbortSignal): Promise<Twin | null> {
    if (job.sha256 === null) return null;
    const beside = this.#jobs.find(
      (other) =>
        other !== job &&
        other.sha256 === job.sha256 &&
        !["duplicate", "done", "failed"].includes(other.item.state),
    );
    if (beside) return { name: beside.item.name, fileId: null, uploadedAt: null };
    const query = new URLSearchParams({ sha256: job.sha256, limit: "1" });
    const { items } = await this.#ports.call<{
      items: { file_id: string; filename: string; uploaded_at: string | null }[];
    }>(`/api/files?${query}`, { signal });
    const [stored] = items;
    return stored ? { name: stored.filename, fileId: stored.file_id, uploadedAt: stored.uploaded_at } : null;
  }

  #send(job: Job): Promise<void> {
    return this.#work(job, "uploading", async (file, signal) => {
      if (!(await this.#isComplete(job, signal))) {
        await this.#admit(job, signal);
        await sendParts(job, file, this.#ports, signal, (loaded) => this.#progressed(job, loaded));
        this.#set(job, { state: "verifying", speed: 0 });
        const parts = [...job.done].sort(([a], [b]) => a - b).map(([number, etag]) => ({ number, etag }));
        await this.#ports.call(`/api/files/${job.item.fileId}/complete`, { body: { parts } });
      }
      this.#set(job, { state: "done", loaded: job.item.size, speed: 0 });
      job.file = null;
      await this.#keeper.forget(job);
      this.#onDone(job.item.fileId ?? "");
    });
  }

  /** Whether an upload was completed before, and only the answer was lost; else the parts that it has are noted. */
  async #isComplete(job: Job, signal: AbortSignal): Promise<boolean> {
    if (!job.item.fileId) return false;
    try {
      noteParts(job, await this.#ports.call<ServerParts>(`/api/files/${job.item.fileId}/parts`, { signal }));
      this.#changed();
      return false;
    } catch (error) {
      if (error instanceof ApiError && error.code === "upload_completed") return true;
      throw error;
    }
  }

  /** Begins the upload at the server. Not interrupted: whoever asked has to learn what was begun, to give it back. */
  async #admit(job: Job, signal: AbortSignal): Promise<void> {
    if (job.item.fileId) return;
    const { item, options } = job;
    const body = {
      filename: item.name,
      size: item.size,
      ...(job.sha256 === null ? {} : { sha256: job.sha256 }),
      temporary: options.temporary ?? false,
      project_id: options.projectId,
      supersedes: options.supersedes,
    };
    noteParts(job, await this.#ports.call<ServerParts>("/api/files", { body, idempotencyKey: job.ask }));
    if (job.removed) await this.#keeper.discard(job);
    else this.#keeper.keep(job);
    this.#changed();
    signal.throwIfAborted();
  }

  /** Does one thing with a file, and settles what it fails by. */
  async #work(
    job: Job,
    state: UploadState,
    act: (file: File, signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    const abort = new AbortController();
    job.abort = abort;
    this.#set(job, { state, error: null });
    this.#tick();
    try {
      if (!job.file) throw new FileUnreadable();
      await act(job.file, abort.signal);
    } catch (error) {
      // Whoever interrupted it has set what it is now.
      if (!abort.signal.aborted) this.#failed(job, error);
    } finally {
      job.abort = null;
      this.#pump();
    }
  }

  #failed(job: Job, error: unknown): void {
    const after = afterFailure(error, job.tries, job.item.fileId !== null);
    const settled = { speed: 0, error: after.sentence };
    if (after.outcome === "give again") {
      job.file = null;
      this.#set(job, { ...settled, state: "needs_file", loaded: 0, reopens: job.source !== null });
      return;
    }
    if (after.anew) beginAnew(job);
    if (after.outcome === "wait") {
      job.tries += 1;
      job.retry = setTimeout(() => this.#goOn(job), backoff(job.tries));
      this.#set(job, { ...settled, state: "waiting" });
    } else this.#set(job, { ...settled, state: "failed" });
    // What the server refused and has nothing of is not begun again by a reload.
    if (job.item.state === "failed" && job.item.fileId === null) void this.#keeper.forget(job);
    else this.#keeper.keep(job);
  }

  #goOn(job: Job): void {
    clearTimeout(job.retry);
    if (job.item.state !== "waiting" || this.#ports.connection.snapshot() === "offline") return;
    this.#set(job, { state: "queued", error: null });
    this.#pump();
  }

  #connectionChanged(): void {
    if (this.#ports.connection.snapshot() === "offline") {
      for (const job of this.#jobs.filter(({ item }) => item.state === "uploading")) {
        this.#set(job, { state: "waiting", speed: 0, error: null });
        this.#stop(job);
      }
    } else {
      for (const job of this.#jobs) {
        if (job.item.state === "waiting") job.tries = 0;
        this.#goOn(job);
      }
      void this.#keeper.discardLeft();
    }
    this.#pump();
  }

  #stop(job: Job): void {
    clearTimeout(job.retry);
    job.abort?.abort();
  }

  /** Stops, and lets other tabs go on. */
  #let(job: Job): void {
    this.#stop(job);
    job.release();
  }

  #find(key: string, states?: readonly UploadState[]): Job | undefined {
    return this.#jobs.find(({ item }) => item.key === key && (!states || states.includes(item.state)));
  }

  #set(job: Job, change: Partial<UploadItem>): void {
    job.item = { ...job.item, ...change };
    this.#changed();
  }

  #progressed(job: Job, loaded: number): void {
    const now = performance.now();
    if (job.item.state === "uploading") {
      const passed = Math.max(0, loaded - job.item.loaded);
      job.rate.add(passed, now);
      this.#rate.add(passed, now);
    }
    job.item = { ...job.item, loaded, speed: job.rate.perSecond(now) };
    this.#report ??= setTimeout(() => this.#changed(), REPORT_EVERY_MS);
  }

  /** While something is sent, its speed is looked at every second: what stands still reports nothing. */
  #tick(): void {
    const sending = this.#jobs.some(({ item }) => item.state === "uploading");
    if (sending && this.#clock === undefined)
      this.#clock = setInterval(() => {
        const now = performance.now();
        for (const job of this.#jobs)
          if (job.item.state === "uploading") job.item = { ...job.item, speed: job.rate.perSecond(now) };
        this.#changed();
      }, 1000);
    if (sending || this.#clock === undefined) return;
    clearInterval(this.#clock);
    this.#clock = undefined;
  }

  #changed(): void {
    clearTimeout(this.#report);
    this.#report = undefined;
    this.#now = { items: this.#jobs.map(({ item }) => item), speed: this.#rate.perSecond(performance.now()) };
    for (const listener of this.#listeners) listener();
  }
}
