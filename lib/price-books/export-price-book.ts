import { csvCell } from "#lib/http/text-stream.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { ALIAS_SEPARATOR, type Cells, COLUMNS } from "./columns.ts";
import { effectiveBook } from "./effective-book.ts";
import { itemsOf, locationsOf, type PriceBookItem, type PriceBookLocation } from "./read-price-book.ts";

/**
 * A version with all its entries and places as rows of text below a header, as the import takes them: first the catalogue
 * by its order, then the places.
 */
export async function exportTable(ctx: Ctx, id: string): Promise<string[][]> {
  requireRole(ctx, "viewer");
  const book = await ctx.transaction((tx) => effectiveBook(tx, ctx.tenant.id, id));
  const rows = [...itemsOf(book).map(entryCells), ...locationsOf(book).map(locationCells)];
  return [[...COLUMNS], ...rows.map((cells) => COLUMNS.map((column) => cells[column] ?? ""))];
}

/** As CSV in UTF-8 with a byte order mark, so that spreadsheets read it. */
export async function exportPriceBook(ctx: Ctx, id: string): Promise<string> {
  const lines = (await exportTable(ctx, id)).map((cells) => cells.map(csvCell).join(","));
  return `\uFEFF${lines.join("\r\n")}\r\n`;
}

function entryCells(item: PriceBookItem): Cells {
  const { entry, price, factor, mass, site_waste } = item;
  return {
    catalogue_id: item.catalogue_id,
    name: item.name,
    unit: item.unit,
    aliases: item.aliases.join(ALIAS_SEPARATOR),
    ...(entry && {
      class: entry.class,
      whole_product: String(entry.whole_product),
      master_format: entry.master_format ?? "",
      uni_format: entry.uni_format ?? "",
    }),
    ...(price && {
      material_price: price.material_price,
      labour_hours: price.labour_hours,
      equipment_hours: price.equipment_hours,
      waste_allowance: price.waste_allowance,
      low_factor: price.low_factor,
      high_factor: price.high_factor,
      price_source: price.source,
      price_date: price.priced_on ?? "",
      placeholder: String(price.placeholder),
    }),
    ...(factor && {
      a1_a3_kg_per_kg: factor.a1_a3_kg_per_kg,
      module: factor.module,
      quality: factor.quality,
      factor_source: factor.source,
      biogenic_kg_per_kg: factor.biogenic_kg_per_kg ?? "",
    }),
    ...(mass && {
      density_kg_m3: mass.density_kg_m3 ?? "",
      thickness_m: mass.thickness_m ?? "",
      mass_per_unit_kg: mass.mass_per_unit_kg ?? "",
      mass_source: mass.source,
    }),
    a5_waste_rate: site_waste.rate,
    a5_waste_source: site_waste.source,
  };
}

function locationCells({ name, aliases, factor, source, placeholder }: PriceBookLocation): Cells {
  return {
    location: name,
    aliases: aliases.join(ALIAS_SEPARATOR),
    location_factor: factor,
    location_source: source,
    placeholder: String(placeholder),
  };
}
