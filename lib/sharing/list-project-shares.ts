import { and, asc, eq } from "drizzle-orm";
import type { z } from "zod";
import { costEstimates } from "#db/schema/estimates.ts";
import { estimateShares } from "#db/schema/variants.ts";
import { findProject } from "#lib/projects/find-project.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { presentShares } from "./present-share.ts";
import { liveShares } from "./revoke-shares.ts";
import type { ProjectShares } from "./views.ts";

const MOST_SHOWN = 100;

/**
 * The links that lead to results of a project's estimates now, those first that end first: they end at once when it is
 * restricted. Throws `NotFound`.
 */
export async function listProjectShares(ctx: Ctx, id: string): Promise<z.input<typeof ProjectShares>> {
  requireRole(ctx, "editor");
  return ctx.transaction(async (tx) => {
    await findProject(tx, id);
    const of = and(liveShares(ctx.tenant.id), eq(costEstimates.projectId, id));
    const ofEstimate = and(
      eq(costEstimates.tenantId, estimateShares.tenantId),
      eq(costEstimates.id, estimateShares.estimateId),
    );
    const rows = await tx
      .select({ share: estimateShares, estimateId: costEstimates.id, estimate: costEstimates.name })
      .from(estimateShares)
      .innerJoin(costEstimates, ofEstimate)
      .where(of)
      .orderBy(asc(estimateShares.expiresAt), asc(estimateShares.id))
      .limit(MOST_SHOWN + 1);
    const shown = rows.slice(0, MOST_SHOWN);
    const views = await presentShares(
      tx,
      shown.map(({ share }) => share),
    );
    const about = new Map(shown.map(({ share, ...row }) => [share.id, row]));
    return {
      items: views.map((view) => ({
        ...view,
        estimate_id: about.get(view.id)?.estimateId ?? "",
        estimate: about.get(view.id)?.estimate ?? "",
      })),
      more: rows.length > MOST_SHOWN,
    };
  });
}
