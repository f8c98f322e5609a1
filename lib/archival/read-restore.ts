import { and, desc, eq, inArray } from "drizzle-orm";
import type { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { fileRestores } from "#db/schema/archival.ts";
import { tenants } from "#db/schema/tenants.ts";
import { findFile } from "#lib/files/find-file.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { mustBeArchived } from "./request-restores.ts";
import { termsOf } from "./restore-terms.ts";
import { OPEN, presentRestore, type RestoreTerms } from "./restore-views.ts";

/**
 * What restoring an archived file would take and cost by each tier, whether it fits into hot storage, and the restore that
 * is under way. Throws 404 `file_not_archived`.
 */
export async function readRestore(
  ctx: Ctx,
  fileId: string,
  now = new Date(),
): Promise<z.input<typeof RestoreTerms>> {
  requireRole(ctx, "viewer");
  return ctx.transaction(async (tx) => {
    const file = await findFile(tx, fileId);
    mustBeArchived(file);
    const [row] = await tx
      .select()
      .from(fileRestores)
      .where(and(eq(fileRestores.fileId, fileId), inArray(fileRestores.status, [...OPEN])))
      .orderBy(desc(fileRestores.requestedAt));
    const free = await freeStorage(tx, ctx.tenant.id);
    return {
      file_id: file.id,
      filename: file.filename,
      size: file.size,
      storage_tier: file.storageTier,
      storage_class: file.storageClass,
      terms: await termsOf(tx, ctx.tenant.id, [{ bytes: file.size, storageClass: file.storageClass }], now),
      // What is promised to this file's own way back is in what is reserved.
      permanent: { fits: row?.permanent === "wanted" || free >= file.size, storage_free: free },
      restore: row ? presentRestore(row) : null,
    };
  });
}

/** Bytes that hot storage still takes. */
export async function freeStorage(tx: Transaction, tenantId: string): Promise<number> {
  const [room] = await tx
    .select({
      quota: tenants.storageQuota,
      used: tenants.storageUsed,
      reserved: tenants.storageReserved,
    })
    .from(tenants)
    .where(eq(tenants.id, tenantId));
  return room ? Math.max(0, room.quota - room.used - room.reserved) : 0;
}
