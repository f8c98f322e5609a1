import type { Readable } from "node:stream";
import { UNIT_OF_KIND } from "../corrections.ts";
import type { Report } from "../report-data.ts";
import { csvStream, row } from "./csv.ts";

const COLUMNS = [
  "global_id",
  "name",
  "ifc_class",
  "kind",
  "unit",
  "found",
  "corrected",
  "reason",
  "by",
  "at",
] as const;

/** What people said against the model as CSV: found and corrected in SI, of an exclusion only what was found. */
export function correctionsCsv({ corrections }: Report): Readable {
  function* rows() {
    yield row(COLUMNS);
    for (const one of corrections)
      yield row([
        one.globalId,
        one.name,
        one.ifcClass,
        one.kind,
        UNIT_OF_KIND[one.kind],
        one.found,
        one.corrected,
        one.reason,
        one.by,
        one.at,
      ]);
  }
  return csvStream(rows());
}
