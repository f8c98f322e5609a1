import { z } from "zod";
import { PRICE_UNITS } from "#db/schema/price-books.ts";
import type { DecimalString } from "#lib/catalogue/decimal.ts";
import { DEFAULT_CATALOGUE } from "#lib/catalogue/default-catalogue.ts";
import { GROUPS } from "#lib/catalogue/groups.ts";
import { ALIAS_SEPARATOR } from "./columns.ts";

/** Classes that an entry of one's own can be of: they give it site waste, haul and disposal until it has its own. */
export const ENTRY_CLASSES = Object.keys(GROUPS).filter((group) => group !== "nothing");

const text = (length: number, missing: string) => z.string().trim().min(1, missing).max(length);

/** Names in models that mean the entry, or other names of a place. */
export const Aliases = z
  .array(
    text(200, "Write the name, or leave it out.").refine(
      (name) => !name.includes(ALIAS_SEPARATOR),
      `A name cannot hold the sign ${ALIAS_SEPARATOR}, which parts names in exported tables. Write a blank instead: it means the same name.`,
    ),
  )
  .max(50);

/** What makes an entry one of the tenant's own, not a built-in one. */
export const OwnEntry = z.strictObject({
  name: text(200, "Give the entry a name."),
  unit: z.enum(PRICE_UNITS, `Choose a unit: ${PRICE_UNITS.join(", ")}.`),
  class: z
    .string()
    .refine(
      (value) => ENTRY_CLASSES.includes(value),
      `Choose a class, which decides site waste, haul and disposal: ${ENTRY_CLASSES.join(", ")}.`,
    ),
  /** A product priced whole, such as a door: never by the volume of its materials. */
  whole_product: z.boolean().default(false),
  master_format: text(20, "Write the code, or leave it out.").nullable().default(null),
  uni_format: text(20, "Write the code, or leave it out.").nullable().default(null),
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
  source: text(300, "Say where the price comes from."),
  placeholder: z.boolean().default(false),
});
export type OwnPrice = z.output<typeof OwnPrice>;

/** What pure carbon would store, 44/12 kg CO2 per kg: nothing stores more. */
const MOST_STORED_KG_PER_KG = 3.67;

/** A tenant's own A1–A3 factor, kg CO2e per kg, and the CO2 that a kg of the material stores, kg. */
export const OwnFactor = z.strictObject({
  a1_a3_kg_per_kg: decimalText(4),
  module: z
    .literal(
      "A1-A3",
      "Give the factor of the modules A1-A3 alone: transport (A4) and site (A5) are counted apart, and would count twice.",
    )
    .default("A1-A3"),
  quality: z.enum(["A", "B", "C"], "Quality is A (product EPD), B (average) or C (proxy)."),
  source: text(300, "Say where the factor comes from."),
  /** Positive and told apart, as in the built-in catalogue; null: the built-in value stands, of an own entry none. */
  biogenic_kg_per_kg: decimalText(1)
    .refine(
      (stored) => !(Number(stored) > MOST_STORED_KG_PER_KG),
      `Give the CO2 that one kg of the material stores, at most ${MOST_STORED_KG_PER_KG} kg: wood stores about 1.64.`,
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
    source: text(300, "Say where density or mass come from."),
  })
  .refine(
    (mass) => mass.density_kg_m3 !== null || mass.thickness_m !== null || mass.mass_per_unit_kg !== null,
    { message: "Give a density, a thickness or a mass per unit.", path: ["density_kg_m3"] },
  );
export type OwnMass = z.output<typeof OwnMass>;

/** Part of what is brought to site that is wasted, module A5. */
export const OwnSiteWaste = z.strictObject({
  rate: decimalText(1).refine(
    (rate) => !(Number(rate) >= 1),
    "Give the waste as a share below 1: 0.05 for 5 %.",
  ),
  source: text(300, "Say where the waste rate comes from."),
});
export type OwnSiteWaste = z.output<typeof OwnSiteWaste>;

/** A place's cost level against the book's own level (1). */
export const OwnLocation = z.strictObject({
  name: text(120, "Name the place."),
  aliases: Aliases.default([]),
  factor: decimalText(2).refine((factor) => Number(factor) !== 0, "Give a factor above 0, such as 1.15."),
  source: text(300, "Say where the factor comes from."),
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
});

export function isEmpty({ entry, price, factor, mass, siteWaste, aliases }: OwnRow): boolean {
  return !entry && !price && !factor && !mass && !siteWaste && aliases.length === 0;
}

/** Why a row cannot stand, each with the part it is about: `id`, `entry`, `price.unit`, `price.low_factor` or `mass`. */
export function rowProblems(row: OwnRow): { path: string; message: string }[] {
  const { catalogueId, entry, price } = row;
  const builtIn = DEFAULT_CATALOGUE.get(catalogueId);
  const unit = (entry ?? builtIn)?.unit;
  const problems: { path: string; message: string }[] = [];
  const say = (path: string, message: string) => problems.push({ path, message });
  if (!unit)
    say(
      "id",
      `There is no catalogue entry ${catalogueId}. To add it as your own, give its name, unit and class; GET /api/catalogue lists what is there.`,
    );
  if (entry && builtIn)
    say(
      "id",
      `${catalogueId} is a built-in entry. Give yours another id, or change the built-in one's values.`,
    );
  if (entry && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(catalogueId))
    say("id", "Write the id in small letters, digits and single hyphens, such as brick-reused.");
  if (unit && price && price.unit !== unit)
    say(
      "price.unit",
      `${catalogueId} is estimated in ${unit}; give its price per ${unit}, not per ${price.unit}.`,
    );
  if (price && (Number(price.low_factor) > 1 || Number(price.high_factor) < 1))
    say("price.low_factor", "The low factor must be at most 1 and the high factor at least 1.");
  if (entry && row.factor && !weighs(entry.unit, row.mass))
    say(
      "mass",
      entry.unit === "m3"
        ? "Give the density in kg/m³: the carbon factor counts by mass."
        : `Give the mass of one ${entry.unit} in kg${entry.unit === "m2" ? ", or density and thickness" : ""}: the carbon factor counts by mass.`,
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
      .regex(
        new RegExp(`^\\d{1,${wholeDigits}}(\\.\\d{1,8})?$`),
        "Give a number such as 12.50: no sign, no thousands separators, a point before the decimals.",
      ),
  );
  return fallback === undefined ? parsed : parsed.default(fallback);
}
