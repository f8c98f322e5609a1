import { eq } from "drizzle-orm";
import { tenants } from "#db/schema/tenants.ts";
import { audit } from "#lib/audit/record.ts";
import { Conflict } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";

/**
 * Takes the request for the organisation's deletion back; everything works again at once. Throws `Conflict`:
 * `deletion_not_requested`, or `deletion_due` from the moment that it is due, when it may have begun.
 */
export async function cancelDeletion(ctx: Ctx): Promise<void> {
  requireRole(ctx, "admin");
  await ctx.transaction(async (tx) => {
    const [tenant] = await tx
      .select({ dueAt: tenants.deletionDueAt })
      .from(tenants)
      .where(eq(tenants.id, ctx.tenant.id))
      .for("update");
    const dueAt = tenant?.dueAt;
    if (!dueAt) throw new Conflict("deletion_not_requested", problemText("tenancy.nobodyAskedOrganisation"));
    if (dueAt <= new Date()) throw new Conflict("deletion_due", problemText("tenancy.timeUndoOver"));
    await tx
      .update(tenants)
      .set({ deletionDueAt: null, deletionRequestedBy: null })
      .where(eq(tenants.id, ctx.tenant.id));
    await audit(
      ctx,
      tx,
      "tenant.deletion_cancelled",
      { type: "tenant", id: ctx.tenant.id },
      {
        due_at: dueAt.toISOString(),
      },
    );
    await emit(tx, {
      name: "tenant/deletion.notice",
      data: { tenant_id: ctx.tenant.id, notice: "cancelled", due_at: dueAt.toISOString() },
    });
  });
}
