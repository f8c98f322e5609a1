import { and, desc, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import type { Role } from "#db/schema/auth.ts";
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

/** Who asked for the review that is under way or was decided. */
export function askerOf(steps: readonly ReviewStep[]): string | null {
  return steps.find((step) => step.state === "in_review")?.actor ?? null;
}
