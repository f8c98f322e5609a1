import { parentPort, workerData } from "node:worker_threads";
import { readSheet } from "read-excel-file/node";
import type { WorkbookAnswer } from "./workbook.ts";

/** Entry of the thread that reads one workbook. */
const MAX_ROWS = 20_000;
const MAX_COLUMNS = 100;

parentPort?.postMessage(await answer());

async function answer(): Promise<WorkbookAnswer> {
  try {
    // Cells stay the decimal text they are stored as: no detour through binary floats.
    const rows: unknown[][] = await readSheet(Buffer.from(workerData), {
      parseNumber: (text: string) => text,
    });
    if (rows.length > MAX_ROWS) return { problem: "rows" };
    return { rows: rows.map((row) => row.slice(0, MAX_COLUMNS).map(textOf)) };
  } catch {
    // What the reader says of it is of its parts, in its words, and of no cell: nothing that a person could mend.
    return { problem: "damaged" };
  }
}

function textOf(cell: unknown): string {
  return cell === null ? "" : String(cell).trim();
}
