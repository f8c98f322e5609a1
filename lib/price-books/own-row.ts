import { z } from "zod";
import { PRICE_UNITS } from "#db/schema/price-books.ts";
import type { DecimalString } from "#lib/catalogue/decimal.ts";
import { DEFAULT_CATALOGUE } from "#lib/catalogue/default-catalogue.ts";
import { GROUPS } from "#lib/catalogue/groups.ts";
import type { EpdChoice } from "#lib/epd/epd-factor.ts";
import { issueText, problemText } from "#lib/i18n/problem-text.ts";
import { ALIAS_SEPARATOR } from "./columns.ts";

/** Classes that an entry of one's own can be of: they give it site waste, haul and disposal until it has its own. */
export const ENTRY_CLASSES = Object.keys(GROUPS).filter((group) => group !== "nothing");

const text = (length: number, missing: ReturnType<typeof issueText>) =>
  z.string().trim().min(1, missing).max(length);

/** Names in models that mean the entry, or other names of a place. */
export const Aliases = z
  .array(
    text(200, issueText("priceBooks.writeNameOrLeave")).refine(
      (name) => !name.includes(ALIAS_SEPARATOR),
      issueText("priceBooks.nameWithSign", { sign: ALIAS_SEPARATOR }),
    ),
  )
  .max(50);

/** What makes an entry one of the tenant's own, not a built-in one. */
export const OwnEntry = z.strictObject({
  name: text(200, issueText("priceBooks.giveEntryName")),
  unit: z.enum(PRICE_UNITS, issueText("priceBooks.chooseUnit", { units: PRICE_UNITS.join(", ") })),
  class: z
    .string()
    .refine(
      (value) => ENTRY_CLASSES.includes(value),
      issueText("priceBooks.chooseClassWhich", { classes: ENTRY_CLASSES.join(", ") }),
    ),
  /** A product priced whole, such as a door: never by the volume of its materials. */
  whole_product: z.boolean().default(false),
  master_format: text(20, issueText("priceBooks.writeCodeOrLeave")).nullable().default(null),
  uni_format: text(20, issueText("priceBooks.writeCodeOrLeave")).nullable().default(null),
});
export type OwnEntry = z.output<typeof OwnEntry>;

/** A tenant's own build-up, money and hours per unit as decimal strings. */
export const OwnPrice = z.strictObject({
  unit: z.enum(PRICE_UNITS),
  material_price: decimalText(12),
  labour_hours: decimalText(6),
  equipment_hours: decimalText(6),
  waste_allowance: decimalText(1, "0"),
  /** Likely × this = low and high. */
  low_factor: decimalText(1, "1"),
  high_factor: decimalText(2, "1"),
  source: text(300, issueText("priceBooks.sourceOfPrice")),
  placeholder: z.boolean().default(false),
  /** The day that the price is of; null: as long as its figures have been the same here (`withDay`). */
  priced_on: z.iso.date(issueText("priceBooks.priceDate")).nullable().default(null),
});
export type OwnPrice = z.output<typeof OwnPrice>;

/** What pure carbon would store, 44/12 kg CO2 per kg: nothing stores more. */
const MOST_STORED_KG_PER_KG = 3.67;

/** A tenant's own A1–A3 factor, kg CO2e per kg, and the CO2 that a kg of the material stores, kg. */
export const OwnFactor = z.strictObject({
  a1_a3_kg_per_kg: decimalText(4),
  module: z.literal("A1-A3", issueText("priceBooks.factorModulesA1")).default("A1-A3"),
  quality: z.enum(["A", "B", "C"], issueText("priceBooks.qualityProductEpd")),
  source: text(300, issueText("priceBooks.sourceOfFactor")),
  /** Positive and told apart, as in the built-in catalogue; null: the built-in value stands, of an own entry none. */
  biogenic_kg_per_kg: decimalText(1)
    .refine(
      (stored) => !(Number(stored) > MOST_STORED_KG_PER_KG),
      issueText("priceBooks.mostStored", { most: MOST_STORED_KG_PER_KG }),
    )
    .nullable()
    .default(null),
});
export type OwnFactor = z.output<typeof OwnFactor>;

/** Density, nominal thickness and mass of one unit; null: the built-in value stands. */
export const OwnMass = z
  .strictObject({
    density_kg_m3: decimalText(5).nullable().default(null),
    thickness_m: decimalText(2).nullable().default(null),
    mass_per_unit_kg: decimalText(7).nullable().default(null),
    source: text(300, issueText("priceBooks.sourceOfMass")),
  })
  .refine(
    (mass) => mass.density_kg_m3 !== null || mass.thickness_m !== null || mass.mass_per_unit_kg !== null,
    { ...issueText("priceBooks.densityThicknessMass"), path: ["density_kg_m3"] },
  );
export type OwnMass = z.output<typeof OwnMass>;

/** Part of what is brought to site that is wasted, module A5. */
export const OwnSiteWaste = z.strictObject({
  rate: decimalText(1).refine((rate) => !(Number(rate) >= 1), issueText("priceBooks.wasteShare")),
  source: text(300, issueText("priceBooks.sourceOfWaste")),
});
export type OwnSiteWaste = z.output<typeof OwnSiteWaste>;

/** A place's cost level against the book's own level (1). */
export const OwnLocation = z.strictObject({
  name: text(120, issueText("priceBooks.namePlace")),
  aliases: Aliases.default([]),
  factor: decimalText(2).refine((factor) => Number(factor) !== 0, issueText("priceBooks.factorAboveZero")),
  source: text(300, issueText("priceBooks.sourceOfFactor")),
  placeholder: z.boolean().default(false),
});
export type OwnLocation = z.output<typeof OwnLocation>;

/** What a tenant has of its own for one catalogue entry; null: the built-in values stand. */
export interface OwnRow {
  catalogueId: string;
  /** Null for a built-in entry. */
  entry: OwnEntry | null;
  price: OwnPrice | null;
  factor: OwnFactor | null;
  mass: OwnMass | null;
  siteWaste: OwnSiteWaste | null;
  aliases: string[];
  /** The declaration that counts, before every factor. */
  epd: EpdChoice | null;
}

/** All that a version holds of its own. */
export interface OwnBook {
  rows: OwnRow[];
  locations: OwnLocation[];
}

export const emptyRow = (catalogueId: string): OwnRow => ({
  catalogueId,
  entry: null,
  price: null,
  factor: null,
  mass: null,
  siteWaste: null,
  aliases: [],
  epd: null,
});

export function isEmpty({ entry, price, factor, mass, siteWaste, aliases, epd }: OwnRow): boolean {
  return !entry && !price && !factor && !mass && !siteWaste && !epd && aliases.length === 0;
}

/** Why a row cannot stand, each with the part it is about: `id`, `entry`, `price.unit`, `price.low_factor` or `mass`. */
export function rowProblems(row: OwnRow): { path: string; message: string }[] {
  const { catalogueId, entry, price } = row;
  const builtIn = DEFAULT_CATALOGUE.get(catalogueId);
  const unit = (entry ?? builtIn)?.unit;
  const problems: { path: string; message: string }[] = [];
  const say = (path: string, message: string) => problems.push({ path, message });
  if (!unit) say("id", problemText("priceBooks.catalogueEntryAdd", { catalogueId }));
  if (entry && builtIn) say("id", problemText("priceBooks.builtEntryYours", { catalogueId }));
  if (entry && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(catalogueId))
    say("id", problemText("priceBooks.idSmallLetters"));
  if (unit && price && price.unit !== unit)
    say("price.unit", problemText("priceBooks.estimatedPricePer", { catalogueId, unit, given: price.unit }));
  if (price && (Number(price.low_factor) > 1 || Number(price.high_factor) < 1))
    say("price.low_factor", problemText("priceBooks.lowFactorMust"));
  if (entry && row.factor && !weighs(entry.unit, row.mass))
    say(
      "mass",
      entry.unit === "m3"
        ? problemText("priceBooks.densityKgM")
        : problemText("priceBooks.massKgM2", {
            unit: entry.unit,
            byArea: entry.unit === "m2" ? "yes" : "no",
          }),
    );
  return problems;
}

function weighs(unit: OwnEntry["unit"], mass: OwnMass | null): boolean {
  if (unit === "kg" || unit === "t") return true;
  if (unit === "m3") return mass?.density_kg_m3 != null;
  if (mass?.mass_per_unit_kg != null) return true;
  return unit === "m2" && mass?.density_kg_m3 != null && mass.thickness_m != null;
}

function decimalText(wholeDigits: number, fallback?: DecimalString) {
  const parsed = z.union([z.string(), z.number().nonnegative().transform(String)]).pipe(
    z
      .string()
      .trim()
      .regex(new RegExp(`^\\d{1,${wholeDigits}}(\\.\\d{1,8})?$`), issueText("priceBooks.number1250")),
  );
  return fallback === undefined ? parsed : parsed.default(fallback);
}
