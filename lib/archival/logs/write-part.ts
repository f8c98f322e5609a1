import { createHash, randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { inArray } from "drizzle-orm";
import { type archivedLogs, archivedLogs as parts } from "#db/schema/archival.ts";
import { withSystem } from "#db/tenant.ts";
import { linesOf } from "#lib/archival/logs/read-part.ts";
import { objectStores } from "#lib/storage/index.ts";
import { logDayPrefix, logKey } from "#lib/storage/keys.ts";
import { ChecksumMismatch, type StorageClass } from "#lib/storage/store.ts";

export interface LogDay {
  /** Null: jobs of no organisation. */
  tenantId: string | null;
  kind: "audit" | "job";
  /** UTC, "2026-11-28". */
  day: string;
  storageClass: Exclude<StorageClass, "STANDARD">;
}

/** What stands in the store, read back and of its class; the row that makes it count is the caller's. */
export type WrittenPart = Pick<
  typeof archivedLogs.$inferInsert,
  "tenantId" | "kind" | "day" | "storageClass"
> & {
  id: string;
  objectKey: string;
  rows: number;
  bytes: number;
  sha256: string;
  contentSha256: string;
};

/**
 * Writes lines of JSON as one compressed object, reads it back as a whole, and only then gives it its class, since an
 * archived one cannot be read. What an attempt that died left of the same day is removed. Throws `StorageError`.
 */
export async function writePart(
  { tenantId, kind, day, storageClass }: LogDay,
  lines: AsyncIterable<string>,
): Promise<WrittenPart> {
  const store = objectStores().archive;
  await removeLeftOvers(tenantId, kind, day);
  const id = randomUUID();
  const objectKey = logKey(tenantId, kind, day, id);
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
  const gzip = createGzip();
  const [written] = await Promise.all([
    store.putStream(objectKey, gzip, { contentType: "application/gzip", ifAbsent: true }),
    pipeline(Readable.from(counted()), gzip),
  ]);
  const part = {
    id,
    tenantId,
    kind,
    day,
    storageClass,
    objectKey,
    rows,
    bytes: written.size,
    sha256: written.sha256,
    contentSha256: content.digest("hex"),
  };
  try {
    // The reading itself compares.
    for await (const _line of linesOf(part));
    await store.copy(objectKey, objectKey, {
      storageClass,
      metadata: {
        ...(tenantId ? { "tenant-id": tenantId } : {}),
        kind,
        day,
        rows: String(rows),
        sha256: part.sha256,
        "content-sha256": part.contentSha256,
      },
    });
    const head = await store.head(objectKey);
    if (head.size !== part.bytes || head.storageClass !== storageClass)
      throw new ChecksumMismatch(
        `The archived logs ${objectKey} have ${head.size} bytes of class ${head.storageClass}, not ${part.bytes} of ${storageClass}.`,
      );
  } catch (error) {
    await discardPart(part);
    throw error;
  }
  return part;
}

/** Of an object that is not to count; failing to remove it is told by whoever finds it next. */
export async function discardPart({ objectKey }: Pick<WrittenPart, "objectKey">): Promise<void> {
  await objectStores()
    .archive.purge(objectKey)
    .catch(() => {});
}

/** Longer than any attempt takes. */
const ATTEMPT_MS = 3_600_000;

async function removeLeftOvers(tenantId: string | null, kind: "audit" | "job", day: string): Promise<void> {
  const store = objectStores().archive;
  const old: string[] = [];
  for await (const { key, lastModified } of store.list(logDayPrefix(tenantId, kind, day)))
    if (Date.now() - lastModified.getTime() > ATTEMPT_MS) old.push(key);
  if (old.length === 0) return;
  const known = await withSystem((tx) =>
    tx.select({ key: parts.objectKey }).from(parts).where(inArray(parts.objectKey, old)),
  );
  const counted = new Set(known.map(({ key }) => key));
  for (const key of old) if (!counted.has(key)) await store.purge(key);
}
