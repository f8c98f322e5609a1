import { readFile, stat } from "node:fs/promises";
import { TakeoffError } from "#lib/processing/geometry/takeoff-error.ts";
import { LARGEST_BILL } from "./limits.ts";
import { type ReadBill, readBill } from "./read-bill.ts";
import { readCsv } from "./read-csv.ts";
import { readWorkbook } from "./read-workbook.ts";
import type { BillInput } from "./worker-protocol.ts";

/** Reads a bill on disk in this thread. Throws `TakeoffError`; anything else it throws is a fault of the reader. */
export async function readBillFile({ path, format, known, said }: BillInput): Promise<ReadBill> {
  if ((await stat(path)).size > LARGEST_BILL) throw new TakeoffError("bill_too_large");
  const grids = format === "xlsx" ? await readWorkbook(path) : readCsv(await readFile(path));
  return readBill(grids, format === "xlsx" ? "XLSX" : "CSV", { known, said });
}
