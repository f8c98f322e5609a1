import type { IncomingMessage, ServerResponse } from "node:http";
import { authSecret, config } from "#lib/config/index.ts";
import { createObjectStores } from "./create-stores.ts";
import type { DiskStoreOptions } from "./disk/disk-store.ts";
import { createDiskStoreHandler } from "./disk/http.ts";
import type { BucketName, ObjectStore } from "./store.ts";

/** The object stores of this process, as configured. */
export function objectStores(): Record<BucketName, ObjectStore> {
  const { storage } = config();
  cached ??= createObjectStores(
    storage.kind === "disk" ? { kind: "disk", ...diskOptions(storage) } : storage,
  );
  return cached;
}
let cached: Record<BucketName, ObjectStore> | undefined;

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
