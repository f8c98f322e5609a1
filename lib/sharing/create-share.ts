import { randomBytes } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { estimateShares } from "#db/schema/variants.ts";
import { audit } from "#lib/audit/record.ts";
import { hashSecret } from "#lib/auth/authenticate.ts";
import { Conflict } from "#lib/errors.ts";
import { lockEstimate } from "#lib/estimates/lock-estimate.ts";
import { type EstimateRow, estimateNotFound } from "#lib/estimates/measured-model.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { findProject } from "#lib/projects/find-project.ts";
import { whoSees } from "#lib/review/who-sees.ts";
import { actor, type Ctx, requireRole, userId } from "#lib/tenancy/context.ts";
import { originOf } from "#lib/tenancy/host.ts";
import { presentShares } from "./present-share.ts";
import { liveShares } from "./revoke-shares.ts";
import type { CreatedShare } from "./views.ts";

/** For how long a link may hold, days. */
export const SHARE_DAYS = [1, 7, 30, 90] as const;

export const CreateShare = z.strictObject({
  days: z.literal(SHARE_DAYS).default(30),
  /** For the organisation's own people: whom it is for. Whoever opens the link does not see it. */
  note: z.string().trim().max(200).default(""),
});

const MOST_LIVE = 20;

/**
 * A link by which anybody reads an estimate's result, and nothing else, until it expires or is revoked. Its address is
 * answered this once. Throws `NotFound` and `Conflict` (`estimate_not_ready`, `too_many_shares`).
 */
export async function createShare(
  ctx: Ctx,
  id: string,
  { days, note }: z.output<typeof CreateShare>,
): Promise<z.input<typeof CreatedShare>> {
  requireRole(ctx, "editor");
  const tenantId = ctx.tenant.id;
  const token = randomBytes(32).toString("base64url");
  return ctx.transaction(async (tx) => {
    const estimate = await lockEstimate(tx, tenantId, id);
    if (estimate.status !== "complete")
      throw new Conflict("estimate_not_ready", problemText("common.estimateBeingCalculated"));
    await refuseHidden(ctx, tx, estimate);
    const live = and(liveShares(tenantId), eq(estimateShares.estimateId, id));
    if ((await tx.$count(estimateShares, live)) >= MOST_LIVE)
      throw new Conflict(
        "too_many_shares",
        problemText("sharing.estimateMostLinks", { mostLive: MOST_LIVE }),
      );
    const [row] = await tx
      .insert(estimateShares)
      .values({
        tenantId,
        estimateId: id,
        tokenHash: hashSecret(token),
        note,
        createdBy: actor(ctx),
        expiresAt: sql`now() + ${days} * interval '1 day'`,
      })
      .returning();
    if (!row) throw new Error("The link was not stored");
    await audit(ctx, tx, "share.created", { type: "estimate", id }, { share_id: row.id, days, note });
    const [view] = await presentShares(tx, [row]);
    if (!view) throw new Error(`Link ${row.id} cannot be shown`);
    return { ...view, url: `${originOf(ctx.tenant.slug)}/shared/${token}` };
  });
}

/** Holds the project, so that whoever restricts it meanwhile ends this link too; or has done so, and the person is not in it. */
async function refuseHidden(ctx: Ctx, tx: Transaction, estimate: EstimateRow): Promise<void> {
  if (!estimate.projectId) return;
  const project = await findProject(tx, estimate.projectId, "share");
  const person = userId(ctx);
  if (!project.isRestricted || !person) return;
  if ((await whoSees(tx, estimate, [person])).length === 0) throw estimateNotFound();
}
