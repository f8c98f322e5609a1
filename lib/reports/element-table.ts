import type { ElementShares } from "#lib/estimates/share-by-element.ts";
import { minorToDecimal } from "#lib/processing/costs/currency.ts";
import { isExcluded } from "#lib/processing/list-elements.ts";
import type { QuantitySource } from "#lib/processing/types.ts";
import { kilograms } from "./figures.ts";
import type { ElementRow } from "./read-elements.ts";
import type { Report } from "./report-data.ts";
import { storeyName } from "./sums.ts";

/** Columns of elements in spreadsheets and CSV alike; their keys are the headings of the CSV. SI. */
export const ELEMENT_COLUMNS = [
  ["ordinal", "count"],
  ["global_id", "text"],
  ["ifc_class", "text"],
  ["name", "text"],
  ["type_name", "text"],
  ["storey", "text"],
  ["length_m", "quantity"],
  ["length_source", "source"],
  ["area_m2", "quantity"],
  ["area_source", "source"],
  ["volume_m3", "quantity"],
  ["volume_source", "source"],
  ["weight_kg", "quantity"],
  ["weight_source", "source"],
  ["materials", "text"],
  ["measured", "flag"],
  ["cost_low", "money"],
  ["cost_likely", "money"],
  ["cost_high", "money"],
  ["carbon_a1_a3_kg", "carbon"],
  ["carbon_a4_kg", "carbon"],
  ["carbon_a5_kg", "carbon"],
  ["carbon_biogenic_kg", "carbon"],
  ["found_length_m", "quantity"],
  ["found_area_m2", "quantity"],
  ["found_volume_m3", "quantity"],
  ["found_weight_kg", "quantity"],
  ["found_materials", "text"],
  ["excluded", "flag"],
] as const;
export type ElementColumn = (typeof ELEMENT_COLUMNS)[number][0];
export type ElementKind = (typeof ELEMENT_COLUMNS)[number][1];

/** An element's values, decimal texts; null: it has none. */
export type ElementValues = Record<ElementColumn, string | null>;

export function elementValues(
  { estimate }: Report,
  shares: ElementShares,
  element: ElementRow,
): ElementValues {
  const { ordinal, sources, found } = element;
  const money = (column: Float64Array) =>
    shares.priced[ordinal] ? minorToDecimal(column[ordinal] ?? 0, estimate.minorDigits) : null;
  const carbon = (column: Float64Array) => (shares.counted[ordinal] ? kilograms(column[ordinal] ?? 0) : null);
  const source = (of: QuantitySource | undefined) => of ?? null;
  return {
    ordinal: String(ordinal),
    global_id: element.globalId,
    ifc_class: element.ifcClass,
    name: element.name,
    type_name: element.typeName,
    storey: storeyName(estimate, element.storey),
    length_m: plain(element.lengthM),
    length_source: source(sources.lengthM),
    area_m2: plain(element.areaM2),
    area_source: source(sources.areaM2),
    volume_m3: plain(element.volumeM3),
    volume_source: source(sources.volumeM3),
    weight_kg: plain(element.weightKg),
    weight_source: source(sources.weightKg),
    materials: element.materials.map(({ name }) => name).join("; "),
    measured: String(element.measured),
    found_length_m: plain(found?.quantities.lengthM ?? null),
    found_area_m2: plain(found?.quantities.areaM2 ?? null),
    found_volume_m3: plain(found?.quantities.volumeM3 ?? null),
    found_weight_kg: plain(found?.quantities.weightKg ?? null),
    found_materials: found?.materials.map(({ name }) => name).join("; ") ?? null,
    excluded: String(isExcluded(element)),
    cost_low: money(shares.lowMinor),
    cost_likely: money(shares.likelyMinor),
    cost_high: money(shares.highMinor),
    carbon_a1_a3_kg: carbon(shares.carbon.a1a3G),
    carbon_a4_kg: carbon(shares.carbon.a4G),
    carbon_a5_kg: carbon(shares.carbon.a5G),
    carbon_biogenic_kg: carbon(shares.carbon.biogenicG),
  };
}

/** Without an exponent and without digits that measuring cannot have. */
const plain = (value: number | null) => (value === null ? null : String(Number(value.toFixed(6))));
