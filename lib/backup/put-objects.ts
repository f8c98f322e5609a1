import postgres from "postgres";
import { AppError } from "#lib/errors.ts";
import { logger } from "#lib/observability/logger.ts";
import { hashObject } from "#lib/storage/hash-object.ts";
import {
  type BucketName,
  PreconditionFailed,
  STORAGE_CLASSES,
  type StorageClass,
} from "#lib/storage/store.ts";
import type { ObjectFacts } from "./format.ts";
import type { Installation } from "./installation.ts";
import type { Ledger } from "./ledger.ts";

/** What an object of a backup met in the store: nothing, or the same bytes. */
export type PutOutcome = "written" | "there";

/**
 * Stores an object that is not there. What stands under its key already is left when it is as large and its bytes, as far
 * as they can be read, are the same; else throws `object_differs`: a restore never writes over anything.
 */
export async function putObject(
  into: Installation,
  written: Ledger,
  {
    bucket,
    key,
    size,
    contentType,
    storageClass,
    metadata,
  }: { bucket: BucketName; key: string; size: number } & ObjectFacts,
  content: AsyncIterable<Buffer>,
  sha256: () => string,
): Promise<PutOutcome> {
  const store = into.stores[bucket];
  try {
    const put = await store.putStream(key, content, {
      contentType,
      metadata,
      storageClass: classOf(storageClass),
      ifAbsent: true,
    });
    written.see({ bucket, key, size, sha256: put.sha256, storageClass });
    return "written";
  } catch (error) {
    if (!(error instanceof PreconditionFailed)) throw error;
    for await (const _ of content);
    const head = await store.head(key);
    const there =
      head.checksums.sha256 ??
      (await hashObject(store, key).then(
        (o) => o.sha256,
        () => null,
      ));
    if (head.size === size && (there === null || there === sha256())) return "there";
    throw new AppError(
      409,
      "object_differs",
      `The ${bucket} bucket has another object under ${key}. Nothing was restored: empty the buckets, or restore into other ones.`,
    );
  }
}

const classOf = (name: string): StorageClass => STORAGE_CLASSES.find((known) => known === name) ?? "STANDARD";

/**
 * Takes back what a restore that failed had stored, unless its rows are there all the same (the answer to their commit was
 * lost) or nobody can say whether they are: then the objects stay. Returns whether the rows are known not to be there.
 */
export async function takeBack(
  into: Installation,
  written: Ledger,
  hasRows: (tx: postgres.TransactionSql) => Promise<boolean>,
): Promise<boolean> {
  const fresh = postgres(into.systemUrl, { max: 1, onnotice: () => {} });
  try {
    const came = await fresh.begin(async (tx) => {
      // Where the server has not ended the transaction yet, it keeps others waiting until it has.
      await tx`set local lock_timeout = '60s'`;
      return hasRows(tx);
    });
    if (came) return false;
    for (const { bucket, key } of written.seen("taken")) await into.stores[bucket].purge(key).catch(told);
    return true;
  } catch (error) {
    told(error);
    return false;
  } finally {
    await fresh.end({ timeout: 5 });
  }
}

/** Beside the failure of the restore, which is the one to hear of. */
const told = (error: unknown) =>
  logger().error({ err: error }, "what a restore had stored could not be taken back");
