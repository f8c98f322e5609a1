import type { Decimal } from "#lib/catalogue/decimal.ts";
import type { Unit } from "#lib/catalogue/types.ts";
import type { Quantities, QuantityKey, QuantitySource, TakeoffElement } from "#lib/processing/types.ts";
import { classOfWords } from "./class-of-words.ts";
import { findHeadings, headingsKey, normalHeadings, suggestMappingOf } from "./headings.ts";
import { checkBill, LONGEST_CELL } from "./limits.ts";
import { markOf, readNumber } from "./numbers.ts";
import { type Cells, readRow } from "./read-row.ts";
import {
  type AppliedBillMapping,
  type BillMapping,
  type BillRow,
  COLUMN_ROLES,
  type ColumnRole,
  type DecimalMark,
  type Grid,
  type SheetProblem,
  type SheetSaid,
  type SheetSummary,
} from "./types.ts";
import { isUnitCell, splitUnit, statedThickness, thicknessIn } from "./units.ts";

export interface SheetWork {
  known: ReadonlyMap<string, BillMapping>;
  said: SheetSaid | null;
  /** GlobalIds that are taken. */
  /** How often an element's id was given. */
  ids: Map<string, number>;
  storeyOf: (name: string) => number;
  take: (element: TakeoffElement) => void;
  /** How many rows may still be kept to be shown. */
  room: { rows: number; unread: number };
}

/** Reads one sheet: its elements are handed to `take`, the rest is told. */
export function readSheet(grid: Grid, work: SheetWork): SheetSummary {
  const { rows } = grid;
  const headingRow = work.said?.headingRow ?? findHeadings(rows);
  const headings = (headingRow === 0 ? [] : (rows[headingRow - 1] ?? [])).map((cell) => line(cell, 200));
  const body = rows.slice(headingRow);
  const width = body.reduce((most, row) => Math.max(most, row.length), headings.length);
  checkBill("bill_columns", width);
  const filled = body.filter((row) => row.some((cell) => cell !== "")).length;
  const applied = mappingOf(headings, body, work);
  const summary: SheetSummary = {
    name: grid.name,
    place: grid.place ?? null,
    hidden: grid.hidden ?? false,
    problem: null,
    headingRow,
    columns: columnsOf(headings, body, width),
    applied,
    filled,
    read: 0,
    sections: 0,
    unread: 0,
    rows: [],
    unreadRows: [],
  };
  const unit = unitOfHeading(headings, applied.mapping) ?? unitsOfCells(body, applied.mapping);
  const problem = problemOf(grid, work.said, summary, unit);
  return problem === null
    ? readRows(body, { summary, headings, applied, unit, work })
    : { ...summary, problem };
}

/** What a person confirmed of these headings, else what they suggest. */
function mappingOf(headings: string[], body: string[][], { known, said }: SheetWork): AppliedBillMapping {
  const hasHeadings = headings.some((heading) => heading !== "");
  const confirmed = (hasHeadings ? known.get(headingsKey(headings)) : undefined) ?? said?.mapping;
  if (confirmed) return { mapping: confirmed, confirmed: true };
  return { mapping: suggestMappingOf(headings, body), confirmed: false };
}

function problemOf(
  { hidden }: Grid,
  said: SheetSaid | null,
  { filled, headingRow, applied }: SheetSummary,
  unit: string | null,
): SheetProblem | null {
  if (said ? !said.use : hidden) return said ? "left_out" : "hidden";
  if (filled === 0) return "empty";
  const roles = new Set(applied?.mapping.roles);
  if (headingRow === 0 && !applied?.confirmed) return "no_headings";
  if (!roles.has("quantity")) return "no_quantity";
  if (!roles.has("unit") && unit === null) return "no_unit";
  if (!roles.has("description") && !roles.has("material")) return "no_text";
  return null;
}

/** `Area (m²)`, `Menge [Stk]`, `Count`: where no column has units, the heading of the quantities may. */
function unitOfHeading(headings: readonly string[], { roles }: BillMapping): string | null {
  if (roles.includes("unit")) return null;
  const heading = headings[roles.indexOf("quantity")] ?? "";
  const bracketed =
    /[([]\s*([^)\]]+?)\s*[)\]]/.exec(heading)?.[1] ?? heading.split(/\s+(?:in\s+)?/).at(-1) ?? "";
  if (isUnitCell(bracketed)) return bracketed;
  return /\b(count|anzahl|stückzahl|stück)\b/iu.test(heading) ? "pcs" : null;
}

/** "" where the quantities have their units with them: each cell's own is read. */
function unitsOfCells(body: string[][], { roles }: BillMapping): "" | null {
  const column = roles.indexOf("quantity");
  if (column < 0 || roles.includes("unit")) return null;
  return body.some((row) => splitUnit(row[column] ?? "") !== null) ? "" : null;
}

interface RowsWork {
  summary: SheetSummary;
  headings: string[];
  applied: AppliedBillMapping;
  unit: string | null;
  work: SheetWork;
}

function readRows(body: string[][], { summary, headings, applied, unit, work }: RowsWork): SheetSummary {
  const { mapping, confirmed } = applied;
  const mark = mapping.decimal ?? markOfColumns(body, mapping);
  const repeated = JSON.stringify(normalHeadings(headings));
  const quantities: QuantitySource = confirmed ? "listed" : "low_confidence";
  const thicknessUnit =
    /\b(mm|cm|m|in)\b/i.exec(headings[mapping.roles.indexOf("thickness")] ?? "")?.[1] ?? "";
  const numbers = numbersOf(body, mapping);
  let section: string | null = null;
  for (const [at, row] of body.entries()) {
    if (row.every((cell) => cell === "")) continue;
    // Pages of a printed bill repeat them.
    if (headings.length > 0 && JSON.stringify(normalHeadings(row)) === repeated) {
      summary.filled--;
      continue;
    }
    const cells = cellsOf(row, mapping);
    const reading = readRow(cells, mark, unit);
    const number = summary.headingRow + at + 1;
    let outcome: BillRow["outcome"];
    if (reading.kind === "read") {
      const element = elementOf(cells, reading, {
        sheet: summary.name,
        section,
        numbers,
        mark,
        thicknessUnit,
        quantities,
        work,
      });
      takeEach(element, reading, work);
      summary.read++;
      outcome = {
        kind: "read",
        ifcClass: element.ifcClass,
        material: element.materials[0]?.name ?? "",
        quantity: reading.quantity.toNumber(),
        unit: reading.unit,
      };
    } else {
      outcome = reading;
      if (reading.kind === "unread") summary.unread++;
      else {
        summary.sections++;
        section = sectionOf(cells, mapping) ?? section;
      }
    }
    keep(summary, shown(row, cells, number, outcome), work.room);
  }
  return summary;
}

function markOfColumns(body: string[][], { roles }: BillMapping): DecimalMark | null {
  for (const role of ["quantity", "rate", "amount"] as const) {
    const column = roles.indexOf(role);
    const mark = column < 0 ? null : markOf(body.map((row) => numberOf(row[column] ?? "")));
    if (mark !== null) return mark;
  }
  return null;
}

const numberOf = (cell: string) => splitUnit(cell)?.number ?? cell;

function cellsOf(row: readonly string[], { roles }: BillMapping): Cells {
  const at = (role: ColumnRole) => {
    const column = roles.indexOf(role);
    return column < 0 ? "" : (row[column] ?? "").slice(0, LONGEST_CELL);
  };
  const cells = Object.fromEntries(COLUMN_ROLES.map((role) => [role, at(role)]));
  return { ...NO_CELLS, ...cells };
}

const NO_CELLS: Cells = {
  item: "",
  description: "",
  quantity: "",
  unit: "",
  material: "",
  thickness: "",
  storey: "",
  rate: "",
  amount: "",
};

/** Long text, and text without a number where rows have them, is a remark on what stands before it. */
const LONGEST_TITLE = 80;

function sectionOf({ item, description }: Cells, { roles }: BillMapping): string | null {
  if (description.length > LONGEST_TITLE) return null;
  if (roles.includes("item") && item === "" && /^\p{Ll}/u.test(description)) return null;
  const title = line(`${item} ${description}`, LONGEST_TITLE);
  return title === "" ? null : title;
}

const KEY_OF = {
  m: "lengthM",
  m2: "areaM2",
  m3: "volumeM3",
  kg: "weightKg",
  t: "weightKg",
} as const satisfies Record<Exclude<Unit, "pcs">, QuantityKey>;

function elementOf(
  cells: Cells,
  { quantity, unit }: { quantity: Decimal; unit: Unit },
  of: {
    sheet: string;
    section: string | null;
    numbers: ReadonlySet<string>;
    mark: DecimalMark | null;
    thicknessUnit: string;
    quantities: QuantitySource;
    work: SheetWork;
  },
): TakeoffElement {
  const text = line(cells.description || cells.material, 250);
  const { ifcClass, isProduct, material } = classOfWords(text, unit);
  const quantities: Quantities = {};
  if (unit !== "pcs") quantities[KEY_OF[unit]] = (unit === "t" ? quantity.times(1000) : quantity).toNumber();
  const key = unit === "pcs" ? "count" : KEY_OF[unit];
  const name = line(cells.material, 200) || (isProduct ? material : line(text, 200));
  const thicknessM = thicknessOf(cells, of.mark, of.thicknessUnit);
  return {
    globalId: idOf(cells, of),
    ifcClass,
    name: text,
    typeName: of.section,
    predefinedType: null,
    isExternal: null,
    loadBearing: null,
    storey: cells.storey === "" ? null : of.work.storeyOf(line(cells.storey, 120)),
    quantities,
    sources: { [key]: of.quantities },
    materials: name
      ? [{ name, thicknessM, share: 1, ...(unit !== "pcs" && { uncounted: true as const }) }]
      : [],
    parentGlobalId: null,
    measured: true,
  };
}

/** A bare figure is one in the unit of its heading; without that it says nothing. */
function thicknessOf(
  { thickness, description }: Cells,
  mark: DecimalMark | null,
  unitOfHeading: string,
): number | null {
  const read = (text: string) => {
    const number = readNumber(text, mark);
    return "value" in number ? number.value : null;
  };
  if (thickness === "") return statedThickness(description, read);
  return thicknessIn(thickness, read) ?? thicknessIn(`${thickness} ${unitOfHeading}`, read);
}

/** Item numbers that one row alone has, as it has to be for them to say which row it is. */
function numbersOf(body: readonly string[][], { roles }: BillMapping): ReadonlySet<string> {
  const column = roles.indexOf("item");
  const seen = new Map<string, number>();
  for (const row of column < 0 ? [] : body) {
    const item = line(row[column] ?? "", 80);
    if (item !== "") seen.set(item, (seen.get(item) ?? 0) + 1);
  }
  return new Set([...seen].flatMap(([item, rows]) => (rows === 1 ? [item] : [])));
}

/**
 * The item's own number, so that it stays the same in the next version of the bill; of an item without one, or with one that
 * others have too, what its row says and the how many of the same words it is. A row's place would be another item's as soon
 * as a row is put before it.
 */
function idOf(
  cells: Cells,
  of: { sheet: string; section: string | null; numbers: ReadonlySet<string>; work: SheetWork },
) {
  const item = line(cells.item, 80);
  const words = [of.section, item, cells.description, cells.material, cells.unit].filter(Boolean).join(" · ");
  const id = `${of.sheet}/${of.numbers.has(item) ? item : line(words, 140)}`;
  const nth = (of.work.ids.get(id) ?? 0) + 1;
  of.work.ids.set(id, nth);
  return nth === 1 ? id : `${id} #${nth}`;
}

/** Pieces are counted one by one, as all that is counted is. */
function takeEach(
  element: TakeoffElement,
  { quantity, unit }: { quantity: Decimal; unit: Unit },
  work: SheetWork,
): void {
  const pieces = unit === "pcs" ? quantity.toNumber() : 1;
  for (let piece = 1; piece <= pieces; piece++)
    work.take(piece === 1 ? element : { ...element, globalId: `${element.globalId} (${piece})` });
}

function shown(row: readonly string[], cells: Cells, number: number, outcome: BillRow["outcome"]): BillRow {
  const text = cells.description || cells.material;
  return {
    row: number,
    item: line(cells.item, 80),
    text: line(text || (cells.item === "" ? (row.find((cell) => cell !== "") ?? "") : ""), 200),
    quantity: line(cells.quantity, 40),
    unit: line(cells.unit, 40),
    outcome,
  };
}

function keep(summary: SheetSummary, row: BillRow, room: SheetWork["room"]): void {
  if (room.rows-- > 0) summary.rows.push(row);
  if (row.outcome.kind === "unread" && room.unread-- > 0) summary.unreadRows.push(row);
}

const SAMPLES = 3;

function columnsOf(
  headings: readonly string[],
  body: readonly string[][],
  width: number,
): SheetSummary["columns"] {
  return Array.from({ length: width }, (_, column) => {
    const samples: string[] = [];
    for (const row of body) {
      const cell = line(row[column] ?? "", 60);
      if (cell !== "" && !samples.includes(cell)) samples.push(cell);
      if (samples.length === SAMPLES) break;
    }
    return { letter: letterOf(column), heading: headings[column] ?? "", samples };
  });
}

/** As spreadsheets name columns: A … Z, AA … */
export function letterOf(column: number): string {
  const rest = String.fromCharCode(65 + (column % 26));
  return column < 26 ? rest : `${letterOf(Math.floor(column / 26) - 1)}${rest}`;
}

/** A cell's text in one line, cut to a length. */
function line(text: string, most: number): string {
  const single = text.replace(/\s+/g, " ").trim();
  return single.length > most ? `${single.slice(0, most - 1)}…` : single;
}
