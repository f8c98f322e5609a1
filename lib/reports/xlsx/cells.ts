/** Looks of a cell; their order is the order of the styles in the workbook. */
export const STYLES = [
  "plain",
  "title",
  "subtitle",
  "heading",
  "wrapped",
  "money",
  "rate",
  "quantity",
  "carbon",
  "count",
  "percent",
  "total",
  "totalMoney",
  "totalCarbon",
  "totalQuantity",
  "warning",
  /** For whoever fills the sheet in: not locked where the sheet is. */
  "input",
  "inputText",
] as const;
export type Style = (typeof STYLES)[number];

/**
 * One cell. A text is always text, whatever it begins with. A number is a number or the decimal text of one, which is
 * written as it stands; a formula carries the value that it gives, for readers that do not calculate.
 */
export type Cell =
  | null
  | string
  | { text: string; style: Style }
  | { blank: true; style: Style }
  | { number: number | string; style: Style }
  | { formula: string; value: number | string; style: Style };

export type Row = readonly Cell[];

export interface Sheet {
  name: string;
  /** Widths of the columns, in characters. */
  columns: readonly number[];
  /** Rows at the top that stay in view and are repeated on each printed page. */
  frozenRows?: number;
  /** Its cells are locked, but for those to be filled in. No password: it guards against slips, not against people. */
  isLocked?: boolean;
  rows: Iterable<Row> | AsyncIterable<Row>;
}

/** A column's letters, from 0: A, B, … Z, AA. */
export function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : `${columnName(Math.floor(index / 26) - 1)}${letter}`;
}

/** A sheet's name as formulas write it. */
export function sheetReference(name: string): string {
  return `'${name.replaceAll("'", "''")}'`;
}

export const heading = (text: string): Cell => ({ text, style: "heading" });

export function rowXml(cells: Row, row: number): string {
  const written = cells.map((cell, column) => cellXml(cell, `${columnName(column)}${row}`));
  const height = heightOf(cells);
  return `<row r="${row}"${height ? ` ht="${height}" customHeight="1"` : ""}>${written.join("")}</row>`;
}

/** In points, where it is not the usual one: not every spreadsheet fits rows to their text when it opens a file. */
const HEIGHTS: Partial<Record<Style, number>> = { title: 24, subtitle: 18, heading: 30, warning: 18 };

function heightOf(cells: Row): number | undefined {
  const first = cells.find((cell) => cell !== null);
  return typeof first === "object" && first ? HEIGHTS[first.style] : undefined;
}

function cellXml(cell: Cell, reference: string): string {
  if (cell === null) return "";
  if (typeof cell === "string") return textXml(cell, reference, "plain");
  if ("text" in cell) return textXml(cell.text, reference, cell.style);
  const style = STYLES.indexOf(cell.style);
  if ("blank" in cell) return `<c r="${reference}" s="${style}"/>`;
  if ("number" in cell) return `<c r="${reference}" s="${style}"><v>${cell.number}</v></c>`;
  return `<c r="${reference}" s="${style}"><f>${escapeXml(cell.formula)}</f><v>${cell.value}</v></c>`;
}

function textXml(text: string, reference: string, style: Style): string {
  const shown = escapeXml(guarded(text.slice(0, LONGEST_TEXT)));
  return `<c r="${reference}" s="${STYLES.indexOf(style)}" t="inlineStr"><is><t xml:space="preserve">${shown}</t></is></c>`;
}

/** What a cell can hold. */
const LONGEST_TEXT = 32_767;

/** Spreadsheets read `_x0041_` as a character: its underscore is written as one. */
const guarded = (text: string) => text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_");

/** XML 1.0 has no place for most control characters, nor for halves of characters. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(NOT_IN_XML, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

const NOT_IN_XML = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;
