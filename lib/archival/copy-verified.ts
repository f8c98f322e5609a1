import { hashObject } from "#lib/storage/hash-object.ts";
import { objectStores } from "#lib/storage/index.ts";
import {
  type BucketName,
  ChecksumMismatch,
  type Copied,
  type ObjectHead,
  type ObjectStore,
  type StorageClass,
  StoreUnavailable,
} from "#lib/storage/store.ts";

interface ObjectPlace {
  bucket: BucketName;
  key: string;
}

interface CopyVerified {
  /** As recorded at the upload, lower-case hex. */
  sha256: string;
  /** Bytes. */
  size: number;
  /** What the copy is to be stored as once it is verified. */
  storageClass: StorageClass;
  metadata: Record<string, string>;
  /** Called before each change of the store and while it works; whatever it throws ends the copy. */
  heartbeat: () => Promise<void>;
  stores?: Record<BucketName, ObjectStore>;
}

/** How often the heartbeat is called while the store copies by itself. */
const BEAT_MS = 10_000;

/**
 * Copies an object inside the store, reads the copy back and compares it with what was uploaded, then gives it its class
 * and confirms that by what the store says: size, class, version and, where the store knows it, the CRC64NVME of the
 * whole, which ties the object that can no longer be read to the one that was. `from` stays as it is.
 * Throws `StorageError` for all that may be tried again, `ChecksumMismatch` when the bytes are not those that were
 * uploaded, and what `heartbeat` throws; a copy that was begun is then left, to be overwritten or settled.
 */
export async function copyVerified(
  from: ObjectPlace,
  to: ObjectPlace,
  copy: CopyVerified,
): Promise<ObjectHead> {
  const { storageClass, metadata, heartbeat, stores = objectStores() } = copy;
  const store = stores[to.bucket];
  await heartbeat();
  // In STANDARD, since an archived class cannot be read back.
  const made = await beating(heartbeat, store.copy(from, to.key, { storageClass: "STANDARD", metadata }));
  await readBack(store, to.key, copy);
  const read = await store.head(to.key);
  confirm(read, made, copy, "STANDARD", read);
  let final = read;
  if (storageClass !== "STANDARD") {
    await heartbeat();
    const changed = await beating(heartbeat, store.copy(to.key, to.key, { storageClass }));
    final = await store.head(to.key);
    confirm(final, changed, copy, storageClass, read);
  }
  // With versions, each copy before this one is still stored, and paid for.
  if (final.versionId !== undefined) {
    await heartbeat();
    await store.purgeOldVersions(to.key);
  }
  return final;
}

async function readBack(store: ObjectStore, key: string, copy: CopyVerified): Promise<void> {
  const { size, sha256 } = await hashObject(store, key, 0, copy.heartbeat);
  if (size !== copy.size || sha256 !== copy.sha256)
    throw new ChecksumMismatch(
      `The copy ${key} reads back as ${size} bytes of SHA-256 ${sha256}; ${copy.size} bytes of ${copy.sha256} were uploaded.`,
    );
}

/** `made`: what the store called the copy; `read`: what it said of the one that was read back. */
function confirm(
  head: ObjectHead,
  made: Copied,
  { size, sha256 }: CopyVerified,
  storageClass: StorageClass,
  read: ObjectHead,
): void {
  const { checksums } = head;
  const wrong =
    head.size !== size
      ? `${head.size} bytes and not ${size}`
      : head.storageClass !== storageClass
        ? `the class ${head.storageClass} and not ${storageClass}`
        : head.etag !== made.etag || head.versionId !== made.versionId
          ? "been replaced meanwhile"
          : (checksums.sha256 ?? sha256) !== sha256
            ? `the SHA-256 ${checksums.sha256} and not ${sha256}`
            : checksums.crc64nvme !== (read.checksums.crc64nvme ?? checksums.crc64nvme)
              ? `the CRC64NVME ${checksums.crc64nvme}; what was read back had ${read.checksums.crc64nvme}`
              : null;
  if (wrong) throw new StoreUnavailable(`The copy ${head.key} has ${wrong}. Try again.`);
}

/** Keeps the heartbeat going while one long request is under way; what it throws is thrown once that has ended. */
async function beating<T>(heartbeat: () => Promise<void>, work: Promise<T>): Promise<T> {
  let failed: { error: unknown } | undefined;
  const timer = setInterval(() => {
    heartbeat().catch((error) => {
      failed ??= { error };
    });
  }, BEAT_MS).unref();
  try {
    const done = await work;
    if (failed) throw failed.error;
    return done;
  } finally {
    clearInterval(timer);
  }
}
