import { and, desc, eq, inArray, ne, notInArray, type SQL } from "drizzle-orm";
import { QueryBuilder } from "drizzle-orm/pg-core";
import type { Transaction } from "#db/client.ts";
import type { Role } from "#db/schema/auth.ts";
import { costEstimates } from "#db/schema/estimates.ts";
import { estimateReviewSteps, type ReviewState } from "#db/schema/variants.ts";

export type ReviewStep = typeof estimateReviewSteps.$inferSelect;

/** Who may take which step: editors ask and take back, admins decide. */
export const TRANSITIONS: Record<ReviewState, Partial<Record<ReviewState, Role>>> = {
  draft: { in_review: "editor" },
  in_review: { approved: "admin", draft: "editor" },
  approved: { draft: "admin" },
};

/** Steps in one answer. */
const MOST_STEPS = 100;

/** The latest first; none: a draft. */
export async function stepsOf(tx: Transaction, tenantId: string, estimateId: string): Promise<ReviewStep[]> {
  return tx
    .select()
    .from(estimateReviewSteps)
    .where(and(eq(estimateReviewSteps.tenantId, tenantId), eq(estimateReviewSteps.estimateId, estimateId)))
    .orderBy(desc(estimateReviewSteps.position))
    .limit(MOST_STEPS);
}

export const stateOf = (steps: readonly ReviewStep[]): ReviewState => steps[0]?.state ?? "draft";

/** The condition on `cost_estimates` that an estimate's review stands there. From the few that were reviewed, not estimate by estimate. */
export function inReviewState(tenantId: string, state: ReviewState): SQL {
  const db = new QueryBuilder();
  const { estimateId, position } = estimateReviewSteps;
  const latest = db
    .selectDistinctOn([estimateId], { estimateId, state: estimateReviewSteps.state })
    .from(estimateReviewSteps)
    .where(eq(estimateReviewSteps.tenantId, tenantId))
    .orderBy(estimateId, desc(position))
    .as("latest_step");
  const those = db.select({ id: latest.estimateId }).from(latest);
  return state === "draft"
    ? notInArray(costEstimates.id, those.where(ne(latest.state, "draft")))
    : inArray(costEstimates.id, those.where(eq(latest.state, state)));
}

/** Who asked for the review that is under way or was decided. */
export function askerOf(steps: readonly ReviewStep[]): string | null {
  return steps.find((step) => step.state === "in_review")?.actor ?? null;
}
