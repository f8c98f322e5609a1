import { Invalid } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { type Cells, COLUMNS, type Column } from "./columns.ts";
import { nameProblems } from "./own-catalogue.ts";
import type { OwnBook } from "./own-row.ts";
import { type Issue, readEntryRow, readLocationRow } from "./read-row.ts";
import { locationProblems } from "./set-locations.ts";

/**
 * Reads a table with a header row (any order of columns, those of `COLUMNS`; unknown ones are refused). A row is of a
 * catalogue entry, built in or one's own, or of a location; what is left empty or as the built-in table has it stays
 * built in, a row without anything of its own is passed over. Every fault is reported with its row as spreadsheets count
 * it and its column; with one fault nothing is taken. Throws `Invalid` (`price_book_invalid`, `price_book_empty`).
 */
export function parsePriceBook(table: string[][]): OwnBook {
  const [header = [], ...body] = table;
  const issues: Issue[] = [];
  const columns = readHeader(header, issues);
  const book: OwnBook = { rows: [], locations: [] };
  const lineOf = { rows: new Map<string, number>(), locations: [] as number[] };
  if (issues.length === 0) {
    body.forEach((cells, index) => {
      const line = index + 2;
      const given = givenCells(columns, cells);
      if (Object.keys(given).length === 0) return;
      if (given.location !== undefined && given.catalogue_id === undefined) {
        const location = readLocationRow(given, line, issues);
        if (!location) return;
        lineOf.locations.push(line);
        book.locations.push(location);
        return;
      }
      const row = readEntryRow(given, line, issues);
      if (!row) return;
      const before = lineOf.rows.get(row.catalogueId);
      if (before)
        issues.push({
          path: `row ${line}: catalogue_id`,
          message: problemText("priceBooks.standsRowAlready", { catalogueId: row.catalogueId, before }),
        });
      lineOf.rows.set(row.catalogueId, line);
      book.rows.push(row);
    });
    for (const { catalogueId, message } of nameProblems(book.rows))
      issues.push({ path: `row ${lineOf.rows.get(catalogueId)}: aliases`, message });
    for (const { index, message } of locationProblems(book.locations))
      issues.push({ path: `row ${lineOf.locations[index]}: location`, message });
  }
  if (issues.length > 0)
    throw new Invalid(
      "price_book_invalid",
      problemText("priceBooks.faults", { faults: issues.length }),
      issues,
    );
  if (book.rows.length === 0 && book.locations.length === 0)
    throw new Invalid("price_book_empty", problemText("priceBooks.rowFileSays"));
  return book;
}

function readHeader(header: string[], issues: Issue[]): (Column | undefined)[] {
  const columns = header.map((cell) =>
    COLUMNS.find((column) => column === cell.toLowerCase().replaceAll(/[\s-]+/g, "_")),
  );
  header.forEach((cell, index) => {
    if (!columns[index] && cell !== "")
      issues.push({
        path: `row 1: ${cell}`,
        message: problemText("priceBooks.columnColumns", { cell, columns: COLUMNS.join(", ") }),
      });
  });
  for (const column of COLUMNS) {
    if (columns.filter((c) => c === column).length > 1)
      issues.push({
        path: `row 1: ${column}`,
        message: problemText("priceBooks.columnStandsTwice", { column }),
      });
  }
  if (!columns.includes("catalogue_id") && !columns.includes("location"))
    issues.push({ path: "row 1: catalogue_id", message: problemText("priceBooks.columnCatalogueId") });
  return columns;
}

/** The filled cells; the apostrophe that the export leads a formula's sign with is no part of the text. */
function givenCells(columns: (Column | undefined)[], cells: string[]): Cells {
  const given: Cells = {};
  columns.forEach((column, index) => {
    const cell = cells[index];
    if (column && cell !== undefined && cell !== "") given[column] = cell.replace(/^'(?=[=+\-@\t\r])/, "");
  });
  return given;
}
