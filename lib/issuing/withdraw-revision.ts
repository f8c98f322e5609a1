import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { estimateRevisions } from "#db/schema/issuing.ts";
import { audit } from "#lib/audit/record.ts";
import { Conflict } from "#lib/errors.ts";
import { lockEstimate } from "#lib/estimates/lock-estimate.ts";
import { issueText, problemText } from "#lib/i18n/problem-text.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { notify } from "#lib/notifications/notify.ts";
import { memberOf, whoSees } from "#lib/review/who-sees.ts";
import { actor, type Ctx, requireRole, userId } from "#lib/tenancy/context.ts";
import { findRevision, type RevisionRef } from "./find-revision.ts";
import { presentRevisions } from "./present-revision.ts";
import { revisionLetters } from "./revision-letters.ts";
import type { RevisionView } from "./views.ts";

export const WithdrawRevision = z.strictObject({
  /** For the organisation's own people; whoever verifies a document is told that it was withdrawn, not why. */
  reason: z.string().trim().min(1, issueText("issuing.sayWhyWithdrawn")).max(2000),
});

/**
 * Withdraws an issued revision, for good: its letter and its documents stay, and whoever verifies them is told. Throws
 * `NotFound`, `Conflict` (`already_withdrawn`).
 */
export async function withdrawRevision(
  ctx: Ctx,
  ref: RevisionRef,
  { reason }: z.output<typeof WithdrawRevision>,
): Promise<z.input<typeof RevisionView>> {
  requireRole(ctx, "admin");
  const tenantId = ctx.tenant.id;
  return ctx.transaction(async (tx) => {
    const estimate = await lockEstimate(tx, tenantId, ref.id);
    const { snapshot, last } = await findRevision(tx, tenantId, ref);
    const [revision] = await tx
      .update(estimateRevisions)
      .set({ withdrawnAt: new Date(), withdrawnBy: actor(ctx), withdrawReason: reason })
      .where(
        and(
          eq(estimateRevisions.tenantId, tenantId),
          eq(estimateRevisions.id, ref.revisionId),
          isNull(estimateRevisions.withdrawnAt),
        ),
      )
      .returning();
    if (!revision) throw new Conflict("already_withdrawn", problemText("issuing.alreadyWithdrawn"));
    await audit(
      ctx,
      tx,
      "revision.withdrawn",
      { type: "estimate", id: ref.id },
      { revision_id: revision.id, revision: revisionLetters(revision.number), reason },
    );
    const me = userId(ctx);
    const concerned = [revision.issuedBy, snapshot.approvedBy].flatMap((who) => memberOf(who) ?? []);
    await notify(tx, {
      tenantId,
      kind: "revision_withdrawn",
      to: (await whoSees(tx, estimate, concerned)).filter((member) => member !== me),
      cause: `withdrawn:${revision.id}`,
      estimateId: ref.id,
      ...(me ? { memberId: me } : {}),
      data: { revision: revision.number },
    });
    await emit(tx, {
      name: "estimate/revision.withdrawn",
      data: { tenant_id: tenantId, estimate_id: ref.id, revision_id: revision.id },
    });
    const [view] = await presentRevisions(tx, tenantId, [{ revision, snapshot }], last);
    if (!view) throw new Error(`Revision ${revision.id} cannot be shown`);
    return view;
  });
}
