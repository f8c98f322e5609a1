import { inflateRawSync } from "node:zlib";
import { CsvError } from "csv-parse";
import { parse } from "csv-parse/sync";
import { Invalid } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { readFirstSheet } from "./workbook.ts";

const MAX_ROWS = 5000;
const MAX_ROW_CHARACTERS = 20_000;
/** What the parts of a workbook may unpack to, together. */
const MAX_UNPACKED_BYTES = 64 * 2 ** 20;

/**
 * Reads a CSV file (UTF-8; comma, semicolon or tab) or the first sheet of an XLSX workbook as rows of trimmed text.
 * Throws `Invalid` with what to do about it.
 */
export async function readTable(bytes: Buffer): Promise<string[][]> {
  const rows = bytes.subarray(0, 4).equals(ZIP_MAGIC) ? await readWorkbook(bytes) : readCsv(bytes);
  const filled = rows.filter((row) => row.some((cell) => cell !== "")).length;
  if (filled < 2) throw new Invalid("price_book_empty", problemText("priceBooks.fileRowsBelow"));
  if (filled > MAX_ROWS + 1)
    throw new Invalid("price_book_too_long", problemText("priceBooks.fileMoreThan", { maxRows: MAX_ROWS }));
  // Blank rows stay, so that a fault is named by the row that a spreadsheet shows.
  return rows;
}

const ZIP_MAGIC = Buffer.from("PK\u0003\u0004", "latin1");

function readCsv(bytes: Buffer): string[][] {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Invalid("price_book_encoding", problemText("priceBooks.fileUtf8"));
  }
  const delimiter = likeliestDelimiter(text);
  try {
    const rows = parse(text, {
      bom: true,
      delimiter,
      trim: true,
      skip_empty_lines: false,
      relax_column_count: true,
      max_record_size: MAX_ROW_CHARACTERS,
    });
    // Where the semicolon parts the cells, the comma is the decimal one.
    return delimiter === ";"
      ? rows.map((row) => row.map((cell) => (/^\d+,\d+$/.test(cell) ? cell.replace(",", ".") : cell)))
      : rows;
  } catch (error) {
    if (error instanceof CsvError)
      throw new Invalid(
        "price_book_unreadable",
        problemText("priceBooks.fileValidCsv", { ...faultOf(error), most: MAX_ROW_CHARACTERS }),
      );
    throw error;
  }
}

/** Where the reader stopped, as a spreadsheet counts rows and columns, and why. */
function faultOf(error: CsvError): { row: number; column: number; fault: string } {
  const { records, index, code } = error;
  return {
    row: typeof records === "number" ? records + 1 : 1,
    column: typeof index === "number" ? index + 1 : 1,
    fault: FAULTS[code] ?? "other",
  };
}

/** The sentence tells these apart. */
const FAULTS: Partial<Record<CsvError["code"], string>> = {
  INVALID_OPENING_QUOTE: "opening",
  CSV_INVALID_CLOSING_QUOTE: "closing",
  CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE: "closing",
  CSV_QUOTE_NOT_CLOSED: "unclosed",
  CSV_MAX_RECORD_SIZE: "long",
};

function likeliestDelimiter(text: string): string {
  const header = text.slice(0, text.search(/\r|\n|$/));
  const counts = [",", ";", "\t"].map((d) => ({ d, n: header.split(d).length }));
  return counts.reduce((best, next) => (next.n > best.n ? next : best)).d;
}

async function readWorkbook(bytes: Buffer): Promise<string[][]> {
  refuseBomb(bytes);
  return readFirstSheet(bytes);
}

const LOCAL_HEADER_BYTES = 30;
const DEFLATED = 8;

/**
 * Unpacks each part up to the limit and throws `Invalid` when it goes on: a small archive may hold gigabytes of zeros.
 * Goes by the parts' own headers, as the reader does, since an archive's directory may leave parts out.
 */
export function refuseBomb(bytes: Buffer): void {
  let left = MAX_UNPACKED_BYTES;
  try {
    for (let at = bytes.indexOf(ZIP_MAGIC); at >= 0; at = bytes.indexOf(ZIP_MAGIC, at + LOCAL_HEADER_BYTES)) {
      if (bytes.readUInt16LE(at + 8) !== DEFLATED) continue;
      const start = at + LOCAL_HEADER_BYTES + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
      left -= inflateRawSync(bytes.subarray(start), { maxOutputLength: left }).length;
    }
  } catch {
    throw new Invalid("price_book_unreadable", problemText("priceBooks.workbookDamagedUnpacks"));
  }
}
