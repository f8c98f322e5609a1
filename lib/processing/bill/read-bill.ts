import { keptText } from "#lib/i18n/kept-text.ts";
import type { Takeoff, TakeoffElement } from "#lib/processing/types.ts";
import { BILL_LIMITS, checkBill } from "./limits.ts";
import { readSheet } from "./read-sheet.ts";
import type { BillSummary, Grid, KnownBillMapping, SheetSaid } from "./types.ts";
import { ROWS_SHOWN, UNREAD_SHOWN } from "./types.ts";

export interface ReadBill {
  takeoff: Takeoff;
  summary: BillSummary;
}

export interface BillBasis {
  /** What people of the organisation confirmed of headings. */
  known: readonly KnownBillMapping[];
  /** What a person said of this file's sheets. */
  said: readonly SheetSaid[];
}

/**
 * Takes a bill of quantities or a schedule off: each row with a quantity in a unit that is built becomes an element, a row of
 * pieces one for each. `schema` names the file's kind. Rows that cannot be read are listed with the reason. Quantities are SI
 * (m, m², m³, kg), of low confidence until a person has confirmed what the columns are. Throws `TakeoffError`
 * (`bill_too_many`) beyond the limits.
 */
export function readBill(
  grids: readonly Grid[],
  schema: "XLSX" | "CSV" | "PDF",
  { known, said }: BillBasis,
): ReadBill {
  checkBill("bill_sheets", grids.length);
  checkBill(
    "bill_rows",
    grids.reduce((sum, { rows }) => sum + rows.length, 0),
  );
  const elements: TakeoffElement[] = [];
  const storeys: string[] = [];
  const summary: BillSummary = { sheets: [] };
  const room = { rows: ROWS_SHOWN, unread: UNREAD_SHOWN };
  const mappings = new Map(known.map(({ headingsKey, mapping }) => [headingsKey, mapping]));
  const ids = new Map<string, number>();
  for (const grid of grids) {
    const sheet = readSheet(grid, {
      known: mappings,
      said: said.find(({ name }) => name === grid.name) ?? null,
      ids,
      storeyOf: (name) => indexOf(storeys, name),
      take: (element) => {
        elements.push(element);
        if (elements.length > BILL_LIMITS.bill_elements) checkBill("bill_elements", elements.length);
      },
      room,
    });
    summary.sheets.push(sheet);
  }
  return {
    takeoff: {
      schema,
      application: null,
      projectName: null,
      storeys: storeys.map((name) => ({ globalId: `storey ${name}`, name, elevationM: 0 })),
      floorAreas: { ...NO_AREAS, byStorey: storeys.map(() => NO_AREAS) },
      elements,
      warnings: warningsOf(summary),
    },
    summary,
  };
}

const NO_AREAS = { grossM2: null, grossSource: "none", netM2: null, netSource: "none" } as const;

function indexOf(storeys: string[], name: string): number {
  const known = storeys.indexOf(name);
  return known >= 0 ? known : storeys.push(name) - 1;
}

function warningsOf({ sheets }: BillSummary): string[] {
  const warnings: string[] = [];
  const unmapped = sheets.filter(({ problem }) => problem?.startsWith("no_"));
  const read = sheets.filter(({ problem }) => problem === null);
  if (read.length === 0) warnings.push(keptText("bill_nothing_read"));
  else if (unmapped.length > 0) warnings.push(keptText("bill_sheets_unread", { count: unmapped.length }));
  const suggested = read.filter(({ applied }) => applied && !applied.confirmed);
  if (suggested.length > 0) warnings.push(keptText("bill_suggested", { count: suggested.length }));
  const unread = sheets.reduce((sum, sheet) => sum + sheet.unread, 0);
  if (unread > 0) warnings.push(keptText("bill_rows_unread", { count: unread }));
  const hidden = sheets.filter(({ problem }) => problem === "hidden");
  if (hidden.length > 0) warnings.push(keptText("bill_hidden", { count: hidden.length }));
  return warnings;
}
