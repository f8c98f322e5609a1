import { z } from "zod";
import { keptText } from "#lib/i18n/kept-text.ts";
import materials from "./data/materials.json" with { type: "json" };
import products from "./data/products.json" with { type: "json" };
import { decimal, round } from "./decimal.ts";
import { GROUPS, type GroupId, SPLIT_SOURCE, WOOD_SOURCE, WOOD_STORED_KG_PER_KG } from "./groups.ts";
import { type Catalogue, type CatalogueEntry, type PriceBook, type PriceRow, UNITS } from "./types.ts";

/** The rates at which the default table's installed prices were split into hours. USD per hour. */
export const DEFAULT_LABOR_RATE = "45";
export const DEFAULT_EQUIPMENT_RATE = "75";

/** AACE class 5 for the default table: −30 / +50 %. */
export const CLASS_5 = { lowFactor: "0.7", highFactor: "1.5" } as const;

/** Version of the committed table: raise it with every change of a value, so that an estimate can say what it used. */
export const DEFAULT_CATALOGUE_VERSION = 1;

export const PLACEHOLDER_PRICE_SOURCE = keptText("placeholder_price");

const groupIds = Object.keys(GROUPS);
const isGroup = (value: string): value is GroupId => groupIds.includes(value);

/** A row of data/*.json. `wood`: fraction of the mass that is wood. `usd`: installed price per unit, null if none. */
const Row = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string().min(1),
  unit: z.enum(UNITS),
  group: z.string().refine(isGroup, "No such group in groups.ts"),
  wholeProduct: z.literal(true).optional(),
  density: z.number().nonnegative().nullable(),
  thickness: z.number().positive().optional(),
  mass: z.number().positive().optional(),
  massSource: z.string().min(1).optional(),
  gwp: z.number().nonnegative().nullable(),
  gwpSource: z.string().min(1),
  quality: z.enum(["A", "B", "C"]),
  proxy: z.literal(true).optional(),
  wood: z.number().positive().max(1).optional(),
  usd: z
    .string()
    .regex(/^\d+(\.\d+)?$/)
    .nullable(),
  masterFormat: z.string().nullable(),
  uniFormat: z.string().nullable(),
});
type Row = z.infer<typeof Row>;

const rows = z.array(Row).parse([...materials, ...products]);

/** The committed catalogue: 57 sourced materials, and proxies for what a building needs besides, marked as such. */
export const DEFAULT_CATALOGUE: Catalogue = new Map(rows.map((row) => [row.id, entryOf(row)]));

/**
 * The committed price book, USD. Every price is a class 5 placeholder. Each installed price is split into labour hours
 * (at 45 USD/h), equipment hours (at 75 USD/h) and material, such that these rates give the installed price back.
 */
export const DEFAULT_PRICE_BOOK: PriceBook = {
  id: "default",
  name: keptText("default_price_book"),
  version: DEFAULT_CATALOGUE_VERSION,
  currency: "USD",
  laborRate: DEFAULT_LABOR_RATE,
  equipmentRate: DEFAULT_EQUIPMENT_RATE,
  rows: new Map(rows.flatMap((row) => (row.usd === null ? [] : [[row.id, priceOf(row, row.usd)] as const]))),
};

/** The trade of each entry: what is alike across languages and grades. */
export const DEFAULT_ENTRY_GROUPS: ReadonlyMap<string, GroupId> = new Map(
  rows.flatMap(({ id, group }) => (isGroup(group) ? [[id, group] as const] : [])),
);

/** The installed prices that the default book was split from, USD per unit. */
export const DEFAULT_INSTALLED_PRICES: ReadonlyMap<string, string> = new Map(
  rows.flatMap((row) => (row.usd === null ? [] : [[row.id, row.usd] as const])),
);

function groupOf(row: Row) {
  if (!isGroup(row.group)) throw new Error(`Catalogue row ${row.id}: no group ${row.group}`);
  return GROUPS[row.group];
}

function entryOf(row: Row): CatalogueEntry {
  const group = groupOf(row);
  const byThickness =
    row.density !== null && row.thickness !== undefined ? row.density * row.thickness : null;
  const mass = row.mass ?? (row.unit === "m2" ? byThickness : null);
  const massSource = row.massSource ?? "density × nominal thickness";
  return {
    id: row.id,
    name: row.name,
    unit: row.unit,
    wholeProduct: row.wholeProduct ?? false,
    nothingToBuy: row.group === "nothing",
    densityKgM3: row.density,
    thicknessM: row.thickness ?? null,
    massPerUnit:
      mass === null ? null : { kg: mass, source: massSource, proxy: massSource.includes("placeholder") },
    carbon:
      row.gwp === null
        ? null
        : { a1a3KgPerKg: row.gwp, quality: row.quality, source: row.gwpSource, proxy: row.proxy ?? false },
    biogenic: row.wood === undefined ? null : storedIn(row.wood),
    waste: group.waste,
    disposal: group.disposal,
    transport: group.transport,
    codes: { masterFormat: row.masterFormat, uniFormat: row.uniFormat },
  };
}

function storedIn(wood: number) {
  const source = wood === 1 ? WOOD_SOURCE : `${WOOD_SOURCE}; ${wood * 100} % wood assumed`;
  const stored = round(decimal(WOOD_STORED_KG_PER_KG).times(decimal(wood)), 4);
  return { storedKgPerKg: Number(stored), source, proxy: wood !== 1 };
}

function priceOf(row: Row, usd: string): PriceRow {
  const { split } = groupOf(row);
  const price = decimal(usd);
  const labourHours = round(price.times(split.labour).div(DEFAULT_LABOR_RATE), 4);
  const equipmentHours = round(price.times(split.equipment).div(DEFAULT_EQUIPMENT_RATE), 4);
  const work = decimal(labourHours)
    .times(DEFAULT_LABOR_RATE)
    .plus(decimal(equipmentHours).times(DEFAULT_EQUIPMENT_RATE));
  return {
    unit: row.unit,
    materialPrice: price.minus(work).toFixed(),
    labourHours,
    equipmentHours,
    // An installed price already holds what is wasted.
    wasteAllowance: "0",
    ...CLASS_5,
    source: `${PLACEHOLDER_PRICE_SOURCE}; ${SPLIT_SOURCE}`,
    placeholder: true,
  };
}
