import { and, eq, isNull } from "drizzle-orm";
import { estimateShares } from "#db/schema/variants.ts";
import { audit } from "#lib/audit/record.ts";
import { NotFound } from "#lib/errors.ts";
import { findEstimate } from "#lib/estimates/measured-model.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { actor, type Ctx, requireRole } from "#lib/tenancy/context.ts";

/** Ends a link at once, for good. Throws `NotFound` for one that is not there or was revoked already. */
export async function revokeShare(ctx: Ctx, { id, shareId }: { id: string; shareId: string }): Promise<void> {
  requireRole(ctx, "editor");
  await ctx.transaction(async (tx) => {
    await findEstimate(tx, ctx.tenant.id, id);
    const [row] = await tx
      .update(estimateShares)
      .set({ revokedAt: new Date(), revokedBy: actor(ctx) })
      .where(
        and(
          eq(estimateShares.tenantId, ctx.tenant.id),
          eq(estimateShares.estimateId, id),
          eq(estimateShares.id, shareId),
          isNull(estimateShares.revokedAt),
        ),
      )
      .returning();
    if (!row) throw new NotFound("share_not_found", problemText("sharing.linkAnyMore"));
    await audit(
      ctx,
      tx,
      "share.revoked",
      { type: "estimate", id },
      { share_id: row.id, note: row.note, open_count: row.openCount },
    );
  });
}
