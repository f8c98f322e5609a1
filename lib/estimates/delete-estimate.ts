import { and, eq } from "drizzle-orm";
import { costEstimates } from "#db/schema/estimates.ts";
import { files } from "#db/schema/files.ts";
import { audit } from "#lib/audit/record.ts";
import { Conflict } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { lastNumber } from "#lib/issuing/find-snapshot.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { minorToDecimal } from "#lib/processing/costs/currency.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { findEstimate } from "./measured-model.ts";

/**
 * Deletes an estimate that was entered by hand, or whose file is gone; what was metered stays. One that was issued is for
 * admins to delete. Throws `NotFound`, and
 * `Conflict` (`estimate_follows_file`) while its file is there: processing it would only bring the estimate back.
 */
export async function deleteEstimate(ctx: Ctx, id: string): Promise<void> {
  requireRole(ctx, "editor");
  const tenantId = ctx.tenant.id;
  await ctx.transaction(async (tx) => {
    const { fileId } = await findEstimate(tx, tenantId, id);
    // Files before their estimates, as everybody takes them.
    const [file] =
      fileId === null
        ? []
        : await tx
            .select({ filename: files.filename })
            .from(files)
            .where(and(eq(files.tenantId, tenantId), eq(files.id, fileId)))
            .for("share");
    if (file)
      throw new Conflict(
        "estimate_follows_file",
        problemText("estimates.estimateFileDelete", { filename: file.filename }),
      );
    // What was issued goes with it and is no longer verified: that is for whoever may issue.
    if ((await lastNumber(tx, tenantId, id)) > 0) requireRole(ctx, "admin");
    const [gone] = await tx
      .delete(costEstimates)
      .where(and(eq(costEstimates.tenantId, tenantId), eq(costEstimates.id, id)))
      .returning();
    if (!gone) throw new Conflict("estimate_changed", problemText("estimates.estimateDeletedMeanwhile"));
    const { name, projectId } = gone;
    const cost = minorToDecimal(gone.likelyMinor, gone.minorDigits);
    await audit(
      ctx,
      tx,
      "estimate.deleted",
      { type: "estimate", id },
      {},
      { before: { name, project_id: projectId, cost, currency: gone.currency } },
    );
    await emit(tx, {
      name: "estimate/deleted",
      data: { tenant_id: tenantId, estimate_id: id, name, project_id: projectId },
    });
  });
}
