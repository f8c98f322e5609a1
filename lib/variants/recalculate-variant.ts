import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { estimateVariants } from "#db/schema/variants.ts";
import { audit } from "#lib/audit/record.ts";
import { lockEstimate } from "#lib/estimates/lock-estimate.ts";
import { refuseImpossible } from "#lib/estimates/refuse-impossible.ts";
import { minorToDecimal } from "#lib/processing/costs/currency.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { calculateValues } from "./calculate-values.ts";
import { lockVariant, type VariantRef, type VariantRow } from "./find-variant.ts";
import { presentVariant } from "./present-variant.ts";
import type { VariantView } from "./views.ts";

/** Calculates a variant's changes on the estimate as it is now. Throws as `whatIf` does, and leaves the variant then. */
export async function recalculateVariant(ctx: Ctx, ref: VariantRef): Promise<z.input<typeof VariantView>> {
  requireRole(ctx, "editor");
  const tenantId = ctx.tenant.id;
  return refuseImpossible(() =>
    ctx.transaction(async (tx) => {
      await lockEstimate(tx, tenantId, ref.id);
      const before = await lockVariant(tx, tenantId, ref, "present");
      const { estimate, values } = await calculateValues(tx, tenantId, ref.id, before.changes);
      const [after] = await tx
        .update(estimateVariants)
        .set(values)
        .where(and(eq(estimateVariants.tenantId, tenantId), eq(estimateVariants.id, before.id)))
        .returning();
      if (!after) throw new Error(`Variant ${before.id} vanished while it was held`);
      await audit(
        ctx,
        tx,
        "variant.recalculated",
        { type: "estimate", id: ref.id },
        { variant_id: before.id, name: before.name },
        { before: factsOf(before), after: factsOf(after) },
      );
      return presentVariant(tx, estimate, after);
    }),
  );
}

const factsOf = (row: VariantRow) => ({
  cost: minorToDecimal(row.likelyMinor, row.minorDigits),
  currency: row.currency,
  a1_a3_kg: row.a1a3G / 1000,
  price_book_version: row.priceBookVersion,
});
