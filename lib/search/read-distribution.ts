import { and, desc, eq, gt, isNotNull, ne } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { costEstimates } from "#db/schema/estimates.ts";
import { decimal, round } from "#lib/catalogue/decimal.ts";
import { findEstimate } from "#lib/estimates/measured-model.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { type Level, levelBetween } from "./levels/level-cost.ts";
import { readPriceLevels } from "./levels/price-levels.ts";
import type { DistributionView } from "./views.ts";

const MOST = 500;

export const ReadDistribution = z.object({ limit: z.coerce.number().int().min(1).max(MOST).default(MOST) });

/**
 * Cost and carbon per m² of the organisation's newest priced estimates with a floor area, at this one's level of prices,
 * and where this one lies among them. Throws `NotFound` (`estimate_not_found`).
 */
export async function readDistribution(
  ctx: Ctx,
  id: string,
  { limit }: z.output<typeof ReadDistribution>,
): Promise<DistributionView> {
  requireRole(ctx, "viewer");
  return ctx.transaction(async (tx) => {
    const estimate = await findEstimate(tx, ctx.tenant.id, id);
    const others = await newestSized(tx, { tenantId: ctx.tenant.id, id, limit });
    const levels = await readPriceLevels(tx);
    const points = others.flatMap((other) => {
      const levelling = levelBetween(levelOf(other), levelOf(estimate), levels);
      const cost = levelling && costPerM2(other, levelling.factor, estimate.minorDigits);
      return cost === null
        ? []
        : [
            {
              estimate_id: other.id,
              name: other.name,
              project_id: other.projectId,
              cost_per_m2: cost,
              carbon_kg_per_m2: carbonPerM2(other),
              created_at: other.createdAt.toISOString(),
            },
          ];
    });
    const own = {
      estimate_id: id,
      cost_per_m2: costPerM2(estimate, 1, estimate.minorDigits),
      carbon_kg_per_m2: carbonPerM2(estimate),
    };
    return {
      currency: estimate.currency,
      estimate: own,
      points,
      percentile: {
        cost: percentile(
          own.cost_per_m2 === null ? null : Number(own.cost_per_m2),
          points.map((point) => Number(point.cost_per_m2)),
        ),
        carbon: percentile(
          own.carbon_kg_per_m2,
          points.flatMap((point) => point.carbon_kg_per_m2 ?? []),
        ),
      },
      note: noteOf(estimate, points.length),
    };
  });
}

const COLUMNS = {
  id: costEstimates.id,
  name: costEstimates.name,
  projectId: costEstimates.projectId,
  location: costEstimates.location,
  locationMatch: costEstimates.locationMatch,
  currency: costEstimates.currency,
  minorDigits: costEstimates.minorDigits,
  likelyMinor: costEstimates.likelyMinor,
  a1a3G: costEstimates.a1a3G,
  floorAreaM2: costEstimates.floorAreaM2,
  pricedAt: costEstimates.pricedAt,
  createdAt: costEstimates.createdAt,
};
type Sized = Pick<typeof costEstimates.$inferSelect, keyof typeof COLUMNS>;

function newestSized(
  tx: Transaction,
  { tenantId, id, limit }: { tenantId: string; id: string; limit: number },
): Promise<Sized[]> {
  return tx
    .select(COLUMNS)
    .from(costEstimates)
    .where(
      and(
        eq(costEstimates.tenantId, tenantId),
        ne(costEstimates.id, id),
        gt(costEstimates.likelyMinor, 0),
        isNotNull(costEstimates.floorAreaM2),
      ),
    )
    .orderBy(desc(costEstimates.createdAt), desc(costEstimates.id))
    .limit(limit);
}

const levelOf = ({ location, locationMatch, currency, pricedAt }: Sized): Level => ({
  day: pricedAt,
  location,
  place: locationMatch.name,
  locationFactor: Number(locationMatch.factor),
  currency,
});

function costPerM2(
  { likelyMinor, minorDigits, floorAreaM2 }: Sized,
  factor: number,
  digits: number,
): string | null {
  if (!floorAreaM2 || likelyMinor <= 0) return null;
  return decimal(likelyMinor)
    .shiftedBy(-minorDigits)
    .times(decimal(factor))
    .div(decimal(floorAreaM2))
    .toFixed(digits);
}

function carbonPerM2({ a1a3G, floorAreaM2 }: Sized): number | null {
  if (!floorAreaM2 || a1a3G === null) return null;
  return Number(round(decimal(a1a3G).div(1000).div(decimal(floorAreaM2)), 3));
}

/** Of others below it, those that are the same counted half. */
function percentile(own: number | null, others: readonly number[]): number | null {
  if (own === null || others.length === 0) return null;
  const below =
    others.filter((other) => other < own).length + others.filter((other) => other === own).length / 2;
  return Math.round((below / others.length) * 1000) / 10;
}

function noteOf({ floorAreaM2, likelyMinor }: Sized, others: number): string | null {
  if (!floorAreaM2) return problemText("search.estimateFloorArea");
  if (likelyMinor <= 0) return problemText("search.nothingEstimatePriced");
  return others === 0 ? problemText("search.otherPricedEstimate") : null;
}
