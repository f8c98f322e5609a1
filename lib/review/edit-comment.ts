import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { estimateComments } from "#db/schema/variants.ts";
import { audit } from "#lib/audit/record.ts";
import { Forbidden } from "#lib/errors.ts";
import { findEstimate } from "#lib/estimates/measured-model.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { actor, type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { presented, tellMentioned } from "./add-comment.ts";
import { CommentText, mentionsIn, refuseImpossibleMentions } from "./comment-text.ts";
import { type CommentRef, lockComment } from "./find-comment.ts";
import type { CommentView } from "./views.ts";

export const EditComment = z.strictObject({ body: CommentText });

/** Writes one's own comment anew; who is mentioned only now is told. Throws `NotFound` (also `mention_not_found`) and `Forbidden`. */
export async function editComment(
  ctx: Ctx,
  ref: CommentRef,
  { body }: z.output<typeof EditComment>,
): Promise<z.input<typeof CommentView>> {
  requireRole(ctx, "viewer");
  const tenantId = ctx.tenant.id;
  return ctx.transaction(async (tx) => {
    const estimate = await findEstimate(tx, tenantId, ref.id);
    const before = await lockComment(tx, tenantId, ref);
    if (before.author !== actor(ctx))
      throw new Forbidden("comment_not_own", problemText("review.somebodyElseCommentYour"));
    const known = new Set(mentionsIn(before.body));
    const added = mentionsIn(body).filter((id) => !known.has(id));
    await refuseImpossibleMentions(tx, estimate, added);
    const [row] = await tx
      .update(estimateComments)
      .set({ body, editedAt: new Date() })
      .where(and(eq(estimateComments.tenantId, tenantId), eq(estimateComments.id, before.id)))
      .returning();
    if (!row) throw new Error(`Comment ${before.id} vanished while it was held`);
    await audit(ctx, tx, "comment.edited", { type: "estimate", id: ref.id }, { comment_id: row.id });
    await tellMentioned(ctx, tx, row, added);
    return presented(ctx, tx, row);
  });
}
