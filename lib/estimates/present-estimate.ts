import type { z } from "zod";
import { decimal, round } from "#lib/catalogue/decimal.ts";
import { retold } from "#lib/i18n/kept-text.ts";
import { BUILT_IN } from "#lib/price-books/effective-book.ts";
import type { CarbonModules } from "#lib/processing/carbon/types.ts";
import type { Coverage } from "#lib/processing/costs/coverage.ts";
import { minorToDecimal } from "#lib/processing/costs/currency.ts";
import type { EstimateRow } from "./measured-model.ts";
import type { CarbonView, CostView, CoverageView, EstimateView, MissingView, PerM2View } from "./views.ts";

type Summary = Omit<EstimateRow, "unmeasured" | "unpriced" | "missingCarbon" | "input" | "storeys">;

/** An estimate without its lines. `fileExists`: its file has not been deleted. */
export function presentEstimate(row: Summary, fileExists: boolean): z.input<typeof EstimateView> {
  const { locationMatch } = row;
  return {
    id: row.id,
    origin: row.fileId === null ? "manual" : "file",
    file_id: fileExists ? row.fileId : null,
    project_id: row.projectId,
    name: row.name,
    description: row.description,
    status: row.status,
    location: row.location,
    location_factor: {
      matched: locationMatch.name,
      factor: locationMatch.factor,
      source: retold(locationMatch.source),
      placeholder: locationMatch.placeholder,
    },
    labor_rate: row.laborRate,
    equipment_rate: row.equipmentRate,
    floor_area_m2: row.floorAreaM2,
    cost: costOf(row),
    carbon: carbonOf(row),
    per_m2: perM2(row, row.floorAreaM2),
    price_book: {
      id: row.priceBookId ?? BUILT_IN,
      version: row.priceBookVersion,
      factor_version: row.factorVersion,
    },
    coverage: {
      cost: presentCoverage(row.costCoverage),
      carbon: row.carbonCoverage && presentCoverage(row.carbonCoverage),
    },
    placeholder_prices: row.placeholderPrices,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}

export function costOf(row: Summary): z.input<typeof CostView> {
  const text = (minor: number) => minorToDecimal(minor, row.minorDigits);
  return {
    currency: row.currency,
    low: text(row.lowMinor),
    likely: text(row.likelyMinor),
    high: text(row.highMinor),
  };
}

/** Null while it is not counted. */
export function carbonOf(
  row: { [K in keyof CarbonModules]: number | null },
): z.input<typeof CarbonView> | null {
  const { a1a3G, a4G, a5G, biogenicG } = row;
  if (a1a3G === null || a4G === null || a5G === null || biogenicG === null) return null;
  return { a1_a3_kg: a1a3G / 1000, a4_kg: a4G / 1000, a5_kg: a5G / 1000, biogenic_kg: biogenicG / 1000 };
}

/** Figures per m² of floor area, cost rounded to the minor unit, carbon to the gram; null without an area. */
export function perM2(row: Summary, areaM2: number | null): z.input<typeof PerM2View> {
  if (areaM2 === null || areaM2 <= 0) return null;
  const money = (minor: number) =>
    decimal(minor).shiftedBy(-row.minorDigits).div(decimal(areaM2)).toFixed(row.minorDigits);
  const kg = (grams: number | null) =>
    grams === null ? null : Number(round(decimal(grams).div(1000).div(decimal(areaM2)), 3));
  const { a1a3G, a4G, a5G } = row;
  return {
    cost: {
      currency: row.currency,
      low: money(row.lowMinor),
      likely: money(row.likelyMinor),
      high: money(row.highMinor),
    },
    a1_a3_kg: kg(a1a3G),
    a1_a5_kg: a1a3G === null || a4G === null || a5G === null ? null : kg(a1a3G + a4G + a5G),
  };
}

export function presentCoverage({ elements, volumeM3 }: Coverage): z.input<typeof CoverageView> {
  return {
    elements: { ...elements, share: Number(elements.share) },
    volume_m3: {
      covered: Number(volumeM3.covered),
      total: Number(volumeM3.total),
      share: Number(volumeM3.share),
    },
  };
}

type Missing = {
  reason: string;
  materialName: string | null;
  catalogueId: string | null;
  ifcClass: string | null;
  volumeM3: string;
  elements: number;
};

export function presentMissing(items: readonly Missing[] | null): z.input<typeof MissingView>[] {
  return (items ?? []).map(({ reason, materialName, catalogueId, ifcClass, volumeM3, elements }) => ({
    reason,
    material: materialName,
    catalogue_id: catalogueId,
    ifc_class: ifcClass,
    volume_m3: Number(volumeM3),
    elements,
  }));
}
