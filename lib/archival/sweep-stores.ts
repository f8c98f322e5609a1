import { eq, inArray, sql } from "drizzle-orm";
import { files } from "#db/schema/files.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { deletedAmong, forgetDeleted } from "#lib/archival/deleted-files.ts";
import { locationOf } from "#lib/archival/location.ts";
import { type SettledMove, settleExtras } from "#lib/archival/settle-move.ts";
import { auditAs } from "#lib/audit/record.ts";
import type { FileRow } from "#lib/files/find-file.ts";
import { formerAttempts } from "#lib/models/former-attempts.ts";
import { logger } from "#lib/observability/logger.ts";
import { objectStores } from "#lib/storage/index.ts";
import { attemptOfKey, fileOfKey } from "#lib/storage/keys.ts";
import type { BucketName, ObjectSummary } from "#lib/storage/store.ts";
import { unlessRestoring } from "#lib/tenancy/restoring.ts";

/** Younger objects may be those of a write under way. */
const MIN_AGE_MS = 3600_000;
/** Of one part; objects of each bucket, of which a file has one or two, and its model some more. */
const LIMITS = { rows: 500, objects: 2000 };

export interface StrayObject {
  bucket: BucketName;
  key: string;
  bytes: number;
}

export interface StoreSweep {
  /** Where the next part begins; null at the end. */
  next: string | null;
  files: number;
  objects: number;
  /** Files that had more than their one copy. */
  settled: SettledMove[];
  /** Objects of deleted files: removed. */
  orphans: StrayObject[];
  /** Parts of models that were never finished or are replaced: removed. */
  drafts: StrayObject[];
  /** Objects that belong to no file, and no deletion of one is on record. They stay; somebody has to look. */
  unknown: StrayObject[];
  /** Files whose one copy is not where their row says. Nothing was removed; somebody has to look. */
  missing: { tenant_id: string; file_id: string; bucket: BucketName; key: string }[];
  /** Files, or keys of strays, that could not be dealt with; the next sweep tries again. */
  failed: string[];
}

/**
 * Compares both buckets with the rows of files, a bounded part of them, in the order of tenant and file: what was left of
 * deleted files is removed, so is each file's second copy; what is missing, or belongs to nobody, is reported. `after` is the last part's `next`.
 * Each finding is looked at again under the row's own claim before anything goes, so it may run beside everything else.
 */
export async function sweepStores(
  after: string | null,
  now = new Date(),
  limits = LIMITS,
): Promise<StoreSweep> {
  const rows = await rowsAfter(after, limits.rows);
  const listed = await Promise.all(
    (["files", "archive"] as const).map((bucket) => objectsAfter(bucket, after, limits.objects)),
  );
  // Only as far as all three lists go.
  const ends = [rows.length === limits.rows ? placeOf(rows.at(-1)) : null, ...listed.map(({ end }) => end)];
  const next = ends.filter((end) => end !== null).sort()[0] ?? null;
  const within = (place: string) => next === null || place <= next;
  const part: StoreSweep = {
    next,
    files: 0,
    objects: 0,
    settled: [],
    orphans: [],
    drafts: [],
    unknown: [],
    missing: [],
    failed: [],
  };

  const objects = new Map<string, Found[]>();
  for (const { found } of listed) {
    for (const object of found) {
      if (!within(object.place)) continue;
      part.objects++;
      objects.set(object.place, [...(objects.get(object.place) ?? []), object]);
    }
  }
  const oldEnough = ({ lastModified }: ObjectSummary) => now.getTime() - lastModified.getTime() > MIN_AGE_MS;
  for (const file of rows) {
    const place = placeOf(file);
    if (!within(place)) continue;
    part.files++;
    const all = objects.get(place) ?? [];
    objects.delete(place);
    const own = all.filter(({ key }) => attemptOfKey(key) === null);
    const model = all.filter((object) => attemptOfKey(object.key) !== null && oldEnough(object));
    await unlessItFails(part.failed, file.id, async () => {
      part.drafts.push(...(await removeDrafts(file, model)));
    });
    if (file.status === "pending" || file.moveId !== null) continue;
    await unlessItFails(part.failed, file.id, async () => {
      const at = locationOf(file);
      const isOnly = (object: Found) => object.bucket === at.bucket && object.key === at.key;
      if (!own.some(isOnly) && (await isMissing(file.id))) {
        logger().error({ tenant_id: file.tenantId, fileId: file.id, ...at }, "a file's only copy is missing");
        part.missing.push({ tenant_id: file.tenantId, file_id: file.id, ...at });
      } else if (own.some((object) => !isOnly(object) && oldEnough(object))) {
        const settled = await settleExtras(file.tenantId, file.id);
        if (settled) part.settled.push(settled);
      }
    });
  }
  // What is left has no row.
  const strays = await removeOrphans([...objects.values()].flat().filter(oldEnough), part.failed);
  await forgetDeleted({ after, upTo: next, left: [...objects.keys()] }, now);
  return { ...part, ...strays };
}

/** One that cannot be dealt with keeps no other: without this, the sweep would end at the same place every night. */
async function unlessItFails(failed: string[], name: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    failed.push(name);
    logger().error({ err: error, about: name }, "a finding of the stores' comparison could not be settled");
  }
}

/** So many parts of it, one after the other. */
export async function sweepParts(after: string | null, parts: number): Promise<StoreSweep> {
  const sum = await sweepStores(after);
  for (let n = 1; n < parts && sum.next !== null; n++) {
    const part = await sweepStores(sum.next);
    sum.next = part.next;
    sum.files += part.files;
    sum.objects += part.objects;
    sum.settled.push(...part.settled);
    sum.orphans.push(...part.orphans);
    sum.drafts.push(...part.drafts);
    sum.unknown.push(...part.unknown);
    sum.missing.push(...part.missing);
    sum.failed.push(...part.failed);
  }
  return sum;
}

type Found = ObjectSummary & { bucket: BucketName; tenantId: string; fileId: string; place: string };

/** Tenant and file, in the order of both the keys and the rows. */
const placeOf = (file: Pick<FileRow, "tenantId" | "id"> | undefined) =>
  file ? `${file.tenantId}/${file.id}` : "";

async function rowsAfter(after: string | null, limit: number): Promise<FileRow[]> {
  const [tenantId = null, fileId = null] = after?.split("/") ?? [];
  return withSystem((tx) =>
    tx
      .select()
      .from(files)
      .where(
        after === null
          ? undefined
          : sql`(${files.tenantId}, ${files.id}) > (${tenantId}::uuid, ${fileId}::uuid)`,
      )
      .orderBy(files.tenantId, files.id)
      .limit(limit),
  );
}

/** Objects of files in a bucket, and the last place of which all are among them; null when these are the last. */
async function objectsAfter(
  bucket: BucketName,
  after: string | null,
  limit: number,
): Promise<{ found: Found[]; end: string | null }> {
  const found: Found[] = [];
  // "0" comes next after "/": so begins what follows everything of the last file.
  const from = after === null ? {} : { after: `${bucket}/${after}0` };
  for await (const object of objectStores()[bucket].list(`${bucket}/`, from)) {
    const file = fileOfKey(object.key);
    if (!file) continue;
    const place = `${file.tenantId}/${file.fileId}`;
    const last = found.at(-1)?.place ?? null;
    if (last !== null && place !== last && found.length >= limit) return { found, end: last };
    found.push({ ...object, ...file, bucket, place });
  }
  return { found, end: null };
}

/** Of a file's model what its row does not point to: no attempt is under way for as long as these have stood there. */
async function removeDrafts(file: FileRow, model: readonly Found[]): Promise<StrayObject[]> {
  const removed: StrayObject[] = [];
  if (model.length === 0) return removed;
  const isFormer = await formerAttempts(file.tenantId, file.id);
  for (const { bucket, key, size } of model) {
    if (!isFormer(attemptOfKey(key))) continue;
    await objectStores()[bucket].purge(key);
    removed.push({ bucket, key, bytes: size });
  }
  if (removed.length > 0)
    logger().info(
      { tenant_id: file.tenantId, fileId: file.id, objects: removed.length },
      "parts of a model that nothing shows any more were removed",
    );
  return removed;
}

/** Whether the row still points to what was not listed, and it is not there. */
async function isMissing(fileId: string): Promise<boolean> {
  const [file] = await withSystem((tx) => tx.select().from(files).where(eq(files.id, fileId)));
  if (!file || file.moveId !== null || file.status === "pending") return false;
  const { bucket, key } = locationOf(file);
  for await (const object of objectStores()[bucket].list(key)) if (object.key === key) return false;
  return true;
}

/**
 * Purges objects whose file has no row and was deleted, and tells so in the organisation's log. Where no deletion is noted
 * (`deleted_files`) the object may be another installation's, or newer than a database that was brought back from a backup: it stays.
 */
async function removeOrphans(
  candidates: Found[],
  failed: string[],
): Promise<Pick<StoreSweep, "orphans" | "unknown">> {
  const sum: Pick<StoreSweep, "orphans" | "unknown"> = { orphans: [], unknown: [] };
  if (candidates.length === 0) return sum;
  const fileIds = [...new Set(candidates.map(({ fileId }) => fileId))];
  const tenantIds = [...new Set(candidates.map(({ tenantId }) => tenantId))];
  const { there, deleted, organisations } = await withSystem(async (tx) => {
    const rows = await tx.select({ id: files.id }).from(files).where(inArray(files.id, fileIds));
    const known = await tx.select({ id: tenants.id }).from(tenants).where(inArray(tenants.id, tenantIds));
    return {
      there: new Set(rows.map(({ id }) => id)),
      deleted: await deletedAmong(tx, tenantIds, fileIds),
      organisations: new Set(known.map(({ id }) => id)),
    };
  });
  for (const { tenantId, fileId, place, bucket, key, size } of candidates) {
    if (there.has(fileId)) continue;
    const object = { bucket, key, bytes: size };
    if (!deleted.has(place)) {
      sum.unknown.push(object);
      logger().error(
        { tenant_id: tenantId, fileId, ...object },
        "an object belongs to no file that this database knows",
      );
      continue;
    }
    await unlessItFails(failed, key, async () => {
      const purged = await unlessRestoring(tenantId, async (tx) => {
        // The organisation may have come back from a backup since it was looked at.
        if (!(await deletedAmong(tx, [tenantId], [fileId])).has(place)) return false;
        await objectStores()[bucket].purge(key);
        return true;
      });
      if (!purged) return;
      sum.orphans.push(object);
      logger().warn({ tenant_id: tenantId, fileId, ...object }, "an object of a deleted file was removed");
      // One that was deleted itself has no log any more.
      if (!organisations.has(tenantId)) return;
      await withSystem((tx) =>
        auditAs(
          tx,
          { tenantId, actor: "system" },
          "file.orphan_removed",
          { type: "file", id: fileId },
          { bucket, key, size },
        ),
      );
    });
  }
  return sum;
}
