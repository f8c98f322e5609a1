import { csvCell } from "#lib/http/text-stream.ts";
import { wordsOf } from "#lib/i18n/words-of.ts";
import { effectiveBook } from "#lib/price-books/effective-book.ts";
import { tableWorkbook } from "#lib/price-books/export-workbook.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { levelTable, ownLevelRows } from "./level-table.ts";

/** Places of a price book version, price indices and exchange rates as a table, as the import takes it. Throws `NotFound`. */
async function tableOf(ctx: Ctx, bookId: string): Promise<string[][]> {
  requireRole(ctx, "viewer");
  return ctx.transaction(async (tx) =>
    levelTable(await effectiveBook(tx, ctx.tenant.id, bookId), await ownLevelRows(tx)),
  );
}

/** As CSV in UTF-8 with a byte order mark, so that spreadsheets read it. */
export async function exportLevels(ctx: Ctx, bookId: string): Promise<string> {
  const lines = (await tableOf(ctx, bookId)).map((cells) => cells.map(csvCell).join(","));
  return `\uFEFF${lines.join("\r\n")}\r\n`;
}

/** As an XLSX workbook of one sheet. */
export async function exportLevelsWorkbook(ctx: Ctx, bookId: string): Promise<Buffer> {
  const t = wordsOf("csv");
  return tableWorkbook(await tableOf(ctx, bookId), t("sheets.levels"));
}
