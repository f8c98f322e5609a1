import { config } from "#lib/config/index.ts";
import { DiskObjectStore } from "#lib/storage/disk/disk-store.ts";
import { type BucketName, StoreUnavailable } from "#lib/storage/store.ts";

const METHODS = ["head", "getStream", "restore", "copy", "putStream"] as const;

export interface MovableClock {
  now(): Date;
  pass(seconds: number): void;
  /** From now on calls of a store's method fail, as `"archive.head"`; null: none. */
  fail(line: `${BucketName}.${(typeof METHODS)[number]}` | null, error?: () => Error): void;
  stop(): void;
}

/** Stores with the clock that runs; none: each goes by its own. */
let clocked: Record<BucketName, DiskObjectStore> | null = null;
let failing: { line: string; error: () => Error } | null = null;

// Before meddle.ts, which is imported after it, takes hold of the methods.
for (const method of METHODS) {
  const real: unknown = DiskObjectStore.prototype[method];
  if (typeof real !== "function") throw new Error(`The store has no ${method}`);
  Object.defineProperty(DiskObjectStore.prototype, method, {
    configurable: true,
    writable: true,
    async value(this: DiskObjectStore, ...args: unknown[]) {
      if (failing?.line === `${this.bucket}.${method}`) throw failing.error();
      return Reflect.apply(real, clocked?.[this.bucket] ?? this, args);
    },
  });
}

/** Gives the process's own stores a clock that the test moves: what takes hours and days is seen at once. */
export function movableClock(): MovableClock {
  const { storage } = config();
  if (storage.kind !== "disk") throw new Error("These tests run on the disk form");
  let ahead = 0;
  const now = () => new Date(Date.now() + ahead * 1000);
  const options = {
    dir: storage.dir,
    restoreSeconds: storage.restoreSeconds,
    secret: "s".repeat(32),
    publicPath: "/_objects/",
    now,
  };
  clocked = {
    files: new DiskObjectStore("files", options),
    archive: new DiskObjectStore("archive", options),
  };
  return {
    now,
    pass: (seconds) => {
      ahead += seconds;
    },
    fail: (line, error = () => new StoreUnavailable("The object store does not answer.")) => {
      failing = line && { line, error };
    },
    stop: () => {
      clocked = null;
      failing = null;
    },
  };
}
