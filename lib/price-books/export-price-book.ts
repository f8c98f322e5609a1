import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { COLUMNS, type Column } from "./columns.ts";
import { effectiveBook } from "./effective-book.ts";
import { itemsOf, type PriceBookItem } from "./read-price-book.ts";

/** A version with all its entries as CSV (UTF-8 with a byte order mark, so that spreadsheets read it), as the import takes it. */
export async function exportPriceBook(ctx: Ctx, id: string): Promise<string> {
  requireRole(ctx, "viewer");
  const items = await ctx.transaction(async (tx) =>
    itemsOf(tx, ctx.tenant.id, await effectiveBook(tx, ctx.tenant.id, id)),
  );
  const lines = items.map((item) => COLUMNS.map((column) => quoted(cell(item, column))).join(","));
  return `\uFEFF${[COLUMNS.join(","), ...lines].join("\r\n")}\r\n`;
}

function cell({ catalogue_id, name, unit, price, factor }: PriceBookItem, column: Column): string {
  switch (column) {
    case "catalogue_id":
      return catalogue_id;
    case "name":
      return name;
    case "unit":
      return unit;
    case "price_source":
      return price?.source ?? "";
    case "placeholder":
      return price ? String(price.placeholder) : "";
    case "a1_a3_kg_per_kg":
    case "quality":
      return factor?.[column] ?? "";
    case "factor_source":
      return factor?.source ?? "";
    default:
      return price?.[column] ?? "";
  }
}

/** A cell that a spreadsheet would take for a formula is led by an apostrophe. */
function quoted(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
