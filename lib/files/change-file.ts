import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { files } from "#db/schema/files.ts";
import { audit } from "#lib/audit/record.ts";
import { fileNotFound } from "#lib/files/find-file.ts";
import { type FileView, presentFile } from "#lib/files/present-file.ts";
import { issueText } from "#lib/i18n/problem-text.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";

/** What is left out stays as it is. */
export const ChangeFile = z
  .strictObject({
    /** It stays in hot storage whatever the rules of archival say. */
    keep_hot: z.boolean(),
    /** It is neither deleted nor archived until an admin lifts it. Only admins can change it. */
    legal_hold: z.boolean(),
  })
  .partial()
  .refine((change) => Object.keys(change).length > 0, issueText("common.whatChange"));

/** Throws `NotFound`, `Forbidden` for an editor who changes the legal hold. */
export async function changeFile(
  ctx: Ctx,
  fileId: string,
  change: z.output<typeof ChangeFile>,
): Promise<z.input<typeof FileView>> {
  requireRole(ctx, "editor");
  return ctx.transaction(async (tx) => {
    const mine = and(eq(files.tenantId, ctx.tenant.id), eq(files.id, fileId));
    const [before] = await tx.select().from(files).where(mine).for("update");
    if (!before) throw fileNotFound();
    const { keep_hot: keepHot = before.keepHot, legal_hold: legalHold = before.legalHold } = change;
    if (legalHold !== before.legalHold) requireRole(ctx, "admin");
    if (keepHot === before.keepHot && legalHold === before.legalHold) return presentFile(before);
    const [after] = await tx.update(files).set({ keepHot, legalHold }).where(mine).returning();
    if (!after) throw new Error(`File ${fileId} went while it was held`);
    await audit(
      ctx,
      tx,
      "file.changed",
      { type: "file", id: fileId },
      { filename: after.filename },
      { before: facts(before), after: facts(after) },
    );
    return presentFile(after);
  });
}

const facts = ({ keepHot, legalHold }: typeof files.$inferSelect) => ({
  keep_hot: keepHot,
  legal_hold: legalHold,
});
