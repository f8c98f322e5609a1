import { sql } from "drizzle-orm";
import { withSystem } from "#db/tenant.ts";
import { logger } from "#lib/observability/logger.ts";
import { objectStores } from "#lib/storage/index.ts";
import { fileOfKey, isCounted, tenantPrefix } from "#lib/storage/keys.ts";

/** Bytes of one bucket. */
interface Compared {
  /** What is billed and limited, without what operators imported. */
  metered: number;
  /** What the rows of files say. */
  files: number;
  /** What the object store holds for them. */
  stored: number;
}

export interface StorageDrift {
  tenant_id: string;
  hot: Compared;
  archive: Compared;
}

/** A copy that a move leaves behind is deleted within this time, or by the sweep after it. */
const SETTLING = sql`interval '1 hour'`;

/**
 * Compares what a tenant is metered for with its files' rows and with what the object stores really hold, hot storage and
 * archive each by itself. The second copy of a file that moves, or has just moved, is no drift; its first one must be
 * there all the time. Answers null where all agree, and for a tenant whose storage changed meanwhile: the next night
 * looks again.
 */
export async function reconcileStorage(tenantId: string): Promise<StorageDrift | null> {
  const before = await figures(tenantId);
  if (!before) return null;
  const ignored = new Set(before.pending);
  const stored = {
    hot: await storedBytes("files", tenantId, { ignored, settling: new Set(before.settling_archived) }),
    archive: await storedBytes("archive", tenantId, { ignored, settling: new Set(before.settling_hot) }),
  };
  const after = await figures(tenantId);
  if (!after || JSON.stringify(after) !== JSON.stringify(before)) return null;
  const drift: StorageDrift = {
    tenant_id: tenantId,
    hot: { metered: before.hot_metered, files: before.hot_files, stored: stored.hot },
    archive: { metered: before.archive_metered, files: before.archive_files, stored: stored.archive },
  };
  if (agrees(drift.hot) && agrees(drift.archive)) return null;
  logger().error(drift, "metered storage has drifted from what is stored");
  return drift;
}

const agrees = ({ metered, files, stored }: Compared) => metered === files && files === stored;

/** The tenants that have ever stored something, in order of id, after the given one. */
export async function tenantsWithStorage(after: string | null, limit: number): Promise<string[]> {
  const rows = await withSystem((tx) =>
    tx.execute<{ id: string }>(
      sql`select t.id from tenants t where (t.storage_used <> 0 or t.archive_used <> 0 or t.file_count > 0)
        and (${after}::uuid is null or t.id > ${after}::uuid) order by t.id limit ${limit}`,
    ),
  );
  return rows.map((row) => row.id);
}

async function figures(tenantId: string) {
  const [row] = await withSystem((tx) =>
    tx.execute<{
      hot_metered: number;
      hot_files: number;
      archive_metered: number;
      archive_files: number;
      /** Keys of uploads that are not complete: promised, not stored. */
      pending: string[];
      /** Files that stand in the archive, or in hot storage, and may have a copy in the other. */
      settling_archived: string[];
      settling_hot: string[];
    }>(sql`
      select (t.storage_used - coalesce((select sum(quantity) from usage_events e where e.tenant_id = t.id and e.kind = 'storage_delta' and e.source = 'import'), 0))::float8 as hot_metered,
        t.archive_used::float8 as archive_metered, f.*
      from tenants t cross join lateral (
        select coalesce(sum(size) filter (where stored and not archived), 0)::float8 as hot_files,
          coalesce(sum(size) filter (where stored and archived), 0)::float8 as archive_files,
          coalesce(json_agg(storage_key order by storage_key) filter (where not stored), '[]') as pending,
          coalesce(json_agg(id order by id) filter (where stored and archived and settling), '[]') as settling_archived,
          coalesce(json_agg(id order by id) filter (where stored and not archived and settling), '[]') as settling_hot
        from (
          select id, size, storage_key, status <> 'pending' as stored, archive_key is not null as archived,
            move_id is not null or updated_at > now() - ${SETTLING} as settling
          from files where tenant_id = t.id) x) f
      where t.id = ${tenantId}`),
  );
  return row;
}

/** `settling`: files whose copy in this bucket goes, or is not theirs yet. */
async function storedBytes(
  bucket: "files" | "archive",
  tenantId: string,
  { ignored, settling }: { ignored: ReadonlySet<string>; settling: ReadonlySet<string> },
): Promise<number> {
  let bytes = 0;
  for await (const { key, size } of objectStores()[bucket].list(tenantPrefix(bucket, tenantId))) {
    const goes = settling.has(fileOfKey(key)?.fileId ?? "");
    if (!ignored.has(key) && !goes && isCounted(key)) bytes += size;
  }
  return bytes;
}
