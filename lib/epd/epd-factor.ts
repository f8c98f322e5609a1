import type { epds } from "#db/schema/epds.ts";
import type { CatalogueEntry } from "#lib/catalogue/types.ts";
import { convert } from "./convert.ts";
import { qualityOfEpd } from "./data-quality.ts";
import { type ModuleRefusal, moduleValues } from "./module-values.ts";
import type { EpdFactor, EpdKind } from "./types.ts";

export type EpdRow = typeof epds.$inferSelect;

/** What a tenant chose for a catalogue entry, with the data set itself. */
export interface EpdChoice {
  epd: EpdRow;
  kind: EpdKind;
  scenario: string | null;
}

/** `no_conversion`: nothing leads from the entry's unit to the declared one; `no_entry_mass`: the entry has no mass. */
export type FactorRefusal = ModuleRefusal | "no_conversion" | "no_entry_mass";

/** A choice as a factor of the entry, or why the entry cannot be counted by it. */
export function epdFactor(
  entry: CatalogueEntry,
  { epd, kind, scenario }: EpdChoice,
  { country, on }: { country: string | null; on: Date },
): EpdFactor | { refused: FactorRefusal } {
  const values = moduleValues(epd, {
    scenario,
    storesCarbon: (entry.biogenic?.storedKgPerKg ?? 0) > 0,
  });
  if ("refused" in values) return values;
  const conversion = convert(entry, epd);
  if (!conversion) return { refused: "no_conversion" };
  if (!weighs(entry)) return { refused: "no_entry_mass" };
  const { uuid, version, owner, dataSetType, standard, geography, referenceYear, validUntil } = epd;
  return {
    id: epd.id,
    uuid,
    version,
    name: nameOf(epd.names),
    owner,
    kind,
    dataSetType,
    standard,
    geography,
    referenceYear,
    validUntil,
    registration: epd.registration,
    sourceUrl: epd.sourceUrl,
    scenario,
    declaredUnit: epd.unit,
    conversion,
    ...values,
    dataQuality: qualityOfEpd(epd, { kind, country, on }),
  };
}

/** Transport, waste and coverage go by mass: an entry without one is in no carbon account. */
const weighs = ({ unit, densityKgM3, massPerUnit }: CatalogueEntry) =>
  unit === "kg" || unit === "t" || densityKgM3 !== null || massPerUnit !== null;

/** In the language asked for, else in English, else in whichever there is. */
export function nameOf(names: Record<string, string>, language = "en"): string {
  return names[language] ?? names.en ?? Object.values(names)[0] ?? "";
}
