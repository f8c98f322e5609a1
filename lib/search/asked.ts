import { randomUUID } from "node:crypto";
import type { Transaction } from "#db/client.ts";
import type { LocationFactor } from "#lib/catalogue/location-factors.ts";
import type { Catalogue } from "#lib/catalogue/types.ts";
import { findEstimate } from "#lib/estimates/measured-model.ts";
import { costOf } from "#lib/estimates/present-estimate.ts";
import { nameByHand, priceInput } from "#lib/estimates/price-by-hand.ts";
import { effectiveBook } from "#lib/price-books/effective-book.ts";
import { calculateCarbon } from "#lib/processing/carbon/calculate-carbon.ts";
import { minorToDecimal } from "#lib/processing/costs/currency.ts";
import type { CostEstimate } from "#lib/processing/costs/types.ts";
import type { MeasuredModel } from "#lib/processing/materials/types.ts";
import { materialsView } from "./present-similar.ts";
import type { SearchSimilar } from "./search-input.ts";
import { readSummaries } from "./summaries.ts";
import type { EstimateSummary, SummaryMaterial } from "./summary.ts";
import type { SearchView } from "./views.ts";

/** What is searched for: its summary, how it is shown, and the organisation's own places and catalogue. */
export interface Asked {
  summary: EstimateSummary;
  view: SearchView["query"];
  minorDigits: number;
  places: LocationFactor[];
  catalogue: Catalogue;
}

/**
 * An estimate that is only asked about, priced and carbon-counted with the organisation's book as if it were stored.
 * Throws `Invalid` (`unit_not_convertible`).
 */
export async function askedByHand(tx: Transaction, tenantId: string, input: SearchSimilar): Promise<Asked> {
  const { entered, model, costs, terms } = await priceInput(tx, tenantId, input);
  const { catalogue, locations } = terms.book;
  const scale = 10 ** costs.minorDigits;
  const hasPrice = costs.lines.length > 0;
  const carbon = calculateCarbon(model, catalogue);
  const carbonKg = carbon.lines.length > 0 ? carbon.totals.a1a3G / 1000 : null;
  const { low, likely, high } = money(costs);
  const summary: EstimateSummary = {
    estimateId: randomUUID(),
    projectId: null,
    name: nameByHand(input),
    description: input.description ?? "",
    materials: materialsOf(model, costs, entered),
    classShares: input.class_shares ?? {},
    location: terms.location,
    place: costs.location.name,
    locationFactor: Number(costs.location.factor),
    laborRate: Number(costs.laborRate),
    equipmentRate: Number(costs.equipmentRate),
    currency: costs.currency,
    floorAreaM2: input.floor_area_m2 ?? null,
    storeys: input.storeys ?? null,
    cost: costs.totals.likelyMinor / scale,
    carbonKg,
    createdAt: new Date(),
  };
  return {
    summary,
    minorDigits: costs.minorDigits,
    places: locations,
    catalogue,
    view: {
      ...shown(summary),
      materials: entered,
      labor_rate: costs.laborRate,
      equipment_rate: costs.equipmentRate,
      cost: hasPrice ? { currency: costs.currency, amount: likely, low, likely, high } : null,
    },
  };
}

/** A stored estimate; throws `NotFound` alike for one that is not there, one of somebody else and a hidden one. */
export async function askedEstimate(tx: Transaction, tenantId: string, id: string): Promise<Asked> {
  const row = await findEstimate(tx, tenantId, id);
  const [summary] = await readSummaries(tx, [id]);
  if (!summary) throw new Error(`Estimate ${id} has no summary`);
  const { catalogue, locations } = await effectiveBook(tx, tenantId);
  const cost = costOf(row);
  return {
    // Compared at what its like would cost today.
    summary: { ...summary, createdAt: new Date() },
    minorDigits: row.minorDigits,
    places: locations,
    catalogue,
    view: {
      ...shown(summary),
      materials: row.input ?? materialsView(summary.materials),
      labor_rate: row.laborRate,
      equipment_rate: row.equipmentRate,
      cost: row.likelyMinor > 0 ? { ...cost, amount: cost.likely } : null,
    },
  };
}

const shown = ({ location, place, floorAreaM2, description, carbonKg }: EstimateSummary) => ({
  location,
  place,
  floor_area_m2: floorAreaM2,
  description,
  carbon_kg: carbonKg,
});

function money({ totals, minorDigits }: CostEstimate) {
  const text = (minor: number) => minorToDecimal(minor, minorDigits);
  return { low: text(totals.lowMinor), likely: text(totals.likelyMinor), high: text(totals.highMinor) };
}

function materialsOf(
  model: MeasuredModel,
  costs: CostEstimate,
  entered: Record<string, { quantity: string; unit: SummaryMaterial["unit"] | null }>,
): SummaryMaterial[] {
  const scale = 10 ** costs.minorDigits;
  const priced = new Map(costs.lines.map(({ key, likelyMinor }) => [key, likelyMinor / scale]));
  const measured = model.lines.map((line) => ({
    name: line.materialNames.join(", ") || line.catalogueId,
    catalogueId: line.catalogueId,
    quantity: line.quantity,
    unit: line.unit,
    massKg: line.massKg === null ? null : Number(line.massKg),
    volumeM3: Number(line.volumeM3),
    cost: priced.get(line.key) ?? null,
  }));
  const unknown = model.unmeasured.flatMap(({ materialName, catalogueId }) => {
    const given = materialName === null ? undefined : entered[materialName];
    if (materialName === null || !given) return [];
    const { quantity, unit } = given;
    return [
      {
        name: materialName,
        catalogueId,
        quantity,
        unit: unit ?? ("m3" as const),
        massKg: null,
        volumeM3: null,
        cost: null,
      },
    ];
  });
  return [...measured, ...unknown];
}
