import type { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { REVIEW_STATES } from "#db/schema/variants.ts";
import { namesOf } from "#lib/audit/actors.ts";
import { findEstimate } from "#lib/estimates/measured-model.ts";
import { approvedSnapshot } from "#lib/issuing/find-snapshot.ts";
import { presentApproval } from "#lib/issuing/present-revision.ts";
import { type Ctx, hasRole, requireRole } from "#lib/tenancy/context.ts";
import { stateOf, stepsOf, TRANSITIONS } from "./review-state.ts";
import type { ReviewView } from "./views.ts";

/** The state of an estimate's review, how it came to it, and what the caller may make of it. Throws `NotFound`. */
export async function readReview(ctx: Ctx, id: string): Promise<z.input<typeof ReviewView>> {
  requireRole(ctx, "viewer");
  return ctx.transaction(async (tx) => {
    await findEstimate(tx, ctx.tenant.id, id);
    return presentReview(ctx, tx, id);
  });
}

export async function presentReview(
  ctx: Ctx,
  tx: Transaction,
  id: string,
): Promise<z.input<typeof ReviewView>> {
  const steps = await stepsOf(tx, ctx.tenant.id, id);
  const state = stateOf(steps);
  const approved = await approvedSnapshot(tx, ctx.tenant.id, id);
  const people = await namesOf(
    tx,
    ctx.tenant.id,
    steps.map((step) => step.actor),
  );
  return {
    state,
    may: REVIEW_STATES.filter((next) => {
      const role = TRANSITIONS[state][next];
      return role !== undefined && ctx.principal.kind !== "operator" && hasRole(ctx.principal.role, role);
    }),
    approval: approved && presentApproval(approved),
    steps: steps.map((step) => {
      const by = people.get(step.actor);
      return {
        state: step.state,
        previous: step.previous,
        cause: step.cause,
        reason: step.reason,
        by: { kind: by?.kind ?? "person", name: by?.name ?? null },
        at: step.createdAt.toISOString(),
      };
    }),
  };
}
