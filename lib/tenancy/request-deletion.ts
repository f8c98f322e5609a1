import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { tenants } from "#db/schema/tenants.ts";
import { audit } from "#lib/audit/record.ts";
import { Conflict, Invalid } from "#lib/errors.ts";
import { refuseHeldTenant } from "#lib/files/legal-hold.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { type Ctx, person, requireRole } from "#lib/tenancy/context.ts";
import { type DeletionState, deletionState } from "#lib/tenancy/deletion-state.ts";

export const RequestDeletion = z.strictObject({
  /** The organisation's slug, typed by the person. */
  confirm: z.string().trim().toLowerCase().max(100),
});

/** How long a request can be taken back, in days. */
export const GRACE_DAYS = 14;

/**
 * Asks for the organisation's deletion. Until it is due nothing in it is changed (lib/http/admission.ts), any admin can
 * take the request back, and all of them are told by mail, now and two days before. What is owed stays owed.
 * Throws `Invalid` (`confirmation_wrong`), `Conflict` (`deletion_requested`) when somebody has asked already,
 * `legal_hold` while anything is on hold.
 */
export async function requestDeletion(
  ctx: Ctx,
  { confirm }: z.output<typeof RequestDeletion>,
): Promise<z.input<typeof DeletionState>> {
  requireRole(ctx, "admin");
  const { userId } = person(ctx);
  if (confirm !== ctx.tenant.slug) {
    const message = problemText("tenancy.typeConfirm", { slug: ctx.tenant.slug });
    throw new Invalid("confirmation_wrong", message, [{ path: "confirm", message }]);
  }
  return ctx.transaction(async (tx) => {
    await refuseHeldTenant(tx, ctx.tenant.id);
    const [asked] = await tx
      .update(tenants)
      .set({
        deletionDueAt: sql`now() + ${GRACE_DAYS} * interval '1 day'`,
        deletionRequestedBy: userId,
      })
      .where(and(eq(tenants.id, ctx.tenant.id), isNull(tenants.deletionDueAt)))
      .returning({ dueAt: tenants.deletionDueAt });
    if (!asked?.dueAt)
      throw new Conflict("deletion_requested", problemText("tenancy.organisationDeletionAsked"));
    const dueAt = asked.dueAt.toISOString();
    const state = await deletionState(tx, ctx.tenant.id);
    await audit(
      ctx,
      tx,
      "tenant.deletion_requested",
      { type: "tenant", id: ctx.tenant.id },
      {
        due_at: dueAt,
        owed: state.owed,
      },
    );
    await emit(tx, {
      name: "tenant/deletion.notice",
      data: { tenant_id: ctx.tenant.id, notice: "requested", due_at: dueAt },
    });
    return state;
  });
}
