import { z } from "zod";
import { REVIEW_STATES } from "#db/schema/variants.ts";
import { ApprovalView } from "#lib/issuing/views.ts";

/** Shapes of comments and of the review in the API. */

const Name = z.string().nullable();

export const CommentView = z.object({
  id: z.string(),
  /** Plain text; `@{id}` mentions a member. */
  body: z.string(),
  /** Whom it mentions; a null name: whose account is gone. */
  mentions: z.array(z.object({ user_id: z.string(), name: Name })),
  /** The line it is about; a null position: the estimate has it no longer. */
  line: z.object({ position: z.number().nullable(), name: z.string() }).nullable(),
  /** A null name: whose account is gone. */
  author: z.object({ kind: z.enum(["person", "api_key", "operator", "system"]), name: Name }),
  may: z.object({ edit: z.boolean(), delete: z.boolean() }),
  created_at: z.string(),
  edited_at: z.string().nullable(),
});

export const Comments = z.object({
  items: z.array(CommentView),
  total: z.number(),
  next: z.string().nullable(),
});

export const ReviewStepView = z.object({
  state: z.enum(REVIEW_STATES),
  previous: z.enum(REVIEW_STATES),
  /** `recalculated`: the estimate was calculated again, so what was approved is no longer what it says. */
  cause: z.enum(["person", "recalculated"]),
  reason: z.string().nullable(),
  /** A null name: whose account is gone. */
  by: z.object({ kind: z.enum(["person", "api_key", "operator", "system"]), name: Name }),
  at: z.string(),
});

export const ReviewView = z.object({
  state: z.enum(REVIEW_STATES),
  /** The states that the caller may set now. */
  may: z.array(z.enum(REVIEW_STATES)),
  /** What was approved, signed and frozen; null while it is not approved, or was before approvals were signed. */
  approval: ApprovalView.nullable(),
  /** The latest first, 100 at most. */
  steps: z.array(ReviewStepView),
});
