import { audit } from "#lib/audit/record.ts";
import { AppError, Conflict } from "#lib/errors.ts";
import { findExport } from "#lib/exports/views.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { type Download, serveObject } from "#lib/storage/serve-object.ts";
import { ObjectNotFound } from "#lib/storage/store.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";

/**
 * The archive's bytes, or where they are, as `downloadFile` gives a file's; a download is told in the audit log.
 * Throws 409 `export_not_ready`, 410 `export_expired`.
 */
export async function downloadExport(
  ctx: Ctx,
  id: string,
  range: string | null,
  now = new Date(),
): Promise<Download> {
  requireRole(ctx, "admin");
  const { row } = await ctx.transaction((tx) => findExport(tx, id));
  if (row.status === "running" || row.status === "failed" || row.status === "cancelled")
    throw new Conflict(
      "export_not_ready",
      row.status === "running"
        ? problemText("exports.archiveStillBeing")
        : problemText("exports.exportArchiveAsk"),
    );
  if (row.status === "expired" || !row.objectKey || !row.expiresAt || row.expiresAt <= now) throw expired();
  const filename = `export-${ctx.tenant.slug}-${row.createdAt.toISOString().slice(0, 10)}.zip`;
  try {
    const download = await serveObject({ key: row.objectKey, filename, size: row.size ?? 0 }, range);
    // The parts of one download are one.
    if (!range || /^bytes=0-/.test(range))
      await ctx.transaction((tx) => audit(ctx, tx, "export.downloaded", { type: "export", id }));
    return download;
  } catch (error) {
    throw error instanceof ObjectNotFound ? expired() : error;
  }
}

const expired = () => new AppError(410, "export_expired", problemText("exports.archiveExpiredDeleted"));
