import writeWorkbook from "write-excel-file/node";
import { wordsOf } from "#lib/i18n/words-of.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { exportTable } from "./export-price-book.ts";

/** A version with all its entries and places as an XLSX workbook of one sheet, in the columns of the import. */
export async function exportWorkbook(ctx: Ctx, id: string): Promise<Buffer> {
  const t = wordsOf("csv");
  return tableWorkbook(await exportTable(ctx, id), t("sheets.prices"));
}

/** Rows of text below a header as a workbook of one sheet. */
export async function tableWorkbook(rows: readonly string[][], sheet: string): Promise<Buffer> {
  return writeWorkbook(
    rows.map((row) => row.map(cellOf)),
    { sheet, stickyRowsCount: 1 },
  ).toBuffer();
}

/** Figures that a spreadsheet keeps to their last digit are numbers, everything else is text and no formula. */
function cellOf(text: string) {
  if (text === "") return null;
  return /^\d+(\.\d+)?$/.test(text) && text.length <= 12
    ? { type: Number, value: Number(text) }
    : { type: String, value: text };
}
