import { decimal, round } from "#lib/catalogue/decimal.ts";
import { DEFAULT_CATALOGUE } from "#lib/catalogue/default-catalogue.ts";
import { GROUPS, type Group } from "#lib/catalogue/groups.ts";
import type { Catalogue, CatalogueEntry } from "#lib/catalogue/types.ts";
import { epdFactor } from "#lib/epd/epd-factor.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { normaliseMaterialName } from "#lib/processing/materials/normalise.ts";
import type { OwnEntry, OwnMass, OwnRow } from "./own-row.ts";

/** What the quality of a declaration is judged by. */
export interface EpdTerms {
  /** ISO 3166; null: not known. */
  country: string | null;
  on: Date;
}

/** The built-in catalogue with a tenant's own entries, factors, declarations, masses and waste rates over it. */
export function ownCatalogue(rows: readonly OwnRow[], terms: EpdTerms): Catalogue {
  const catalogue = new Map(DEFAULT_CATALOGUE);
  for (const row of rows) {
    const base = baseEntry(row);
    if (base) catalogue.set(row.catalogueId, withEpd(withOwn(base, row), row, terms));
  }
  return catalogue;
}

/** The entry without the tenant's own values: built in, or what its class gives. Undefined for an id that is neither. */
export function baseEntry({
  catalogueId,
  entry,
}: Pick<OwnRow, "catalogueId" | "entry">): CatalogueEntry | undefined {
  return entry ? newEntry(catalogueId, entry) : DEFAULT_CATALOGUE.get(catalogueId);
}

/**
 * What model names mean by the tenant's own words, by normalised name: its entries' names and every alias. An alias
 * stands before a name, since somebody wrote it down to be found by.
 */
export function ownNames(rows: readonly OwnRow[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const { catalogueId, entry } of rows)
    if (entry) names.set(normaliseMaterialName(entry.name), catalogueId);
  for (const { catalogueId, aliases } of rows)
    for (const alias of aliases) names.set(normaliseMaterialName(alias), catalogueId);
  names.delete("");
  return names;
}

/** Names that two entries of the tenant claim, or that have no letters to be found by; a sentence each. */
export function nameProblems(rows: readonly OwnRow[]): { catalogueId: string; message: string }[] {
  const owner = new Map<string, string>();
  return rows.flatMap(({ catalogueId, entry, aliases }) =>
    [...(entry ? [entry.name] : []), ...aliases].flatMap((name) => {
      const key = normaliseMaterialName(name);
      if (key === "")
        return [{ catalogueId, message: problemText("priceBooks.lettersFindAnother", { name }) }];
      const other = owner.get(key);
      owner.set(key, catalogueId);
      return other === undefined || other === catalogueId
        ? []
        : [{ catalogueId, message: problemText("priceBooks.alreadyMeansKeep", { name, other }) }];
    }),
  );
}

function newEntry(id: string, entry: OwnEntry): CatalogueEntry {
  const { waste, transport, disposal } = groupOf(entry.class);
  return {
    id,
    name: entry.name,
    unit: entry.unit,
    wholeProduct: entry.whole_product,
    nothingToBuy: false,
    densityKgM3: null,
    thicknessM: null,
    massPerUnit: null,
    carbon: null,
    biogenic: null,
    waste,
    disposal,
    transport,
    codes: { masterFormat: entry.master_format, uniFormat: entry.uni_format },
  };
}

function groupOf(id: string): Group {
  const found = Object.entries(GROUPS).find(([group]) => group === id);
  if (!found) throw new Error(`A stored catalogue entry is of the class ${id}, which is gone from groups.ts`);
  return found[1];
}

/** A version is only saved where each of its declarations can be counted by (`requireCountable`). */
function withEpd(entry: CatalogueEntry, { epd }: OwnRow, terms: EpdTerms): CatalogueEntry {
  if (!epd) return entry;
  const factor = epdFactor(entry, epd, terms);
  if ("refused" in factor)
    throw new Error(`${entry.id} cannot be counted by its declaration: ${factor.refused}`);
  return { ...entry, epd: factor };
}

export function withOwn(base: CatalogueEntry, { factor, mass, siteWaste }: OwnRow): CatalogueEntry {
  return {
    ...base,
    ...(mass ? weighed(base, mass) : {}),
    ...(factor
      ? {
          carbon: {
            a1a3KgPerKg: Number(factor.a1_a3_kg_per_kg),
            quality: factor.quality,
            source: factor.source,
            proxy: factor.quality === "C",
          },
        }
      : {}),
    ...(factor && factor.biogenic_kg_per_kg !== null
      ? {
          biogenic: {
            storedKgPerKg: Number(factor.biogenic_kg_per_kg),
            source: factor.source,
            proxy: factor.quality === "C",
          },
        }
      : {}),
    ...(siteWaste ? { waste: { rate: Number(siteWaste.rate), source: siteWaste.source, proxy: false } } : {}),
  };
}

/** Goods by area weigh density × thickness where nobody states the mass of a unit; a stated one is marked as the tenant's own. */
function weighed(
  base: CatalogueEntry,
  mass: OwnMass,
): Pick<CatalogueEntry, "densityKgM3" | "thicknessM" | "massPerUnit"> {
  const number = (text: string | null, fallback: number | null) => (text === null ? fallback : Number(text));
  const densityKgM3 = number(mass.density_kg_m3, base.densityKgM3);
  const thicknessM = number(mass.thickness_m, base.thicknessM);
  const sourced = { source: mass.source, proxy: false };
  if (mass.mass_per_unit_kg !== null)
    return {
      densityKgM3,
      thicknessM,
      massPerUnit: { kg: Number(mass.mass_per_unit_kg), own: true, ...sourced },
    };
  if (base.unit !== "m2" || densityKgM3 === null || thicknessM === null)
    return { densityKgM3, thicknessM, massPerUnit: base.massPerUnit };
  const kg = Number(round(decimal(densityKgM3).times(decimal(thicknessM)), 8));
  return { densityKgM3, thicknessM, massPerUnit: { kg, ...sourced } };
}
