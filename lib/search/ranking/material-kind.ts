import { decimal } from "#lib/catalogue/decimal.ts";
import {
  DEFAULT_CATALOGUE,
  DEFAULT_ENTRY_GROUPS,
  DEFAULT_INSTALLED_PRICES,
} from "#lib/catalogue/default-catalogue.ts";
import type { GroupId } from "#lib/catalogue/groups.ts";
import type { CatalogueEntry, Unit } from "#lib/catalogue/types.ts";
import { classifyMaterials, RULES } from "#lib/processing/materials/classify.ts";
import { convertUnit } from "#lib/processing/materials/convert-unit.ts";
import { normaliseMaterialName } from "#lib/processing/materials/normalise.ts";
import type { SummaryMaterial } from "../summary.ts";
import { INSTALLATIONS } from "./installations.ts";
import { remembered } from "./remember.ts";
import { Vocabulary } from "./spelling.ts";

/** What a material is taken for when estimates are compared: a built-in entry and its trade. */
export interface MaterialKind {
  entry: CatalogueEntry;
  group: GroupId;
}

/**
 * The built-in entry of a material: its own, else what its id or name says in one of the languages of the
 * classification, slips of spelling forgiven. A guess that only likeness rests on; it prices nothing. Null: unknown.
 */
export function materialKind({ catalogueId, name }: SummaryMaterial): MaterialKind | null {
  return (catalogueId === null ? null : kindOf(catalogueId)) ?? kindByName(name) ?? null;
}

/** Units of the entry in one unit of `unit`; null: they cannot be turned into each other. */
export function unitsOf(entry: CatalogueEntry, unit: Unit): number | null {
  return unit === entry.unit ? 1 : factorOf(`${entry.id} ${unit}`);
}

/** USD of the built-in book for one unit of the entry: a measure of its weight in a building, not a price. */
export function referencePrice(entry: CatalogueEntry): number | null {
  return PRICES.get(entry.id) ?? null;
}

/** kg of one unit of the entry; null: not known. */
export function massOfUnit(entry: CatalogueEntry): number | null {
  if (entry.unit === "kg") return 1;
  if (entry.unit === "t") return 1000;
  return entry.massPerUnit?.kg ?? (entry.unit === "m3" ? entry.densityKgM3 : null);
}

const PRICES = new Map([...DEFAULT_INSTALLED_PRICES].map(([id, usd]) => [id, Number(usd)]));

const factorOf = remembered((key: string): number | null => {
  const [id = "", from] = key.split(" ");
  const entry = DEFAULT_CATALOGUE.get(id);
  const unit = entry && UNIT_NAMES.find((known) => known === from);
  const converted = unit && convertUnit(entry, decimal(1), unit, entry.unit);
  return converted ? converted.toNumber() : null;
});
const UNIT_NAMES: readonly Unit[] = ["m3", "m2", "m", "kg", "t", "pcs"];

const kindOf = remembered((catalogueId: string): MaterialKind | null => {
  const entry = DEFAULT_CATALOGUE.get(catalogueId);
  const group = DEFAULT_ENTRY_GROUPS.get(catalogueId);
  return entry && group ? { entry, group } : kindByName(catalogueId.replaceAll("-", " "));
});

const kindByName = remembered((name: string): MaterialKind | null => {
  const normalised = normaliseMaterialName(name);
  const corrected = normalised
    .split(" ")
    .map((word) => WORDS.nearest(word) ?? word)
    .join(" ");
  const known =
    ENTRY_NAMES.get(normalised) ??
    classified(normalised) ??
    installation(normalised) ??
    classified(corrected) ??
    installation(corrected);
  return known ? kindOf(known) : null;
});

const CATALOGUE_IDS = new Set(DEFAULT_CATALOGUE.keys());
const ENTRY_NAMES = new Map(
  [...DEFAULT_CATALOGUE.values()].map(({ id, name }) => [normaliseMaterialName(name), id]),
);
const INSTALLATION_WORDS: readonly (readonly [id: string, words: readonly string[]])[] = Object.entries(
  INSTALLATIONS,
).map(([id, words]) => [id, words.split(" ")]);

/** What the classification leaves to the element's class, by its words: a list by hand has no classes. */
function installation(name: string): string | null {
  const tokens = name.split(" ");
  const found = INSTALLATION_WORDS.find(([, words]) =>
    words.some(
      (word) => tokens.includes(word) || (word.length > 4 && name.replaceAll(" ", "").includes(word)),
    ),
  );
  return found?.[0] ?? null;
}

const WORDS = new Vocabulary(
  [
    ...ENTRY_NAMES.keys(),
    ...Object.values(INSTALLATIONS),
    ...RULES.flatMap(({ words }) => [...words.any, ...words.and]),
  ].flatMap((text) => text.split(/[^\p{L}]+/u).filter((word) => word.length > 3)),
);

function classified(name: string): string | null {
  const [found] = classifyMaterials([{ name, ifcClasses: [] }], { catalogueIds: CATALOGUE_IDS });
  return found?.catalogueId ?? null;
}
