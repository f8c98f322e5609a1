import { TransferRate } from "./transfer-rate.ts";
import type { ChosenFile, FileSource, UploadItem, UploadOptions } from "./types.ts";
import type { KeptUpload } from "./upload-store.ts";

/** An upload of the queue, with what the interface need not know. */
export interface Job {
  item: UploadItem;
  /** Null: the browser may not read it before the person has given it again. */
  file: File | null;
  lastModified: number;
  /** Milliseconds since the epoch; no two are alike, so that the queue keeps its order. */
  addedAt: number;
  source: FileSource | null;
  options: UploadOptions;
  /** The upload's own name for the server, so that a request whose answer was lost begins no second one. */
  ask: string;
  sha256: string | null;
  /** The very file whose hash is `sha256`. */
  hashed: File | null;
  /** It may be sent. */
  checked: boolean;
  /** The person wants it whatever else has the same bytes. */
  anyway: boolean;
  /** Bytes. */
  partSize: number;
  /** ETags of the parts that arrived, by number. */
  done: Map<number, string>;
  urls: Map<number, string>;
  /** Set while something is done with it. */
  abort: AbortController | null;
  rate: TransferRate;
  /** Failed attempts since something last arrived. */
  tries: number;
  retry: ReturnType<typeof setTimeout> | undefined;
  removed: boolean;
  /** Lets other tabs at it. */
  release: () => void;
}

const RATE_WINDOW_MS = 6_000;

let latest = 0;
function now(): number {
  latest = Math.max(Date.now(), latest + 0.001);
  return latest;
}

export function newJob({ file, folder, source = undefined }: ChosenFile, options: UploadOptions): Job {
  return {
    item: {
      key: crypto.randomUUID(),
      name: file.name,
      folder,
      size: file.size,
      state: "queued",
      loaded: 0,
      speed: 0,
      fileId: null,
      error: null,
      twin: null,
      reopens: false,
    },
    file,
    lastModified: file.lastModified,
    addedAt: now(),
    source: source ?? null,
    options,
    ask: crypto.randomUUID(),
    sha256: null,
    hashed: null,
    checked: false,
    anyway: false,
    partSize: 0,
    done: new Map(),
    urls: new Map(),
    abort: null,
    rate: new TransferRate(RATE_WINDOW_MS),
    tries: 0,
    retry: undefined,
    removed: false,
    release: () => undefined,
  };
}

/** As it was before a reload. `file`: the same bytes again; null where only the person can give them. */
export function jobOf(kept: KeptUpload, file: File | null): Job {
  const { name, folder, size, lastModified, source } = kept;
  const job = newJob({ file: file ?? new File([], name), folder, source: source ?? undefined }, kept.options);
  return {
    ...job,
    item: {
      ...job.item,
      key: kept.key,
      name,
      size,
      fileId: kept.fileId,
      state: kept.paused ? "paused" : file ? "queued" : "needs_file",
      reopens: file === null && source !== null,
    },
    file,
    lastModified,
    addedAt: kept.addedAt,
    ask: kept.ask,
    sha256: kept.sha256,
    hashed: kept.sha256 === null ? null : file,
    // What the server has admitted was looked at before.
    checked: file !== null && kept.fileId !== null,
  };
}

export function keptOf(job: Job, owner: string): KeptUpload {
  const { key, name, folder, size, fileId, state } = job.item;
  const { lastModified, addedAt, options, ask, sha256, source } = job;
  return {
    key,
    owner,
    addedAt,
    name,
    folder,
    size,
    lastModified,
    options,
    ask,
    sha256,
    fileId,
    paused: state === "paused",
    discarded: job.removed,
    source,
  };
}

/** Forgets what the server knew of it: the next attempt begins a new upload. */
export function beginAnew(job: Job): void {
  job.done.clear();
  job.urls.clear();
  job.ask = crypto.randomUUID();
  job.item = { ...job.item, fileId: null, loaded: 0 };
}
