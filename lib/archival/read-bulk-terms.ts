import { inArray } from "drizzle-orm";
import { z } from "zod";
import { files } from "#db/schema/files.ts";
import { fileNotFound } from "#lib/files/find-file.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { freeStorage } from "./read-restore.ts";
import { isArchived, openRestores } from "./request-restores.ts";
import { termsOf } from "./restore-terms.ts";
import type { BulkTerms } from "./restore-views.ts";

export const ReadBulkTerms = z.strictObject({ file_ids: z.array(z.uuid()).min(1).max(500) });

/**
 * What restoring several archived files together would take and cost by each tier. Files that are not archived are left
 * out. Throws 404 `file_not_found` where none of them is there.
 */
export async function readBulkTerms(
  ctx: Ctx,
  { file_ids: ids }: z.output<typeof ReadBulkTerms>,
  now = new Date(),
): Promise<z.input<typeof BulkTerms>> {
  requireRole(ctx, "editor");
  return ctx.transaction(async (tx) => {
    const found = await tx.select().from(files).where(inArray(files.id, ids));
    if (found.length === 0) throw fileNotFound();
    const archived = found.filter(isArchived);
    const open = await openRestores(tx, archived);
    const asked = new Set(open.map(({ fileId }) => fileId));
    const fresh = archived.filter(({ id }) => !asked.has(id));
    // What is promised to a way back that was asked for already is in what is reserved.
    const promised = new Set(open.flatMap((row) => (row.permanent === "wanted" ? [row.fileId] : [])));
    const needed = sum(archived.filter(({ id }) => !promised.has(id)));
    const free = await freeStorage(tx, ctx.tenant.id);
    return {
      files: fresh.length,
      size: sum(fresh),
      open: open.length,
      terms: await termsOf(
        tx,
        ctx.tenant.id,
        fresh.map(({ size, storageClass }) => ({ bytes: size, storageClass })),
        now,
      ),
      permanent: { fits: free >= needed, storage_free: free },
    };
  });
}

const sum = (of: readonly { size: number }[]) => of.reduce((total, { size }) => total + size, 0);
