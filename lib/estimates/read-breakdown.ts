import { and, eq, isNotNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { costEstimateLines } from "#db/schema/estimates.ts";
import { entryName } from "#lib/catalogue/entry-name.ts";
import type { CarbonModules } from "#lib/processing/carbon/types.ts";
import { minorToDecimal } from "#lib/processing/costs/currency.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { BENCHMARK, BUILDING_USES, bandOf, bandsOf } from "./benchmarks.ts";
import { type Cell, foldSmallest } from "./fold-cells.ts";
import { type EstimateRow, findEstimate } from "./measured-model.ts";
import { carbonOf, perM2 } from "./present-estimate.ts";
import { addParts, noParts, PRICE_PARTS, pricePartsOf } from "./price-parts.ts";
import { CarbonView } from "./views.ts";

/** More cells than that cannot be told apart in a drawing; the smallest stand together, one for each storey. */
const CELLS_AT_MOST = 1500;

export const BreakdownView = z.object({
  currency: z.string(),
  /** The sums of the cells: the estimate's likely cost and its carbon; null while it is being counted. */
  likely: z.string(),
  carbon: CarbonView.nullable(),
  /** One material in one class in one storey, the most expensive first. */
  cells: z.array(
    z.object({
      /** Where the storey stands in the model, the lowest first; null: in no storey. */
      storey_order: z.number().nullable(),
      storey: z.string().nullable(),
      ifc_class: z.string().nullable(),
      /** Null: `folded` small ones of this storey together. */
      catalogue_id: z.string().nullable(),
      name: z.string().nullable(),
      folded: z.number(),
      cost: z.string(),
      carbon: CarbonView,
    }),
  ),
  /** What the likely cost consists of, in the order it is built up in; adds up to it. */
  build_up: z.array(z.object({ part: z.enum(PRICE_PARTS), amount: z.string() })),
  benchmark: z.object({
    name: z.string(),
    publisher: z.string(),
    year: z.number(),
    scope: z.string(),
    url: z.string(),
    licence: z.string(),
    /** A1–A5 of this estimate per m² of floor area; null without an area or a count. */
    a1_a5_kg_m2: z.number().nullable(),
    uses: z.array(
      z.object({
        use: z.enum(BUILDING_USES),
        /** The letter it is in; null: above all bands, or nothing to compare. */
        band: z.string().nullable(),
        bands: z.array(
          z.object({
            letter: z.string(),
            below_kg_m2: z.number(),
            target: z.enum(["2030", "2020"]).nullable(),
          }),
        ),
      }),
    ),
  }),
});

/**
 * What an estimate consists of, for its charts: cost and carbon by storey, class and material, the build-up of the
 * price, and the published figures per m² to hold it against. Sums equal the estimate's to the minor unit and the gram.
 */
export async function readBreakdown(ctx: Ctx, id: string): Promise<z.input<typeof BreakdownView>> {
  requireRole(ctx, "viewer");
  return ctx.transaction(async (tx) => {
    const estimate = await findEstimate(tx, ctx.tenant.id, id);
    const money = (minor: number) => minorToDecimal(minor, estimate.minorDigits);
    const cells = foldSmallest(await cellsOf(tx, estimate), CELLS_AT_MOST);
    const parts = await partsOf(tx, estimate);
    return {
      currency: estimate.currency,
      likely: money(estimate.likelyMinor),
      carbon: carbonOf(estimate),
      cells: cells.map(({ storey, ifcClass, catalogueId, name, folded, minor, carbon }) => ({
        storey_order: storey,
        storey: storey === null ? null : (estimate.storeys[storey] ?? null),
        ifc_class: ifcClass,
        catalogue_id: catalogueId,
        name,
        folded,
        cost: money(minor),
        carbon: kilograms(carbon),
      })),
      build_up: PRICE_PARTS.map((part) => ({ part, amount: money(parts[part]) })),
      benchmark: benchmarkOf(estimate),
    };
  });
}

/** One statement: both splits of each line by storey laid side by side and summed by class and entry. */
async function cellsOf(tx: Transaction, { tenantId, id }: EstimateRow): Promise<Cell[]> {
  const rows = await tx.execute<{
    storey: number | null;
    ifc_class: string | null;
    catalogue_id: string;
    name: string;
    minor: string;
    a1a3: string;
    a4: string;
    a5: string;
    biogenic: string;
  }>(sql`
    select part.storey, line.ifc_class, line.catalogue_id, min(line.name) as name,
           sum(part.minor) as minor, sum(part.a1a3) as a1a3, sum(part.a4) as a4, sum(part.a5) as a5,
           sum(part.biogenic) as biogenic
    from cost_estimate_lines line
    cross join lateral (
      select (cost ->> 'storey')::int as storey, (cost ->> 'likelyMinor')::bigint as minor,
             0::bigint as a1a3, 0::bigint as a4, 0::bigint as a5, 0::bigint as biogenic
      from jsonb_array_elements(coalesce(line.cost_by_storey, '[]'::jsonb)) cost
      union all
      select (carbon ->> 'storey')::int, 0, (carbon #>> '{modules,a1a3G}')::bigint,
             (carbon #>> '{modules,a4G}')::bigint, (carbon #>> '{modules,a5G}')::bigint,
             (carbon #>> '{modules,biogenicG}')::bigint
      from jsonb_array_elements(coalesce(line.carbon_by_storey, '[]'::jsonb)) carbon
    ) part
    where line.tenant_id = ${tenantId} and line.estimate_id = ${id}
    group by part.storey, line.ifc_class, line.catalogue_id
    order by minor desc, a1a3 desc, line.catalogue_id, line.ifc_class, part.storey
  `);
  return rows.map((row) => ({
    storey: row.storey,
    ifcClass: row.ifc_class,
    catalogueId: row.catalogue_id,
    name: entryName(row.catalogue_id, row.name),
    folded: 0,
    minor: Number(row.minor),
    carbon: {
      a1a3G: Number(row.a1a3),
      a4G: Number(row.a4),
      a5G: Number(row.a5),
      biogenicG: Number(row.biogenic),
    },
  }));
}

/** Only the columns of the price: the elements behind a line may be a hundred thousand. */
async function partsOf(tx: Transaction, estimate: EstimateRow) {
  const { quantity, baseRate, buildUp, likelyMinor } = costEstimateLines;
  const lines = await tx
    .select({ quantity, baseRate, buildUp, likelyMinor })
    .from(costEstimateLines)
    .where(
      and(
        eq(costEstimateLines.tenantId, estimate.tenantId),
        eq(costEstimateLines.estimateId, estimate.id),
        isNotNull(likelyMinor),
      ),
    );
  const terms = {
    laborRate: estimate.laborRate,
    equipmentRate: estimate.equipmentRate,
    locationFactor: estimate.locationMatch.factor,
    minorDigits: estimate.minorDigits,
  };
  const sums = noParts();
  for (const line of lines) {
    if (line.baseRate === null || line.buildUp === null || line.likelyMinor === null)
      throw new Error(`A priced line of estimate ${estimate.id} lacks its build-up`);
    addParts(
      sums,
      pricePartsOf(
        {
          quantity: line.quantity,
          baseRate: line.baseRate,
          buildUp: line.buildUp,
          likelyMinor: line.likelyMinor,
        },
        terms,
      ),
    );
  }
  return sums;
}

function benchmarkOf(estimate: EstimateRow): z.input<typeof BreakdownView>["benchmark"] {
  const found = perM2(estimate, estimate.floorAreaM2)?.a1_a5_kg ?? null;
  return {
    ...BENCHMARK,
    a1_a5_kg_m2: found,
    uses: BUILDING_USES.map((use) => ({
      use,
      band: found === null ? null : (bandOf(found, use)?.letter ?? null),
      bands: bandsOf(use),
    })),
  };
}

function kilograms({ a1a3G, a4G, a5G, biogenicG }: CarbonModules): z.input<typeof CarbonView> {
  return { a1_a3_kg: a1a3G / 1000, a4_kg: a4G / 1000, a5_kg: a5G / 1000, biogenic_kg: biogenicG / 1000 };
}
