import { createHash, randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { inArray, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { archivedLogs } from "#db/schema/archival.ts";
import { NO_LIMITS, withSystem } from "#db/tenant.ts";
import { linesOf } from "#lib/archival/logs/read-part.ts";
import { objectStores } from "#lib/storage/index.ts";
import { logDayPrefix, logKey } from "#lib/storage/keys.ts";
import { ChecksumMismatch, type PutResult, type StorageClass } from "#lib/storage/store.ts";

export interface LogDay {
  /** Null: jobs of no organisation. */
  tenantId: string | null;
  kind: "audit" | "job";
  /** UTC, "2026-11-28". */
  day: string;
  storageClass: Exclude<StorageClass, "STANDARD">;
}

/** What stands in the store, read back and of its class; the row that makes it count is the caller's. */
export interface WrittenPart extends LogDay {
  id: string;
  objectKey: string;
  rows: number;
  bytes: number;
  sha256: string;
  contentSha256: string;
}

/**
 * Writes lines of JSON as one compressed object, reads it back as a whole by `read`, and only then gives it its class, since
 * an archived one cannot be read. What an attempt that died left of the same day is removed. Throws what `lines` throws,
 * `StorageError`.
 */
export async function writePart(
  day: LogDay,
  lines: AsyncIterable<string>,
  read: (part: WrittenPart) => AsyncIterable<unknown> = linesOf,
): Promise<WrittenPart> {
  const store = objectStores().archive;
  await removeLeftOvers(day);
  const { tenantId, kind, storageClass } = day;
  const id = randomUUID();
  const objectKey = logKey(tenantId, kind, day.day, id);
  const content = createHash("sha256");
  let rows = 0;
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const line of lines) {
      const bytes = Buffer.from(`${line}\n`);
      content.update(bytes);
      rows += 1;
      yield bytes;
    }
  }
  try {
    const written = await putPacked(objectKey, counted());
    const part = {
      id,
      tenantId,
      kind,
      day: day.day,
      storageClass,
      objectKey,
      rows,
      bytes: written.size,
      sha256: written.sha256,
      contentSha256: content.digest("hex"),
    };
    // The reading itself compares.
    for await (const _line of read(part));
    await store.copy(objectKey, objectKey, {
      storageClass,
      metadata: {
        ...(tenantId ? { "tenant-id": tenantId } : {}),
        kind,
        day: day.day,
        rows: String(rows),
        sha256: part.sha256,
        "content-sha256": part.contentSha256,
      },
    });
    await look(part);
    return part;
  } catch (error) {
    await discardPart({ objectKey });
    throw error;
  }
}

/** Whichever of both ends fails, the other one does not wait for it. Throws what the bytes threw, else what the store did. */
async function putPacked(objectKey: string, bytes: AsyncIterable<Buffer>): Promise<PutResult> {
  const failures: unknown[] = [];
  // What is thrown into it from outside is no failure of the bytes.
  async function* watched() {
    const source = bytes[Symbol.asyncIterator]();
    try {
      for (;;) {
        const next = await source.next().catch((error: unknown) => {
          failures.push(error);
          throw error;
        });
        if (next.done) return;
        yield next.value;
      }
    } finally {
      await source.return?.();
    }
  }
  const gzip = createGzip();
  const stopped = new AbortController();
  const [put] = await Promise.allSettled([
    objectStores()
      .archive.putStream(objectKey, gzip, { contentType: "application/gzip", ifAbsent: true })
      .finally(() => stopped.abort()),
    pipeline(Readable.from(watched()), gzip, { signal: stopped.signal }),
  ]);
  if (failures.length > 0) throw failures[0];
  if (put.status === "rejected") throw put.reason;
  return put.value;
}

/** Throws `ChecksumMismatch` where a part's object is not what was written, as far as the store tells. */
async function look(part: WrittenPart): Promise<void> {
  const { size, storageClass, metadata, checksums } = await objectStores().archive.head(part.objectKey);
  if (
    size !== part.bytes ||
    storageClass !== part.storageClass ||
    metadata.sha256 !== part.sha256 ||
    (checksums.sha256 ?? part.sha256) !== part.sha256
  )
    throw new ChecksumMismatch(
      `The archived logs ${part.objectKey} have ${size} bytes of class ${storageClass} with SHA-256 ${checksums.sha256 ?? metadata.sha256}, not ${part.bytes} of ${part.storageClass} with ${part.sha256}.`,
    );
}

/**
 * Makes a part count: `insert` writes its row, in a transaction that no other part of the same logs is committed beside and
 * in which nothing of them is swept. The object is looked at once more there. Where `insert` says no, or anything fails,
 * the object is removed. Returns what it said.
 */
export async function commitPart(
  part: WrittenPart,
  insert: (tx: Transaction) => Promise<boolean>,
): Promise<boolean> {
  let counts = false;
  try {
    counts = await withSystem(async (tx) => {
      await lock(tx, part);
      await look(part);
      return insert(tx);
    }, NO_LIMITS);
  } catch (error) {
    // A commit whose answer was lost may stand.
    if (!(await isKnown(part.objectKey).catch(() => true))) await discardPart(part);
    throw error;
  }
  if (!counts) await discardPart(part);
  return counts;
}

const lock = (tx: Transaction, { tenantId, kind }: Pick<LogDay, "tenantId" | "kind">) =>
  tx.execute(sql`
    select pg_advisory_xact_lock(${kind === "audit" ? 7240317 : 7240318}::int, hashtext(${tenantId ?? "platform"}))`);

/** Of an object that is not to count; failing to remove it is told by whoever finds it next. */
export async function discardPart({ objectKey }: Pick<WrittenPart, "objectKey">): Promise<void> {
  await objectStores()
    .archive.purge(objectKey)
    .catch(() => {});
}

const isKnown = async (key: string) => (await knownOf([key])).has(key);

async function knownOf(keys: string[], within?: Transaction): Promise<Set<string>> {
  const read = (tx: Transaction) =>
    tx
      .select({ key: archivedLogs.objectKey })
      .from(archivedLogs)
      .where(inArray(archivedLogs.objectKey, keys));
  const known = await (within ? read(within) : withSystem(read));
  return new Set(known.map(({ key }) => key));
}

/** Longer than attempts take. One that takes longer finds its object gone when it is looked at before the commit. */
const ATTEMPT_MS = 3_600_000;

async function removeLeftOvers(of: LogDay): Promise<void> {
  const store = objectStores().archive;
  const old: string[] = [];
  for await (const { key, lastModified } of store.list(logDayPrefix(of.tenantId, of.kind, of.day)))
    if (Date.now() - lastModified.getTime() > ATTEMPT_MS) old.push(key);
  if (old.length === 0) return;
  await withSystem(async (tx) => {
    await lock(tx, of);
    const known = await knownOf(old, tx);
    for (const key of old) if (!known.has(key)) await store.purge(key);
  }, NO_LIMITS);
}
