import { and, asc, eq, inArray, lte, not, or } from "drizzle-orm";
import { files } from "#db/schema/files.ts";
import { withSystem } from "#db/tenant.ts";
import { Conflict, NotFound } from "#lib/errors.ts";
import { deleteFile } from "#lib/files/delete-file.ts";
import { discardUpload } from "#lib/files/discard-upload.ts";
import { onHold } from "#lib/files/legal-hold.ts";
import { forTenant } from "#lib/observability/tracing/span.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";

export interface ExpiredFile {
  id: string;
  tenantId: string;
  storageKey: string;
  status: (typeof files.$inferSelect)["status"];
}

/** How many one sweep removes at most; the next one is minutes away. */
const PER_SWEEP = 200;

/**
 * Uploads that were not completed in time, and temporary files past their days that nobody holds, of all tenants; the
 * longest expired first.
 */
export async function expiredFiles(now = new Date()): Promise<ExpiredFile[]> {
  return withSystem((tx) =>
    tx
      .select({ id: files.id, tenantId: files.tenantId, storageKey: files.storageKey, status: files.status })
      .from(files)
      .where(
        and(
          lte(files.expiresAt, now),
          or(
            eq(files.status, "pending"),
            and(
              eq(files.temporary, true),
              inArray(files.status, ["uploaded", "completed", "failed"]),
              not(onHold()),
            ),
          ),
        ),
      )
      .orderBy(asc(files.expiresAt))
      .limit(PER_SWEEP),
  );
}

/** Removes one of them as its tenant's system. One that is gone already counts as removed; one put on hold meanwhile stays. */
export async function removeExpired(file: ExpiredFile): Promise<void> {
  await forTenant("remove expired", file.tenantId, () => removeOne(file));
}

async function removeOne(file: ExpiredFile): Promise<void> {
  const ctx = await systemCtx(file.tenantId);
  if (file.status === "pending") {
    await discardUpload(ctx, file, "upload.expired");
    return;
  }
  try {
    await deleteFile(ctx, file.id);
  } catch (error) {
    if (error instanceof Conflict && error.code === "legal_hold") return;
    if (!(error instanceof NotFound)) throw error;
  }
}
