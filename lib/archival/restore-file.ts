import { eq } from "drizzle-orm";
import type { z } from "zod";
import { files } from "#db/schema/files.ts";
import { fileNotFound } from "#lib/files/find-file.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { mustBeArchived, type RestoreAsk, requestRestores } from "./request-restores.ts";
import { presentRestore, type RestoreInitiated } from "./restore-views.ts";

/**
 * Asks for an archived file to be readable for a number of days, or hot for good. Asked again it is the same restore, whose
 * days are extended if more are asked. Needs no plan: whoever has an archive reaches it.
 * Throws 404 `file_not_archived`, and as `requestRestores` does.
 */
export async function restoreFile(
  ctx: Ctx,
  fileId: string,
  ask: RestoreAsk,
  now = new Date(),
): Promise<z.input<typeof RestoreInitiated>> {
  requireRole(ctx, "editor");
  return ctx.transaction(async (tx) => {
    const [file] = await tx.select().from(files).where(eq(files.id, fileId)).for("update");
    if (!file) throw fileNotFound();
    mustBeArchived(file);
    const [row] = await requestRestores(ctx, tx, [file], ask, { now });
    if (!row) throw new Error("No restore was made");
    const restore = presentRestore(row);
    return {
      status: "restore_initiated" as const,
      file_id: file.id,
      estimated_ready: restore.estimated_ready,
      restore,
    };
  });
}
