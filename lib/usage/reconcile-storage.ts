import { sql } from "drizzle-orm";
import { withSystem } from "#db/tenant.ts";
import { logger } from "#lib/observability/logger.ts";
import { objectStores } from "#lib/storage/index.ts";
import { isCounted, tenantPrefix } from "#lib/storage/keys.ts";

export interface StorageDrift {
  tenant_id: string;
  /** Bytes: what is billed and limited, without what operators imported. */
  metered: number;
  /** What the rows of files say. */
  files: number;
  /** What the object stores hold for them. */
  stored: number;
}

/**
 * Compares what a tenant is metered for with its files' rows and with what the object stores really hold. Answers null
 * where all three agree, and for a tenant whose storage changed meanwhile: the next night looks again.
 */
export async function reconcileStorage(tenantId: string): Promise<StorageDrift | null> {
  const before = await figures(tenantId);
  if (!before) return null;
  const stored = await storedBytes(tenantId, before.pending);
  const after = await figures(tenantId);
  if (!after || JSON.stringify(after) !== JSON.stringify(before)) return null;
  const { metered, files } = before;
  if (metered === files && files === stored) return null;
  const drift = { tenant_id: tenantId, metered, files, stored };
  logger().error(drift, "metered storage has drifted from what is stored");
  return drift;
}

/** The tenants that have ever stored something, in order of id, after the given one. */
export async function tenantsWithStorage(after: string | null, limit: number): Promise<string[]> {
  const rows = await withSystem((tx) =>
    tx.execute<{ id: string }>(
      sql`select t.id from tenants t where (t.storage_used <> 0 or t.file_count > 0) and (${after}::uuid is null or t.id > ${after}::uuid) order by t.id limit ${limit}`,
    ),
  );
  return rows.map((row) => row.id);
}

async function figures(tenantId: string) {
  const [row] = await withSystem((tx) =>
    tx.execute<{ metered: number; files: number; pending: string[] }>(sql`
      select (t.storage_used - coalesce((select sum(quantity) from usage_events e where e.tenant_id = t.id and e.kind = 'storage_delta' and e.source = 'import'), 0))::float8 as metered,
        coalesce((select sum(size) from files f where f.tenant_id = t.id and f.status <> 'pending'), 0)::float8 as files,
        coalesce((select json_agg(storage_key order by storage_key) from files f where f.tenant_id = t.id and f.status = 'pending'), '[]') as pending
      from tenants t where t.id = ${tenantId}`),
  );
  return row;
}

/** Objects of uploads that are not complete are promised, not stored. */
async function storedBytes(tenantId: string, pending: string[]): Promise<number> {
  const stores = objectStores();
  const promised = new Set(pending);
  let bytes = 0;
  for (const bucket of ["files", "archive"] as const)
    for await (const object of stores[bucket].list(tenantPrefix(bucket, tenantId)))
      if (!promised.has(object.key) && isCounted(object.key)) bytes += object.size;
  return bytes;
}
