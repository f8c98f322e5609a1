import { and, eq, gt, isNull, type SQL, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { costEstimates } from "#db/schema/estimates.ts";
import { estimateShares } from "#db/schema/variants.ts";
import { audit } from "#lib/audit/record.ts";
import { actor, type Ctx } from "#lib/tenancy/context.ts";

/** Why links end that nobody has revoked one by one. */
export type RevokedBecause = "project_restricted" | "moved_into_restricted_project";

/** Links that still lead somewhere. */
export const liveShares = (tenantId: string): SQL | undefined =>
  and(
    eq(estimateShares.tenantId, tenantId),
    isNull(estimateShares.revokedAt),
    gt(estimateShares.expiresAt, sql`now()`),
  );

/**
 * Ends the links to the results of these estimates, as who may see them has become fewer: whoever was given a link before is
 * not among them. Whoever sees the estimates may share them anew. Answers how many ended.
 */
export async function revokeShares(
  ctx: Ctx,
  tx: Transaction,
  estimates: SQL | undefined,
  because: RevokedBecause,
): Promise<number> {
  const ofThese = sql`${estimateShares.estimateId} in (${tx
    .select({ id: costEstimates.id })
    .from(costEstimates)
    .where(and(eq(costEstimates.tenantId, ctx.tenant.id), estimates))})`;
  const rows = await tx
    .update(estimateShares)
    .set({ revokedAt: new Date(), revokedBy: actor(ctx) })
    .where(and(liveShares(ctx.tenant.id), ofThese))
    .returning();
  for (const { id, estimateId, note, openCount } of rows)
    await audit(
      ctx,
      tx,
      "share.revoked",
      { type: "estimate", id: estimateId },
      { share_id: id, note, open_count: openCount, because },
    );
  return rows.length;
}
