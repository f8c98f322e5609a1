import { DiskObjectStore, type DiskStoreOptions } from "./disk/disk-store.ts";
import { S3ObjectStore, type S3StoreOptions } from "./s3/s3-store.ts";
import type { BucketName, ObjectStore } from "./store.ts";

export type ObjectStoresOptions = ({ kind: "disk" } & DiskStoreOptions) | ({ kind: "s3" } & S3StoreOptions);

/** Both buckets of the store that the options name. */
export function createObjectStores(options: ObjectStoresOptions): Record<BucketName, ObjectStore> {
  return options.kind === "disk"
    ? { files: new DiskObjectStore("files", options), archive: new DiskObjectStore("archive", options) }
    : { files: new S3ObjectStore("files", options), archive: new S3ObjectStore("archive", options) };
}
