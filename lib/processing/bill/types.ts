import type { Unit } from "#lib/catalogue/types.ts";

/**
 * Cells of a sheet, or of a table of a page, as trimmed text; rows from the first one on, blank ones too, so that a row is
 * named by the number that the person sees. Cells that are numbers in the file stand as plain decimals with a point, and
 * never with exactly three places (`plainNumber`): only text can be read in two ways.
 */
export interface Grid {
  /** Unique within the file: the sheet's name. */
  name: string;
  rows: string[][];
  /** Where it stands, where the name does not say so: `page 3`. */
  place?: string;
  /** The file hides it: it is left out until a person wants it. */
  hidden?: boolean;
}

/** What a column of a bill holds. Rates and amounts are told apart and left aside: prices come from the price book. */
export const COLUMN_ROLES = [
  "item",
  "description",
  "quantity",
  "unit",
  "material",
  "thickness",
  "storey",
  "rate",
  "amount",
] as const;
export type ColumnRole = (typeof COLUMN_ROLES)[number];

export const DECIMAL_MARKS = ["point", "comma"] as const;
export type DecimalMark = (typeof DECIMAL_MARKS)[number];

/** What the columns of a sheet are, by their order; null: nothing that is read. A role stands at most once. */
export interface BillMapping {
  roles: (ColumnRole | null)[];
  /** Which mark parts whole numbers from decimals in text such as `1,234`; null: as the other cells show. */
  decimal: DecimalMark | null;
}

/** A mapping as it was used: confirmed by a person, or only suggested by the headings. */
export interface AppliedBillMapping {
  mapping: BillMapping;
  confirmed: boolean;
}

/** What people of the organisation confirmed, in whatever bill, by the headings (`headingsKey`). */
export interface KnownBillMapping {
  headingsKey: string;
  mapping: BillMapping;
}

/** What a person said of one sheet of one file; it survives a re-run. */
export interface SheetSaid {
  name: string;
  /** False: the sheet is left out. */
  use: boolean;
  /** Number of the row with the headings, from 1; 0: there is none; null: the one that is found. */
  headingRow: number | null;
  /** Where there are no headings to remember it by. */
  mapping: BillMapping | null;
}

/**
 * Why a row is not in the estimate:
 * - `no_quantity`, `quantity_text`, `quantity_zero`, `quantity_negative`, `quantity_large`: none, none that is a number, or
 *   none that is built. `number_ambiguous`: `1,234`, and nothing says which mark it has. `formula`: no value is stored.
 * - `no_unit`, `unit_unknown`; `unit_ambiguous`: tons, which are two; `unit_unbuilt`: hours, days, per cent.
 * - `lump_sum`, `subtotal`, `optional` (an alternative or provisional item).
 * - `pieces_fraction`, `pieces_many`: pieces that cannot be counted one by one.
 * - `no_text`: nothing says what it is.
 */
export const UNREAD_REASONS = [
  "no_quantity",
  "quantity_text",
  "quantity_zero",
  "quantity_negative",
  "quantity_large",
  "number_ambiguous",
  "formula",
  "no_unit",
  "unit_unknown",
  "unit_ambiguous",
  "unit_unbuilt",
  "lump_sum",
  "subtotal",
  "optional",
  "pieces_fraction",
  "pieces_many",
  "no_text",
] as const;
export type UnreadReason = (typeof UNREAD_REASONS)[number];

/** A row below the headings, as it was read. Texts are cut to a line. */
export interface BillRow {
  /** From 1, as the sheet counts. */
  row: number;
  item: string;
  text: string;
  /** As the cell has it. */
  quantity: string;
  unit: string;
  outcome:
    | { kind: "read"; ifcClass: string; material: string; quantity: number; unit: Unit }
    | { kind: "section" }
    | { kind: "unread"; reason: UnreadReason };
}

/** Why nothing of a sheet is read. */
export const SHEET_PROBLEMS = [
  "left_out",
  "hidden",
  "empty",
  "no_headings",
  "no_quantity",
  "no_unit",
  "no_text",
] as const;
export type SheetProblem = (typeof SHEET_PROBLEMS)[number];

export interface SheetSummary {
  name: string;
  place: string | null;
  hidden: boolean;
  problem: SheetProblem | null;
  /** From 1; 0: there is none. */
  headingRow: number;
  columns: { letter: string; heading: string; samples: string[] }[];
  applied: AppliedBillMapping | null;
  /** Rows below the headings that hold anything: read + sections + unread. */
  filled: number;
  read: number;
  sections: number;
  unread: number;
  /** The first of all rows, and the first of those that could not be read. */
  rows: BillRow[];
  unreadRows: BillRow[];
}

/** What a file's sheets are, beside the elements that were read of them. */
export interface BillSummary {
  sheets: SheetSummary[];
}

/** How many rows are kept to be shown, of all of a file's rows and of those that were not read. */
export const ROWS_SHOWN = 1000;
export const UNREAD_SHOWN = 5000;
