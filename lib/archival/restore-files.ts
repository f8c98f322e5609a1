import { randomUUID } from "node:crypto";
import { asc, inArray } from "drizzle-orm";
import { z } from "zod";
import { files } from "#db/schema/files.ts";
import { fileNotFound } from "#lib/files/find-file.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { isArchived, RestoreAsk, requestRestores } from "./request-restores.ts";
import { presentRestore, RestoreView } from "./restore-views.ts";

export const RestoreFiles = RestoreAsk.extend({ file_ids: z.array(z.uuid()).min(1).max(500) });

const Skipped = z.object({
  file_id: z.string(),
  code: z.enum(["file_not_found", "file_not_archived"]),
  message: z.string(),
});
export const RestoredFiles = z.object({
  /** Follow it by GET /api/archival/restores?batch_id=… */
  batch_id: z.string(),
  /** One for each file that is archived; one that was restored already has its own batch. */
  restores: z.array(RestoreView),
  skipped: z.array(Skipped),
});

/**
 * Asks for many archived files at once, in one transaction: what is archived is restored, the rest is named with its reason.
 * Throws 404 `file_not_found` where none of them is there, and as `requestRestores` does, for all.
 */
export async function restoreFiles(
  ctx: Ctx,
  { file_ids, ...ask }: z.output<typeof RestoreFiles>,
  now = new Date(),
): Promise<z.input<typeof RestoredFiles>> {
  requireRole(ctx, "editor");
  const ids = [...new Set(file_ids)];
  return ctx.transaction(async (tx) => {
    // By their ids, so that two that overlap wait for each other and never in a circle.
    const found = await tx
      .select()
      .from(files)
      .where(inArray(files.id, ids))
      .orderBy(asc(files.id))
      .for("update");
    if (found.length === 0) throw fileNotFound();
    const archived = found.filter(isArchived);
    const batchId = randomUUID();
    const rows = await requestRestores(ctx, tx, archived, ask, { batchId, now });
    const there = new Set(found.map(({ id }) => id));
    return {
      batch_id: batchId,
      restores: rows.map(presentRestore),
      skipped: [
        ...ids
          .filter((id) => !there.has(id))
          .map((id) => ({
            file_id: id,
            code: "file_not_found" as const,
            message: problemText("archival.fileMayDeleted"),
          })),
        ...found
          .filter((file) => !isArchived(file))
          .map(({ id }) => ({
            file_id: id,
            code: "file_not_archived" as const,
            message: problemText("archival.archivedDownloaded"),
          })),
      ],
    };
  });
}
