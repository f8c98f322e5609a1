import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { estimateVariants } from "#db/schema/variants.ts";
import { audit } from "#lib/audit/record.ts";
import { lockEstimate } from "#lib/estimates/lock-estimate.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { lockVariant, type VariantRef } from "./find-variant.ts";
import { presentVariant } from "./present-variant.ts";
import { refuseTooMany } from "./save-variant.ts";
import type { VariantView } from "./views.ts";

/** Has a variant back that was just deleted, as it was. Throws `NotFound`, and `Conflict` (`too_many_variants`). */
export async function restoreVariant(ctx: Ctx, ref: VariantRef): Promise<z.input<typeof VariantView>> {
  requireRole(ctx, "editor");
  const tenantId = ctx.tenant.id;
  return ctx.transaction(async (tx) => {
    const estimate = await lockEstimate(tx, tenantId, ref.id);
    const { id, name } = await lockVariant(tx, tenantId, ref, "deleted");
    await refuseTooMany(tx, tenantId, ref.id);
    const [row] = await tx
      .update(estimateVariants)
      .set({ deletedAt: null })
      .where(and(eq(estimateVariants.tenantId, tenantId), eq(estimateVariants.id, id)))
      .returning();
    if (!row) throw new Error(`Variant ${id} vanished while it was held`);
    await audit(ctx, tx, "variant.restored", { type: "estimate", id: ref.id }, { variant_id: id, name });
    return presentVariant(tx, estimate, row);
  });
}
