import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { costEstimateLines } from "#db/schema/estimates.ts";
import { estimateComments } from "#db/schema/variants.ts";
import { audit } from "#lib/audit/record.ts";
import { Invalid } from "#lib/errors.ts";
import { type EstimateRow, findEstimate } from "#lib/estimates/measured-model.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { notify } from "#lib/notifications/notify.ts";
import { actor, type Ctx, requireRole, userId } from "#lib/tenancy/context.ts";
import { CommentText, mentionsIn, refuseImpossibleMentions } from "./comment-text.ts";
import { type CommentRow, presentComments } from "./present-comments.ts";
import type { CommentView } from "./views.ts";

export const AddComment = z.strictObject({
  body: CommentText,
  /** The line it is about; left out: the whole estimate. */
  line_position: z.number().int().min(0).max(1_000_000).nullish(),
});

/**
 * Says something of an estimate or a line of it; members who are mentioned are told. Throws `NotFound` (also
 * `mention_not_found`), and `Invalid` (`line_unknown`).
 */
export async function addComment(
  ctx: Ctx,
  id: string,
  { body, line_position }: z.output<typeof AddComment>,
): Promise<z.input<typeof CommentView>> {
  requireRole(ctx, "viewer");
  const tenantId = ctx.tenant.id;
  return ctx.transaction(async (tx) => {
    const estimate = await findEstimate(tx, tenantId, id);
    const mentions = mentionsIn(body);
    await refuseImpossibleMentions(tx, estimate, mentions);
    const line = typeof line_position === "number" ? await lineAt(tx, estimate, line_position) : null;
    const [row] = await tx
      .insert(estimateComments)
      .values({
        tenantId,
        estimateId: id,
        body,
        lineKey: line?.key ?? null,
        lineName: line?.name ?? null,
        author: actor(ctx),
      })
      .returning();
    if (!row) throw new Error("The comment was not stored");
    await audit(
      ctx,
      tx,
      "comment.added",
      { type: "estimate", id },
      { comment_id: row.id, ...(line ? { line: line.name } : {}), mentions: mentions.length },
    );
    await tellMentioned(ctx, tx, row, mentions);
    return presented(ctx, tx, row);
  });
}

/** Tells each of them once for a comment, however often it is edited; nobody of what they wrote themselves. */
export async function tellMentioned(
  ctx: Ctx,
  tx: Transaction,
  { id, estimateId }: CommentRow,
  mentions: readonly string[],
): Promise<void> {
  const author = userId(ctx);
  await notify(tx, {
    tenantId: ctx.tenant.id,
    kind: "comment_mention",
    to: mentions.filter((mentioned) => mentioned !== author),
    cause: `comment:${id}`,
    estimateId,
    ...(author ? { memberId: author } : {}),
  });
}

export async function presented(ctx: Ctx, tx: Transaction, row: CommentRow) {
  const [view] = await presentComments(ctx, tx, [row]);
  if (!view) throw new Error(`Comment ${row.id} cannot be shown`);
  return view;
}

async function lineAt(tx: Transaction, { tenantId, id }: EstimateRow, position: number) {
  const [line] = await tx
    .select({ key: costEstimateLines.key, name: costEstimateLines.name })
    .from(costEstimateLines)
    .where(
      and(
        eq(costEstimateLines.tenantId, tenantId),
        eq(costEstimateLines.estimateId, id),
        eq(costEstimateLines.position, position),
      ),
    );
  if (line) return line;
  const message = problemText("review.estimateLineReload");
  throw new Invalid("line_unknown", message, [{ path: "line_position", message }]);
}
