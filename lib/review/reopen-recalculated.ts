import type { Transaction } from "#db/client.ts";
import { estimateReviewSteps } from "#db/schema/variants.ts";
import { audit } from "#lib/audit/record.ts";
import { findEstimate } from "#lib/estimates/measured-model.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { notify } from "#lib/notifications/notify.ts";
import { actor, type Ctx, userId } from "#lib/tenancy/context.ts";
import { askerOf, stateOf, stepsOf } from "./review-state.ts";
import { memberOf, whoSees } from "./who-sees.ts";

/**
 * An approved estimate that is calculated again is a draft: what was approved is no longer what it says. In the transaction
 * that writes it over, which holds it. Who asked and who approved are told.
 */
export async function reopenRecalculated(ctx: Ctx, tx: Transaction, estimateId: string): Promise<void> {
  const tenantId = ctx.tenant.id;
  const steps = await stepsOf(tx, tenantId, estimateId);
  const [approval] = steps;
  if (!approval || stateOf(steps) !== "approved") return;
  const estimate = await findEstimate(tx, tenantId, estimateId);
  const position = approval.position + 1;
  await tx.insert(estimateReviewSteps).values({
    tenantId,
    estimateId,
    position,
    state: "draft",
    previous: "approved",
    cause: "recalculated",
    reason: null,
    actor: actor(ctx),
    pricedAt: estimate.pricedAt,
  });
  await audit(
    ctx,
    tx,
    "review.changed",
    { type: "estimate", id: estimateId },
    { cause: "recalculated" },
    { before: { state: "approved" }, after: { state: "draft" } },
  );
  const concerned = [approval.actor, askerOf(steps) ?? ""].flatMap((who) => memberOf(who) ?? []);
  const me = userId(ctx);
  await notify(tx, {
    tenantId,
    kind: "review_reopened",
    to: (await whoSees(tx, estimate, concerned)).filter((id) => id !== me),
    cause: `review:${estimateId}:${position}`,
    estimateId,
  });
  await emit(tx, {
    name: "estimate/review.changed",
    data: {
      tenant_id: tenantId,
      estimate_id: estimateId,
      state: "draft",
      previous_state: "approved",
      cause: "recalculated",
    },
  });
}
