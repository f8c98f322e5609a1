import { GROUPS, type GroupId } from "./groups.ts";
import type { ImportedRow } from "./import-price-book.ts";
import type { Catalogue, CatalogueEntry, Quality } from "./types.ts";

/** A carbon factor of the tenant's own for an entry of the catalogue. */
export interface OwnCarbonFactor {
  catalogueId: string;
  a1a3KgPerKg: number;
  source: string;
  quality: Quality;
}

/** Waste, haul and disposal of an item that nothing else is known of: those of metalwork, marked as proxies. */
const OWN_GROUP: GroupId = "metalwork";

/**
 * The tenant's catalogue: the base with the tenant's own items (from a price book import) and carbon factors over it.
 * A factor for an id that is nowhere is left out.
 */
export function layerCatalogue(
  base: Catalogue,
  ownRows: readonly Pick<ImportedRow, "catalogueId" | "unit" | "own">[],
  factors: readonly OwnCarbonFactor[] = [],
): Catalogue {
  const catalogue = new Map(base);
  for (const row of ownRows) {
    if (row.own) catalogue.set(row.catalogueId, entryOf(row.catalogueId, row.unit, row.own));
  }
  for (const { catalogueId, a1a3KgPerKg, source, quality } of factors) {
    const entry = catalogue.get(catalogueId);
    if (entry)
      catalogue.set(catalogueId, { ...entry, carbon: { a1a3KgPerKg, source, quality, proxy: false } });
  }
  return catalogue;
}

function entryOf(
  id: string,
  unit: CatalogueEntry["unit"],
  own: NonNullable<ImportedRow["own"]>,
): CatalogueEntry {
  const { waste, transport, disposal } = GROUPS[OWN_GROUP];
  const source = own.carbonSource ?? "Own value";
  return {
    id,
    name: own.name,
    unit,
    wholeProduct: false,
    nothingToBuy: false,
    densityKgM3: own.densityKgM3,
    thicknessM: null,
    massPerUnit:
      own.massPerUnitKg === null ? null : { kg: own.massPerUnitKg, source: "Own value", proxy: false },
    carbon:
      own.a1a3KgPerKg === null ? null : { a1a3KgPerKg: own.a1a3KgPerKg, source, quality: "B", proxy: false },
    biogenic: null,
    waste: { ...waste, proxy: true },
    transport: { ...transport, proxy: true },
    disposal: { ...disposal, proxy: true },
    codes: { masterFormat: null, uniFormat: null },
  };
}
