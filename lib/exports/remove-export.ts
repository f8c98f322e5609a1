import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { dataExports } from "#db/schema/exports.ts";
import { audit } from "#lib/audit/record.ts";
import { Conflict } from "#lib/errors.ts";
import { type ExportRow, findExport } from "#lib/exports/views.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";

/**
 * Cancels an export that is being written, or deletes the archive of one that is ready. The writer finds that it was
 * cancelled within seconds, and takes what it wrote with it. Throws `NotFound`, `Conflict` (`export_over`).
 */
export async function removeExport(ctx: Ctx, id: string): Promise<void> {
  requireRole(ctx, "admin");
  await ctx.transaction(async (tx) => {
    const { row } = await findExport(tx, id);
    if (row.status === "running" && (await end(tx, row, "cancelled"))) {
      await audit(ctx, tx, "export.cancelled", { type: "export", id });
    } else if (row.status === "ready" && (await end(tx, row, "expired"))) {
      await audit(ctx, tx, "export.deleted", { type: "export", id });
    } else {
      throw new Conflict("export_over", problemText("exports.exportOverNothing"));
    }
    if (row.objectKey)
      await emit(tx, {
        name: "object/released",
        data: { tenant_id: ctx.tenant.id, storage_key: row.objectKey },
      });
  });
}

/** False when it ended meanwhile. */
async function end(tx: Transaction, row: ExportRow, status: "cancelled" | "expired"): Promise<boolean> {
  const ended = await tx
    .update(dataExports)
    .set({ status, expiresAt: null, finishedAt: row.finishedAt ?? sql`now()` })
    .where(and(eq(dataExports.id, row.id), eq(dataExports.status, row.status)))
    .returning({ id: dataExports.id });
  return ended.length > 0;
}
