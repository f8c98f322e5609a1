import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { PRICE_UNITS, priceBooks } from "#db/schema/price-books.ts";
import { decimal, round } from "#lib/catalogue/decimal.ts";
import { entryName } from "#lib/catalogue/entry-name.ts";
import { DEFAULT_LOCATION_FACTORS, locationNames } from "#lib/catalogue/location-factors.ts";
import type { CatalogueEntry } from "#lib/catalogue/types.ts";
import { nameOf } from "#lib/epd/epd-factor.ts";
import { activeLocale } from "#lib/i18n/active-locale.ts";
import { keptText, retold } from "#lib/i18n/kept-text.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { BUILT_IN, bookById, type EffectiveBook, effectiveBook } from "./effective-book.ts";
import { builtInBook, PriceBookView, presentPriceBook } from "./list-price-books.ts";
import {
  ENTRY_CLASSES,
  OwnEntry,
  OwnFactor,
  OwnLocation,
  OwnMass,
  OwnPrice,
  type OwnRow,
  OwnSiteWaste,
} from "./own-row.ts";

const Own = { own: z.boolean() };

/** One entry as an estimate with this version would use it. `own`: the tenant's, else built in. */
export const PriceBookItem = z.object({
  catalogue_id: z.string(),
  name: z.string(),
  unit: z.enum(PRICE_UNITS),
  /** Null for a built-in entry. */
  entry: OwnEntry.nullable(),
  /** The tenant's own words for it. */
  aliases: z.array(z.string()),
  price: OwnPrice.extend(Own).nullable(),
  /** `biogenic_own`: what the material stores is the tenant's own figure too. */
  factor: OwnFactor.extend({ ...Own, proxy: z.boolean(), biogenic_own: z.boolean() }).nullable(),
  /** The declaration that counts before the factor. */
  epd: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** Null: nothing is known of its mass. */
  mass: OwnMass.safeExtend({ ...Own, proxy: z.boolean() }).nullable(),
  site_waste: OwnSiteWaste.extend({ ...Own, proxy: z.boolean() }),
});
export type PriceBookItem = z.output<typeof PriceBookItem>;

export const PriceBookLocation = OwnLocation.extend({ ...Own, aliases: z.array(z.string()) });
export type PriceBookLocation = z.output<typeof PriceBookLocation>;

export const PriceBookDetail = PriceBookView.extend({
  items: z.array(PriceBookItem),
  locations: z.array(PriceBookLocation),
  /** What an entry of one's own can be of. */
  classes: z.array(z.string()),
});

/** A version with all its entries, by catalogue id, and places; `default` is the built-in one. Throws `NotFound`. */
export async function readPriceBook(ctx: Ctx, id: string): Promise<z.input<typeof PriceBookDetail>> {
  requireRole(ctx, "viewer");
  return ctx.transaction(async (tx) => {
    const book = await effectiveBook(tx, ctx.tenant.id, id);
    return {
      ...(await headOf(tx, ctx.tenant.id, id)),
      items: itemsOf(book).map((item) => told(item)),
      locations: locationsOf(book).map((place) => ({ ...place, source: retold(place.source) })),
      classes: ENTRY_CLASSES,
    };
  });
}

async function headOf(tx: Transaction, tenantId: string, id: string) {
  if (id !== BUILT_IN) return presentPriceBook(await bookById(tx, tenantId, id));
  const [active] = await tx
    .select({ id: priceBooks.id })
    .from(priceBooks)
    .where(and(eq(priceBooks.tenantId, tenantId), eq(priceBooks.isActive, true)));
  return builtInBook(!active);
}

/** In the language of the request: what the built-in table calls it, and where its price comes from. */
const told = (item: PriceBookItem): PriceBookItem => ({
  ...item,
  name: entryName(item.catalogue_id, item.name),
  price: item.price && { ...item.price, source: retold(item.price.source) },
  mass: item.mass && { ...item.mass, source: retold(item.mass.source) },
});

/** The version's catalogue in its order, the tenant's own entries last. */
export function itemsOf(book: EffectiveBook): PriceBookItem[] {
  const own = new Map(book.own.rows.map((row) => [row.catalogueId, row]));
  return [...book.catalogue.values()].map((entry) => {
    const price = book.prices.rows.get(entry.id);
    const mine = own.get(entry.id);
    return {
      catalogue_id: entry.id,
      name: entry.name,
      unit: entry.unit,
      entry: mine?.entry ?? null,
      aliases: mine?.aliases ?? [],
      price: price
        ? {
            unit: price.unit,
            material_price: price.materialPrice,
            labour_hours: price.labourHours,
            equipment_hours: price.equipmentHours,
            waste_allowance: price.wasteAllowance,
            low_factor: price.lowFactor,
            high_factor: price.highFactor,
            source: price.source,
            placeholder: price.placeholder,
            priced_on: mine?.price?.priced_on ?? null,
            own: Boolean(mine?.price),
          }
        : null,
      factor: entry.carbon
        ? {
            a1_a3_kg_per_kg: String(entry.carbon.a1a3KgPerKg),
            module: "A1-A3" as const,
            quality: entry.carbon.quality,
            source: entry.carbon.source,
            own: Boolean(mine?.factor),
            proxy: entry.carbon.proxy,
            biogenic_kg_per_kg: storedOf(entry),
            biogenic_own: mine?.factor?.biogenic_kg_per_kg != null,
          }
        : null,
      epd: mine?.epd ? { id: mine.epd.epd.id, name: nameOf(mine.epd.epd.names, activeLocale()) } : null,
      mass: massOf(entry, mine),
      site_waste: {
        rate: String(entry.waste.rate),
        source: entry.waste.source,
        own: Boolean(mine?.siteWaste),
        proxy: entry.waste.proxy,
      },
    };
  });
}

/** The CO2 that one kg stores, kg, as text; null: none is known. */
export const storedOf = ({ biogenic }: CatalogueEntry) =>
  biogenic && round(decimal(biogenic.storedKgPerKg), 8);

const BUILT_IN_MASS = keptText("built_in_table");

/** What an entry weighs, in texts; null where nothing is known. */
export function massOf(
  { densityKgM3, thicknessM, massPerUnit }: CatalogueEntry,
  mine?: OwnRow,
): PriceBookItem["mass"] {
  if (densityKgM3 === null && thicknessM === null && !massPerUnit) return null;
  const number = (value: number | null | undefined) => (value == null ? null : round(decimal(value), 8));
  return {
    density_kg_m3: number(densityKgM3),
    thickness_m: number(thicknessM),
    mass_per_unit_kg: number(massPerUnit?.kg),
    source: mine?.mass?.source ?? massPerUnit?.source ?? BUILT_IN_MASS,
    own: Boolean(mine?.mass),
    proxy: massPerUnit?.proxy ?? false,
  };
}

/** The tenant's own places by name, then those of the built-in table that none of them stands before. */
export function locationsOf(book: EffectiveBook): PriceBookLocation[] {
  const taken = new Set(book.locations.flatMap(locationNames).map(({ key }) => key));
  const builtIn = DEFAULT_LOCATION_FACTORS.filter((place) => !taken.has(locationNames(place)[0]?.key ?? ""));
  return [
    ...book.locations.map((place) => ({ ...place, own: true })),
    ...builtIn.map((place) => ({ ...place, own: false })),
  ];
}
