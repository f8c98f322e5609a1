import { and, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { estimateComments } from "#db/schema/variants.ts";
import { NotFound } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import type { CommentRow } from "./present-comments.ts";

/** Names a comment on an estimate. */
export interface CommentRef {
  id: string;
  commentId: string;
}

/** A comment of the running tenant's, held until the transaction ends. Throws `NotFound`. */
export async function lockComment(
  tx: Transaction,
  tenantId: string,
  { id, commentId }: CommentRef,
): Promise<CommentRow> {
  const [row] = await tx
    .select()
    .from(estimateComments)
    .where(
      and(
        eq(estimateComments.tenantId, tenantId),
        eq(estimateComments.estimateId, id),
        eq(estimateComments.id, commentId),
      ),
    )
    .for("update");
  if (!row) throw new NotFound("comment_not_found", problemText("review.commentAnyMore"));
  return row;
}
