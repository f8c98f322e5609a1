import { parentPort, workerData } from "node:worker_threads";
import { readSheet } from "read-excel-file/node";
import type { WorkbookAnswer } from "./workbook.ts";

/** Entry of the thread that reads one workbook. */
const MAX_ROWS = 20_000;
const MAX_COLUMNS = 100;

parentPort?.postMessage(await answer());

async function answer(): Promise<WorkbookAnswer> {
  try {
    // Numbers stay the decimal text they are stored as: no detour through binary floats.
    const rows: unknown[][] = await readSheet(Buffer.from(workerData), { parseNumber: plain });
    if (rows.length > MAX_ROWS) return { problem: "rows" };
    return { rows: rows.map((row) => row.slice(0, MAX_COLUMNS).map(textOf)) };
  } catch {
    // What the reader says of it is of its parts, in its words, and of no cell: nothing that a person could mend.
    return { problem: "damaged" };
  }
}

function textOf(cell: unknown): string {
  // A day, as spreadsheets keep what is typed as one.
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return cell === null ? "" : String(cell).trim();
}

/** Spreadsheets store some numbers with an exponent or with binary dust: 0.05 as 5.0000000000000003E-2. */
function plain(cell: string): string {
  if (!/^\d+(\.\d+)?(e[+-]?\d+)?$/i.test(cell) || !(/e/i.test(cell) || cell.length > 12)) return cell;
  return Number(Number(cell).toPrecision(12))
    .toFixed(8)
    .replace(/\.?0+$/, "");
}
