import { asc } from "drizzle-orm";
import type { z } from "zod";
import { estimateVariants } from "#db/schema/variants.ts";
import { Conflict } from "#lib/errors.ts";
import { findEstimate } from "#lib/estimates/measured-model.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { variantsOf } from "./find-variant.ts";
import { figuresOf, presentFigures } from "./present-figures.ts";
import { presentVariants } from "./present-variant.ts";
import { MOST_VARIANTS } from "./save-variant.ts";
import type { Variants } from "./views.ts";

/**
 * An estimate's variants, oldest first, beside the estimate as it is now: what a comparison shows. Throws `NotFound`, and
 * `Conflict` (`estimate_not_ready`) while it is calculated.
 */
export async function listVariants(ctx: Ctx, id: string): Promise<z.input<typeof Variants>> {
  requireRole(ctx, "viewer");
  const tenantId = ctx.tenant.id;
  return ctx.transaction(async (tx) => {
    const estimate = await findEstimate(tx, tenantId, id);
    const figures = figuresOf(estimate);
    if (!figures) throw new Conflict("estimate_not_ready", problemText("common.estimateBeingCalculated"));
    const rows = await tx
      .select()
      .from(estimateVariants)
      .where(variantsOf(tenantId, id))
      .orderBy(asc(estimateVariants.createdAt), asc(estimateVariants.id))
      .limit(MOST_VARIANTS);
    return {
      base: {
        ...presentFigures(estimate, figures),
        name: estimate.name,
        placeholder_prices: estimate.placeholderPrices,
        terms: {
          location: estimate.location,
          location_factor: estimate.locationMatch.factor,
          labor_rate: estimate.laborRate,
          equipment_rate: estimate.equipmentRate,
        },
        price_book: { version: estimate.priceBookVersion, factor_version: estimate.factorVersion },
      },
      items: await presentVariants(tx, estimate, rows),
    };
  });
}
