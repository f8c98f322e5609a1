import { CsvError } from "csv-parse";
import { parse } from "csv-parse/sync";
import { TakeoffError } from "#lib/processing/geometry/takeoff-error.ts";
import { BILL_LIMITS, checkBill, LONGEST_CELL } from "./limits.ts";
import type { Grid } from "./types.ts";

/** Name of the one sheet that such a file is. */
export const CSV_SHEET = "CSV";

const MARKS = [";", "\t", ",", "|"] as const;
const MOST_RECORD_LETTERS = 200_000;
/** Lines by which the mark between cells is told. */
const LINES_LOOKED_AT = 50;

/**
 * The cells of a CSV file: UTF-8, UTF-16 with its byte order mark, else Windows-1252 as spreadsheet programs save it; parted
 * by semicolons, commas, tabs or bars. Throws `TakeoffError` (`bill_not_text`, `bill_too_many`).
 */
export function readCsv(bytes: Uint8Array): Grid[] {
  const text = textOf(bytes);
  const stated = /^sep=([;,\t|])\r?\n/i.exec(text);
  const rows = cellsOf(stated ? text.slice(stated[0].length) : text, stated?.[1] ?? likeliestMark(text));
  checkBill("bill_rows", rows.length);
  for (const row of rows) checkBill("bill_columns", filledWidth(row));
  // The line that states the mark is one of the file's rows.
  return [{ name: CSV_SHEET, rows: stated ? [[], ...rows] : rows }];
}

function textOf(bytes: Uint8Array): string {
  const text = decoded(bytes);
  if (text.includes("\0")) throw new TakeoffError("bill_not_text");
  return text;
}

function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

function cellsOf(text: string, delimiter: string): string[][] {
  try {
    const rows: string[][] = parse(text, {
      delimiter,
      trim: true,
      // 12" pipe: a mark of inches opens no quotation.
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: MOST_RECORD_LETTERS,
      to: BILL_LIMITS.bill_rows + 1,
    });
    return rows.map((row) => row.slice(0, filledWidth(row)).map((cell) => cell.slice(0, LONGEST_CELL)));
  } catch (error) {
    if (error instanceof CsvError) throw new TakeoffError("bill_not_text", undefined, { cause: error });
    throw error;
  }
}

function filledWidth(row: readonly string[]): number {
  return row.findLastIndex((cell) => cell !== "") + 1;
}

/** The mark that stands in most lines, outside of quotations, as often as in the line before. */
function likeliestMark(text: string): string {
  const lines = text
    .slice(0, 200_000)
    .split(/\r\n|\n|\r/)
    .slice(0, LINES_LOOKED_AT);
  const plain = lines.map((line) => line.replace(/"[^"]*"/g, ""));
  const scored = MARKS.map((mark) => {
    const counts = plain.map((line) => line.split(mark).length - 1).filter((count) => count > 0);
    const usual = mode(counts);
    return { mark, score: counts.filter((count) => count === usual).length * Math.min(usual, 20) };
  });
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).mark;
}

function mode(counts: readonly number[]): number {
  const often = new Map<number, number>();
  for (const count of counts) often.set(count, (often.get(count) ?? 0) + 1);
  return [...often].reduce((best, next) => (next[1] > best[1] ? next : best), [0, 0])[0] ?? 0;
}
