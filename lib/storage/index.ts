import type { IncomingMessage, ServerResponse } from "node:http";
import { authSecret, config } from "#lib/config/index.ts";
import { createObjectStores } from "./create-stores.ts";
import type { DiskStoreOptions } from "./disk/disk-store.ts";
import { createDiskStoreHandler } from "./disk/http.ts";
import { observedStore } from "./observe-store.ts";
import type { BucketName, ObjectStore } from "./store.ts";

/** The object stores of this process, as configured. */
export function objectStores(): Record<BucketName, ObjectStore> {
  cached ??= open();
  return cached;
}
let cached: Record<BucketName, ObjectStore> | undefined;

function open(): Record<BucketName, ObjectStore> {
  const { storage } = config();
  const { files, archive } = createObjectStores(
    storage.kind === "disk" ? { kind: "disk", ...diskOptions(storage) } : storage,
  );
  return { files: observedStore(files, storage.kind), archive: observedStore(archive, storage.kind) };
}

/** What serves the disk store's presigned URLs, or null where S3 serves its own. */
export function diskStoreHandler():
  | ((request: IncomingMessage, response: ServerResponse) => Promise<boolean>)
  | null {
  const { storage } = config();
  return storage.kind === "disk" ? createDiskStoreHandler(diskOptions(storage)) : null;
}

function diskOptions({ dir, restoreSeconds }: { dir: string; restoreSeconds: number }): DiskStoreOptions {
  return { dir, restoreSeconds, secret: authSecret(), publicPath: "/_objects/" };
}
