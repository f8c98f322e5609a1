import { type DecimalString, decimal } from "#lib/catalogue/decimal.ts";
import { Invalid } from "#lib/errors.ts";
import { LOCALES } from "#lib/i18n/locales.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { refuseBomb } from "#lib/price-books/read-table.ts";
import { readFirstSheet } from "#lib/price-books/workbook.ts";
import { BILL_COLUMNS, type BillColumn } from "../bidders-sheet.ts";
import { billWords } from "../words/bill-words.ts";

/** A row of a returned workbook, as it is written: cells as trimmed text, null where there is no such column. */
export interface WrittenRow {
  /** As a spreadsheet counts rows. */
  row: number;
  itemId: string;
  description: string | null;
  quantity: string | null;
  unit: string | null;
  rate: string;
  amount: string | null;
}

const ZIP_MAGIC = Buffer.from("PK\u0003\u0004", "latin1");
/** The heading row is among the first ones, whatever a bidder has put above it. */
const HEADINGS_WITHIN = 50;
const LONGEST_CELL = 500;

/**
 * The rows of a returned workbook, read in a thread of its own within the limits of `readFirstSheet`. Rows without an item
 * id count only where they have a price. Throws `Invalid`: `bill_unreadable`, `bill_columns_missing`, `bill_of_another`.
 */
export async function readReturned(bytes: Buffer, estimateId: string): Promise<WrittenRow[]> {
  if (!bytes.subarray(0, 4).equals(ZIP_MAGIC)) throw unreadable();
  const sheet = await cellsOf(bytes);
  const { at, columns } = headings(sheet);
  const named = sheet
    .slice(0, at)
    .flat()
    .find((cell) => UUID.test(cell));
  if (named !== undefined && named.toLowerCase() !== estimateId)
    throw new Invalid("bill_of_another", problemText("boq.billOfAnother"));
  return sheet.slice(at + 1).flatMap((cells, index) => {
    const cell = (column: BillColumn) => {
      const place = columns.get(column);
      return place === undefined ? null : (cells[place] ?? "").slice(0, LONGEST_CELL);
    };
    const itemId = cell("item") ?? "";
    const rate = cell("rate") ?? "";
    if (itemId === "" && rate === "") return [];
    return [
      {
        row: at + index + 2,
        itemId,
        description: cell("description"),
        quantity: cell("quantity"),
        unit: cell("unit"),
        rate,
        amount: cell("amount"),
      },
    ];
  });
}

/** A number as spreadsheets store it, without the dust of binary numbers: 15 digits, as they show. Null: it is none. */
export function numberIn(cell: string): DecimalString | null {
  if (!/^-?\d+(\.\d+)?(e[+-]?\d{1,3})?$/i.test(cell)) return null;
  if (/^-?\d+(\.\d+)?$/.test(cell) && cell.replace(/\D/g, "").length <= 15) return decimal(cell).toFixed();
  const value = Number(cell);
  return Number.isFinite(value) ? decimal(value.toPrecision(15)).toFixed() : null;
}

async function cellsOf(bytes: Buffer): Promise<string[][]> {
  try {
    refuseBomb(bytes);
    return await readFirstSheet(bytes);
  } catch (error) {
    if (error instanceof Invalid) throw unreadable();
    throw error;
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const unreadable = () => new Invalid("bill_unreadable", problemText("boq.unreadable"));

/** Headings of every language that bills are sent out in. */
const NAMES = new Map(
  LOCALES.flatMap((locale) =>
    BILL_COLUMNS.map((column): [string, BillColumn] => [
      billWords(locale)(`column.${column}`).toLowerCase(),
      column,
    ]),
  ),
);

function headings(sheet: readonly string[][]): { at: number; columns: Map<BillColumn, number> } {
  for (const [at, cells] of sheet.slice(0, HEADINGS_WITHIN).entries()) {
    const columns = new Map<BillColumn, number>();
    for (const [place, cell] of cells.entries()) {
      const column = NAMES.get(cell.toLowerCase());
      if (column && !columns.has(column)) columns.set(column, place);
    }
    if (columns.has("item") && columns.has("rate")) return { at, columns };
  }
  throw new Invalid("bill_columns_missing", problemText("boq.columnsMissing"));
}
