import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { estimateReviewSteps, REVIEW_STATES, type ReviewState } from "#db/schema/variants.ts";
import { audit } from "#lib/audit/record.ts";
import { Conflict, Invalid } from "#lib/errors.ts";
import { lockEstimate } from "#lib/estimates/lock-estimate.ts";
import type { EstimateRow } from "#lib/estimates/measured-model.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { type Signer, takeSnapshot } from "#lib/issuing/take-snapshot.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { notify } from "#lib/notifications/notify.ts";
import { actor, type Ctx, requireRole, userId } from "#lib/tenancy/context.ts";
import { presentReview } from "./read-review.ts";
import { askerOf, type ReviewStep, stateOf, stepsOf, TRANSITIONS } from "./review-state.ts";
import type { ReviewView } from "./views.ts";
import { adminsWhoSee, memberOf, whoSees } from "./who-sees.ts";

export const ChangeReview = z.strictObject({
  state: z.enum(REVIEW_STATES),
  /** Needed on the way back to draft. */
  reason: z.string().trim().max(2000).nullish(),
  /** Needed to approve: who signs what is frozen then. A person's own name stands in for one that is left out. */
  signature: z
    .strictObject({
      name: z.string().trim().min(1).max(200).optional(),
      /** A professional title, such as "Chartered quantity surveyor". */
      title: z.string().trim().min(1).max(200),
    })
    .nullish(),
  /** The estimate's `updated_at` that was looked at: another one now is refused. */
  estimate_updated_at: z.iso.datetime().optional(),
});

/**
 * Asks for an estimate's review, approves it with a signature, which freezes what it says, or takes it back to draft with a
 * reason. Throws `NotFound`, `Forbidden`, `Conflict` (`review_not_possible`, `estimate_changed`, `estimate_not_ready`) and
 * `Invalid` (`reason_required`, `signature_required`).
 */
export async function changeReview(
  ctx: Ctx,
  id: string,
  input: z.output<typeof ChangeReview>,
): Promise<z.input<typeof ReviewView>> {
  requireRole(ctx, "editor");
  return ctx.transaction(async (tx) => {
    const estimate = await lockEstimate(tx, ctx.tenant.id, id);
    const steps = await stepsOf(tx, ctx.tenant.id, id);
    const previous = stateOf(steps);
    const role = TRANSITIONS[previous][input.state];
    if (!role) throw notPossible(previous, input.state);
    requireRole(ctx, role);
    refuseUnseen(estimate, input);
    const reason = input.reason || null;
    if (input.state === "draft" && !reason) throw reasonRequired();
    const signer = input.state === "approved" ? signerOf(ctx, input) : null;
    const position = (steps[0]?.position ?? 0) + 1;
    await tx.insert(estimateReviewSteps).values({
      tenantId: ctx.tenant.id,
      estimateId: id,
      position,
      state: input.state,
      previous,
      cause: "person",
      reason,
      actor: actor(ctx),
      pricedAt: estimate.pricedAt,
    });
    const snapshot = signer && (await takeSnapshot(ctx, tx, id, signer, position));
    await audit(
      ctx,
      tx,
      "review.changed",
      { type: "estimate", id },
      {
        ...(reason ? { reason } : {}),
        ...(snapshot
          ? {
              snapshot_sha256: snapshot.sha256,
              signer: snapshot.signerName,
              signer_title: snapshot.signerTitle,
            }
          : {}),
      },
      { before: { state: previous }, after: { state: input.state } },
    );
    await tell(ctx, tx, estimate, steps, input.state);
    await emit(tx, {
      name: "estimate/review.changed",
      data: {
        tenant_id: ctx.tenant.id,
        estimate_id: id,
        state: input.state,
        previous_state: previous,
        cause: "person",
      },
    });
    return presentReview(ctx, tx, id);
  });
}

function refuseUnseen(
  estimate: EstimateRow,
  { state, estimate_updated_at: seen }: z.output<typeof ChangeReview>,
): void {
  if (state !== "draft" && estimate.status !== "complete")
    throw new Conflict("estimate_not_ready", problemText("common.estimateBeingCalculated"));
  if (seen !== undefined && new Date(seen).getTime() !== estimate.updatedAt.getTime())
    throw new Conflict("estimate_changed", problemText("review.estimateChangedSince"));
}

/** Who signs, in their own words. */
function signerOf({ principal }: Ctx, { signature }: z.output<typeof ChangeReview>): Signer {
  const name = signature?.name ?? (principal.kind === "user" ? principal.name : "");
  if (signature && name) return { name, title: signature.title };
  const message = problemText("review.signWithTitle");
  const path = signature ? "signature.name" : "signature.title";
  throw new Invalid("signature_required", message, [{ path, message }]);
}

/** Admins of what waits for them; who asked of what became of it. */
async function tell(
  ctx: Ctx,
  tx: Transaction,
  estimate: EstimateRow,
  steps: readonly ReviewStep[],
  state: ReviewState,
): Promise<void> {
  const me = userId(ctx);
  const asker = memberOf(askerOf(steps) ?? "");
  const to =
    state === "in_review"
      ? await adminsWhoSee(tx, estimate)
      : await whoSees(tx, estimate, asker ? [asker] : []);
  await notify(tx, {
    tenantId: ctx.tenant.id,
    kind:
      state === "in_review"
        ? "review_requested"
        : state === "approved"
          ? "review_approved"
          : "review_returned",
    to: to.filter((id) => id !== me),
    cause: `review:${estimate.id}:${(steps[0]?.position ?? 0) + 1}`,
    estimateId: estimate.id,
    ...(me ? { memberId: me } : {}),
  });
}

function notPossible(previous: ReviewState, next: ReviewState): Conflict {
  const sentence =
    previous === next
      ? problemText("review.estimateAlready", { next })
      : problemText("review.estimateBecome", { previous, next });
  return new Conflict("review_not_possible", sentence, {
    state: previous,
  });
}

function reasonRequired(): Invalid {
  const message = problemText("review.sayWhyGoes");
  return new Invalid("reason_required", message, [{ path: "reason", message }]);
}
