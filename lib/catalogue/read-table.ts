import { parse } from "csv-parse/sync";
import { readSheet } from "read-excel-file/node";
import { Invalid, PayloadTooLarge } from "#lib/errors.ts";
import { unzippedSize } from "./unzipped-size.ts";

export const MAX_TABLE_BYTES = 5 * 1024 * 1024;
export const MAX_UNZIPPED_BYTES = 100 * 1024 * 1024;
export const MAX_TABLE_ROWS = 20_000;

export interface Table {
  /** Cells as text, trimmed; every row of the file, the header first. */
  rows: string[][];
  /** The file writes 12,50 for twelve and a half. */
  decimalComma: boolean;
}

/**
 * Reads the first sheet of an XLSX file, or a CSV file (UTF-8; comma, semicolon or tab), told apart by content.
 * Throws `PayloadTooLarge` beyond 5 MiB, and `Invalid` with what to do for anything that is no such table or has more
 * than 20 000 rows.
 */
export async function readTable(bytes: Uint8Array): Promise<Table> {
  if (bytes.byteLength > MAX_TABLE_BYTES) {
    throw new PayloadTooLarge(
      "A price book may be 5 MiB. Split the file, or remove sheets and pictures from it.",
    );
  }
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const table = isZip ? await readXlsx(bytes) : readCsv(bytes);
  if (table.rows.length > MAX_TABLE_ROWS + 1) {
    throw new Invalid("price_book_too_long", `A price book may have ${MAX_TABLE_ROWS} rows. Split the file.`);
  }
  return table;
}

async function readXlsx(bytes: Uint8Array): Promise<Table> {
  const size = unzippedSize(bytes);
  if (size === null || size > MAX_UNZIPPED_BYTES) throw unreadable();
  try {
    // Numbers stay text until the shortest form of the stored double is known: 2.6000000000000001 is 2.6.
    const sheet = await readSheet(Buffer.from(bytes), {
      parseNumber: (text: string) => String(Number(text)),
    });
    return {
      rows: sheet.map((row) => row.map((cell) => (cell === null ? "" : String(cell).trim()))),
      decimalComma: false,
    };
  } catch (error) {
    throw unreadable(error);
  }
}

function unreadable(cause?: unknown): Invalid {
  const error = new Invalid(
    "price_book_unreadable",
    "The workbook cannot be read. Save it again as .xlsx, or as CSV UTF-8, and upload that.",
  );
  error.cause = cause;
  return error;
}

function readCsv(bytes: Uint8Array): Table {
  const text = decode(bytes);
  const header = text.slice(0, text.search(/[\r\n]|$/));
  const delimiter = [";", "\t"].find((candidate) => header.includes(candidate)) ?? ",";
  try {
    const rows: string[][] = parse(text, {
      delimiter,
      relax_column_count: true,
      skip_empty_lines: false,
      trim: true,
      max_record_size: 100_000,
    });
    return { rows, decimalComma: delimiter !== "," };
  } catch (error) {
    const problem = new Invalid(
      "price_book_unreadable",
      "The CSV file cannot be read: a quotation mark is opened and not closed, or a line is too long. Save it again as CSV UTF-8.",
    );
    problem.cause = error;
    throw problem;
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    const problem = new Invalid(
      "price_book_encoding",
      "The file is not UTF-8 text. Save it as CSV UTF-8 or as .xlsx.",
    );
    problem.cause = error;
    throw problem;
  }
}
