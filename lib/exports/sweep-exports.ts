import { and, asc, eq, lte } from "drizzle-orm";
import { dataExports } from "#db/schema/exports.ts";
import { withSystem } from "#db/tenant.ts";
import { auditAs } from "#lib/audit/record.ts";
import { objectStores } from "#lib/storage/index.ts";
import { exportPrefix } from "#lib/storage/keys.ts";
import { purgePrefix } from "#lib/tenancy/purge-objects.ts";

export interface ExpiredExport {
  id: string;
  tenantId: string;
}

const PER_SWEEP = 200;

/** Exports whose days are over, of all tenants, the longest expired first. */
export async function expiredExports(now = new Date()): Promise<ExpiredExport[]> {
  return withSystem((tx) =>
    tx
      .select({ id: dataExports.id, tenantId: dataExports.tenantId })
      .from(dataExports)
      .where(and(eq(dataExports.status, "ready"), lte(dataExports.expiresAt, now)))
      .orderBy(asc(dataExports.expiresAt))
      .limit(PER_SWEEP),
  );
}

/** The object first: whoever dies in between does it again. */
export async function expireExport({ id, tenantId }: ExpiredExport): Promise<void> {
  await purgePrefix(objectStores().files, exportPrefix(tenantId, id));
  await withSystem(async (tx) => {
    const gone = await tx
      .update(dataExports)
      .set({ status: "expired" })
      .where(and(eq(dataExports.id, id), eq(dataExports.status, "ready")))
      .returning({ id: dataExports.id });
    if (gone.length > 0)
      await auditAs(tx, { tenantId, actor: "system" }, "export.expired", { type: "export", id });
  });
}
