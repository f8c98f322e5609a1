import { and, eq } from "drizzle-orm";
import { estimateComments } from "#db/schema/variants.ts";
import { audit } from "#lib/audit/record.ts";
import { Forbidden } from "#lib/errors.ts";
import { findEstimate } from "#lib/estimates/measured-model.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { actor, type Ctx, hasRole, requireRole } from "#lib/tenancy/context.ts";
import { type CommentRef, lockComment } from "./find-comment.ts";

/** Deletes one's own comment, for good; admins delete anybody's. Throws `NotFound` and `Forbidden`. */
export async function deleteComment(ctx: Ctx, ref: CommentRef): Promise<void> {
  requireRole(ctx, "viewer");
  const tenantId = ctx.tenant.id;
  await ctx.transaction(async (tx) => {
    await findEstimate(tx, tenantId, ref.id);
    const { id, author } = await lockComment(tx, tenantId, ref);
    if (author !== actor(ctx) && !hasRole(ctx.principal.role, "admin"))
      throw new Forbidden("comment_not_own", problemText("review.somebodyElseComment"));
    await tx
      .delete(estimateComments)
      .where(and(eq(estimateComments.tenantId, tenantId), eq(estimateComments.id, id)));
    await audit(ctx, tx, "comment.deleted", { type: "estimate", id: ref.id }, { comment_id: id, author });
  });
}
