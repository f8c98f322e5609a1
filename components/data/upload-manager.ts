import { ApiError, api } from "./api.ts";
import { putPart } from "./put-part.ts";
import { forgetUpload, keepUpload, keptUploads } from "./upload-store.ts";

export type UploadState = "queued" | "uploading" | "paused" | "needs_file" | "verifying" | "done" | "failed";

/** One file of the upload queue, as the interface shows it. Bytes; speed in bytes a second. */
export interface UploadItem {
  key: string;
  name: string;
  size: number;
  state: UploadState;
  loaded: number;
  speed: number;
  /** Known once the server has admitted the upload. */
  fileId: string | null;
  /** What went wrong and what to do, with state `failed`. */
  error: string | null;
}

/** What an upload is begun with. */
export interface UploadOptions {
  temporary?: boolean | undefined;
  projectId?: string | undefined;
}

interface Job {
  item: UploadItem;
  file: File | null;
  options: UploadOptions;
  partSize: number;
  /** Parts that arrived, by number. */
  done: Map<number, string>;
  urls: Map<number, string>;
  abort: AbortController | null;
  samples: { at: number; loaded: number }[];
}
interface ServerParts {
  file_id: string;
  part_size: number;
  parts: { number: number; url: string }[];
  received?: { number: number; etag: string; size: number }[];
}

const FILES_AT_ONCE = 2;
const PARTS_AT_ONCE = 3;
const TRIES = 6;

/**
 * The upload queue of a browser tab: parts go straight to storage, a lost network is waited for, a reload resumes.
 * Subscribe with `useSyncExternalStore`; `snapshot` changes identity exactly when something changed.
 */
export class UploadManager {
  private jobs: Job[] = [];
  private listeners = new Set<() => void>();
  private items: UploadItem[] = [];
  private readonly onDone: (fileId: string) => void;

  constructor(onDone: (fileId: string) => void) {
    this.onDone = onDone;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  snapshot = (): UploadItem[] => this.items;

  /** Queues files; one that waits for its file after a reload goes on where it stopped. */
  add(files: Iterable<File>, options: UploadOptions = {}): void {
    for (const file of files) {
      const waiting = this.jobs.find(
        (job) =>
          job.item.state === "needs_file" && job.item.name === file.name && job.item.size === file.size,
      );
      if (waiting) {
        waiting.file = file;
        this.set(waiting, { state: "queued", error: null });
      } else {
        this.jobs.push(newJob(file.name, file.size, file, options));
      }
    }
    this.changed();
    this.pump();
  }

  /** Finds uploads that a reload interrupted. */
  async restore(): Promise<void> {
    for (const kept of await keptUploads()) {
      if (this.jobs.some((job) => job.item.fileId === kept.fileId)) continue;
      const job = newJob(kept.name, kept.size, kept.file, {});
      job.item = { ...job.item, fileId: kept.fileId, state: kept.file ? "queued" : "needs_file" };
      this.jobs.push(job);
    }
    this.changed();
    this.pump();
  }

  pause(key: string): void {
    const job = this.find(key);
    if (!job || !["queued", "uploading"].includes(job.item.state)) return;
    this.set(job, { state: "paused", speed: 0 });
    job.abort?.abort();
  }

  resume(key: string): void {
    const job = this.find(key);
    if (!job || !["paused", "failed"].includes(job.item.state)) return;
    this.set(job, { state: job.file ? "queued" : "needs_file", error: null });
    this.pump();
  }

  /** Takes a file out of the queue; what the server holds of an unfinished one is given back. */
  async remove(key: string): Promise<void> {
    const job = this.find(key);
    if (!job) return;
    this.jobs = this.jobs.filter((other) => other !== job);
    job.abort?.abort();
    this.changed();
    if (job.item.fileId && job.item.state !== "done") {
      await forgetUpload(job.item.fileId);
      await api(`/api/files/${job.item.fileId}`, { method: "DELETE" }).catch((error) => {
        // Already gone is as good as removed.
        if (!(error instanceof ApiError && error.status === 404)) throw error;
      });
    }
    this.pump();
  }

  private pump(): void {
    const running = this.jobs.filter((job) => job.abort).length;
    const next = this.jobs
      .filter((job) => job.item.state === "queued" && !job.abort)
      .slice(0, Math.max(0, FILES_AT_ONCE - running));
    for (const job of next) void this.run(job);
  }

  private async run(job: Job): Promise<void> {
    const abort = new AbortController();
    job.abort = abort;
    this.set(job, { state: "uploading", error: null });
    try {
      await this.admit(job);
      await this.send(job, abort.signal);
      this.set(job, { state: "verifying", speed: 0 });
      const parts = [...job.done].sort(([a], [b]) => a - b).map(([number, etag]) => ({ number, etag }));
      await api(`/api/files/${job.item.fileId}/complete`, { body: { parts } });
      await forgetUpload(job.item.fileId ?? "");
      this.set(job, { state: "done", loaded: job.item.size });
      this.onDone(job.item.fileId ?? "");
    } catch (error) {
      if (!abort.signal.aborted) await this.fail(job, error);
    } finally {
      job.abort = null;
      this.pump();
    }
  }

  private async fail(job: Job, error: unknown): Promise<void> {
    const refused =
      error instanceof ApiError &&
      error.status >= 400 &&
      error.status < 500 &&
      error.status !== 409 &&
      error.status !== 429;
    if (refused && job.item.fileId) {
      // The server has refused and removed it: a retry starts afresh.
      await forgetUpload(job.item.fileId);
      job.done.clear();
      this.set(job, { fileId: null, loaded: 0 });
    }
    this.set(job, {
      state: "failed",
      speed: 0,
      error: error instanceof Error ? error.message : String(error),
    });
  }

  /** Starts the upload at the server, or asks which parts of it arrived already. */
  private async admit(job: Job): Promise<void> {
    const { item } = job;
    const answer = item.fileId
      ? await api<ServerParts>(`/api/files/${item.fileId}/parts`)
      : await api<ServerParts>("/api/files", {
          body: {
            filename: item.name,
            size: item.size,
            temporary: job.options.temporary ?? false,
            project_id: job.options.projectId,
          },
        });
    job.partSize = answer.part_size;
    job.urls = new Map(answer.parts.map((part) => [part.number, part.url]));
    job.done = new Map(answer.received?.map((part) => [part.number, part.etag]) ?? [...job.done]);
    this.set(job, { fileId: answer.file_id, loaded: bytesOf(job, job.done.keys()) });
    if (!item.fileId && job.file) await keepUpload(answer.file_id, job.file);
  }

  private async send(job: Job, signal: AbortSignal): Promise<void> {
    const waiting = [...job.urls.keys()].filter((n) => !job.done.has(n)).sort((a, b) => a - b);
    const inFlight = new Map<number, number>();
    const report = () => {
      const loaded = bytesOf(job, job.done.keys()) + [...inFlight.values()].reduce((a, b) => a + b, 0);
      this.set(job, { loaded, speed: speedOf(job, loaded) });
    };
    const lane = async () => {
      for (let number = waiting.shift(); number !== undefined; number = waiting.shift()) {
        const etag = await this.sendPart(job, number, signal, (loaded) => {
          inFlight.set(number, loaded);
          report();
        });
        inFlight.delete(number);
        job.done.set(number, etag);
        report();
      }
    };
    await Promise.all(Array.from({ length: PARTS_AT_ONCE }, lane));
  }

  private async sendPart(
    job: Job,
    number: number,
    signal: AbortSignal,
    onProgress: (loaded: number) => void,
  ): Promise<string> {
    if (!job.file) throw new Error("Choose the file again to go on.");
    const start = (number - 1) * job.partSize;
    const body = job.file.slice(start, Math.min(job.item.size, start + job.partSize));
    for (let attempt = 1; ; attempt++) {
      try {
        return await putPart(job.urls.get(number) ?? "", body, { signal, onProgress });
      } catch (error) {
        if (signal.aborted || attempt >= TRIES) throw error;
        onProgress(0);
        await online(signal, Math.min(30_000, 1000 * 2 ** (attempt - 1)));
        // A link that has expired is the one refusal that a fresh link mends.
        if (error instanceof ApiError && error.status === 403) {
          const fresh = await api<ServerParts>(`/api/files/${job.item.fileId}/parts`, { signal });
          for (const part of fresh.parts) job.urls.set(part.number, part.url);
        }
      }
    }
  }

  private find(key: string): Job | undefined {
    return this.jobs.find((job) => job.item.key === key);
  }
  private set(job: Job, change: Partial<UploadItem>): void {
    job.item = { ...job.item, ...change };
    this.changed();
  }
  private changed(): void {
    this.items = this.jobs.map((job) => job.item);
    for (const listener of this.listeners) listener();
  }
}

function newJob(name: string, size: number, file: File | null, options: UploadOptions): Job {
  return {
    item: {
      key: crypto.randomUUID(),
      name,
      size,
      state: "queued",
      loaded: 0,
      speed: 0,
      fileId: null,
      error: null,
    },
    file,
    options,
    partSize: 0,
    done: new Map(),
    urls: new Map(),
    abort: null,
    samples: [],
  };
}

function bytesOf(job: Job, numbers: Iterable<number>): number {
  let bytes = 0;
  for (const number of numbers) bytes += Math.min(job.partSize, job.item.size - (number - 1) * job.partSize);
  return bytes;
}

/** Over the last five seconds, so that it neither jumps nor lags. */
function speedOf(job: Job, loaded: number): number {
  const now = performance.now();
  job.samples = [...job.samples.filter((sample) => now - sample.at < 5000), { at: now, loaded }];
  const first = job.samples[0];
  return first && now - first.at > 200
    ? Math.max(0, ((loaded - first.loaded) / (now - first.at)) * 1000)
    : job.item.speed;
}

/** Waits, and longer while the browser knows that it is offline. */
async function online(signal: AbortSignal, wait: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, wait));
  if (!navigator.onLine && !signal.aborted) {
    await new Promise<void>((resolve) => {
      window.addEventListener("online", () => resolve(), { once: true });
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
  }
  signal.throwIfAborted();
}
