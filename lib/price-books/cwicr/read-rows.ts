import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { UnreadableFile } from "./types.ts";
import { workbookRows } from "./workbook-rows.ts";

export interface FileRow {
  cells: string[];
  /** As a spreadsheet counts it, from 1. */
  row: number;
}

const MOST_ROW_CHARACTERS = 100_000;
const HEAD_BYTES = 65_536;

/** The rows of a CSV file (UTF-8; comma, semicolon or tab) or of the first sheet of a workbook, as they are read. Throws `UnreadableFile`. */
export async function* fileRows(path: string): AsyncGenerator<FileRow> {
  const head = await headOf(path);
  if (head.subarray(0, 4).toString("latin1") === "PAR1") throw new UnreadableFile("parquet");
  if (head.subarray(0, 4).equals(ZIP)) yield* workbookRows(path);
  else yield* csvRows(path, delimiterOf(head.toString("utf8")));
}

const ZIP = Buffer.from("PK\u0003\u0004", "latin1");

async function* csvRows(path: string, delimiter: string): AsyncGenerator<FileRow> {
  const parser = parse({
    bom: true,
    delimiter,
    skip_empty_lines: true,
    relax_column_count: true,
    max_record_size: MOST_ROW_CHARACTERS,
  });
  // Where the semicolon parts the cells, the comma is the decimal one.
  const plain = (cell: string) => (/^-?\d+,\d+$/.test(cell) ? cell.replace(",", ".") : cell);
  let row = 0;
  try {
    pipeline(createReadStream(path, { highWaterMark: 256 * 1024 }), decoded, parser, () => {});
    for await (const cells of parser as AsyncIterable<string[]>) {
      row += 1;
      yield { cells: delimiter === ";" ? cells.map(plain) : cells, row };
    }
  } catch (error) {
    if (error instanceof CsvError)
      throw new UnreadableFile("csv", { row: String(faultyRow(error) ?? row + 1) });
    if (error instanceof TypeError) throw new UnreadableFile("encoding");
    throw error;
  }
}

/** The parser is ahead of what was taken from it. */
const faultyRow = ({ records }: CsvError) => (typeof records === "number" ? records + 1 : undefined);

/** As text; throws a TypeError where the bytes are no UTF-8. */
async function* decoded(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function delimiterOf(text: string): string {
  const header = text.split(/\r|\n/, 1)[0] ?? "";
  const counts = [",", ";", "\t"].map((delimiter) => ({ delimiter, n: header.split(delimiter).length }));
  return counts.reduce((best, next) => (next.n > best.n ? next : best)).delimiter;
}
