import { and, desc, eq } from "drizzle-orm";
import type { z } from "zod";
import { estimateShares } from "#db/schema/variants.ts";
import { findEstimate } from "#lib/estimates/measured-model.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { presentShares } from "./present-share.ts";
import type { Shares } from "./views.ts";

/** The newest are what somebody looks for; older ones are dead, and in the audit log. */
const MOST_SHOWN = 100;

/** An estimate's links, the newest first, without their secrets. Throws `NotFound`. */
export async function listShares(ctx: Ctx, id: string): Promise<z.input<typeof Shares>> {
  requireRole(ctx, "editor");
  return ctx.transaction(async (tx) => {
    await findEstimate(tx, ctx.tenant.id, id);
    const rows = await tx
      .select()
      .from(estimateShares)
      .where(and(eq(estimateShares.tenantId, ctx.tenant.id), eq(estimateShares.estimateId, id)))
      .orderBy(desc(estimateShares.createdAt), desc(estimateShares.id))
      .limit(MOST_SHOWN);
    return { items: await presentShares(tx, rows) };
  });
}
