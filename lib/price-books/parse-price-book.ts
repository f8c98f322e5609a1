import type { z } from "zod";
import { DEFAULT_CATALOGUE } from "#lib/catalogue/default-catalogue.ts";
import { Invalid } from "#lib/errors.ts";
import { COLUMNS, type Column, OwnFactor, OwnPrice, type OwnRow, unitProblem } from "./columns.ts";

interface Issue {
  path: string;
  message: string;
}

/**
 * Reads a table with a header row (any order of columns, those of `COLUMNS`; unknown ones are refused). A row gives a
 * price, a factor or both; what is left empty stays built in, a row without either is passed over. Every fault is
 * reported with its row as spreadsheets count it and its column; with one fault nothing is taken.
 * Throws `Invalid` (`price_book_invalid`, `price_book_empty`).
 */
export function parsePriceBook(table: string[][]): OwnRow[] {
  const [header = [], ...body] = table;
  const issues: Issue[] = [];
  const columns = readHeader(header, issues);
  const rows: OwnRow[] = [];
  const seen = new Map<string, number>();
  if (issues.length === 0) {
    body.forEach((cells, index) => {
      const line = index + 2;
      const row = readRow(columns, cells, line, issues);
      if (!row) return;
      const before = seen.get(row.catalogueId);
      if (before)
        issues.push({
          path: `row ${line}: catalogue_id`,
          message: `${row.catalogueId} stands in row ${before} already. Keep one of the two.`,
        });
      seen.set(row.catalogueId, line);
      rows.push(row);
    });
  }
  if (issues.length > 0)
    throw new Invalid(
      "price_book_invalid",
      `${issues.length === 1 ? "One fault" : `${issues.length} faults`} in the file; nothing was imported. Mend the rows named and import it again.`,
      issues,
    );
  if (rows.length === 0)
    throw new Invalid(
      "price_book_empty",
      "No row of the file gives a price or a factor. Fill in at least one and import it again.",
    );
  return rows;
}

function readHeader(header: string[], issues: Issue[]): (Column | undefined)[] {
  const columns = header.map((cell) =>
    COLUMNS.find((column) => column === cell.toLowerCase().replaceAll(/[\s-]+/g, "_")),
  );
  header.forEach((cell, index) => {
    if (!columns[index] && cell !== "")
      issues.push({
        path: `row 1: ${cell}`,
        message: `There is no column ${cell}. The columns are ${COLUMNS.join(", ")}.`,
      });
  });
  for (const column of COLUMNS) {
    if (columns.filter((c) => c === column).length > 1)
      issues.push({ path: `row 1: ${column}`, message: `The column ${column} stands twice.` });
  }
  if (!columns.includes("catalogue_id"))
    issues.push({ path: "row 1: catalogue_id", message: "The column catalogue_id is missing." });
  return columns;
}

function readRow(
  columns: (Column | undefined)[],
  cells: string[],
  line: number,
  issues: Issue[],
): OwnRow | null {
  const given: Partial<Record<Column, string>> = {};
  columns.forEach((column, index) => {
    const cell = cells[index];
    if (column && cell !== undefined && cell !== "") given[column] = cell;
  });
  if (Object.keys(given).length === 0) return null;
  const before = issues.length;
  const at = (column: string) => `row ${line}: ${column}`;
  const catalogueId = given.catalogue_id ?? "";
  if (catalogueId === "") issues.push({ path: at("catalogue_id"), message: "Name the catalogue entry." });
  else if (!DEFAULT_CATALOGUE.has(catalogueId))
    issues.push({
      path: at("catalogue_id"),
      message: `There is no catalogue entry ${catalogueId}. GET /api/catalogue lists them.`,
    });

  // A line of an export that was left as it is: nothing of one's own.
  if (
    Object.keys(given).every((column) => column === "catalogue_id" || column === "name" || column === "unit")
  )
    return null;
  const price =
    given.material_price !== undefined || given.labour_hours !== undefined
      ? take(OwnPrice, priceCells(given), at, { source: "price_source" }, issues)
      : null;
  const factor =
    given.a1_a3_kg_per_kg !== undefined
      ? take(OwnFactor, factorCells(given), at, { source: "factor_source" }, issues)
      : null;
  if (issues.length > before) return null;
  if (price) {
    const problem = unitProblem(catalogueId, price);
    if (problem) issues.push({ path: at("unit"), message: problem });
  }
  if (!price && !factor)
    issues.push({
      path: at("material_price"),
      message:
        "The row gives neither a price (material_price, labour_hours, …) nor a factor (a1_a3_kg_per_kg). Fill it or remove it.",
    });
  return issues.length > before ? null : { catalogueId, price, factor };
}

function priceCells(given: Partial<Record<Column, string>>) {
  const {
    unit,
    material_price,
    labour_hours,
    equipment_hours = "0",
    waste_allowance,
    low_factor,
    high_factor,
    price_source,
    placeholder = "false",
  } = given;
  const yes = { true: true, yes: true, "1": true, false: false, no: false, "0": false }[
    placeholder.toLowerCase()
  ];
  return {
    unit,
    material_price,
    labour_hours,
    equipment_hours,
    waste_allowance,
    low_factor,
    high_factor,
    source: price_source,
    placeholder: yes ?? placeholder,
  };
}

function factorCells({ a1_a3_kg_per_kg, quality, factor_source }: Partial<Record<Column, string>>) {
  return { a1_a3_kg_per_kg, quality: quality?.toUpperCase(), source: factor_source };
}

function take<S extends z.ZodType>(
  schema: S,
  cells: unknown,
  at: (column: string) => string,
  columns: Record<string, string>,
  issues: Issue[],
): z.output<S> | null {
  const result = schema.safeParse(cells);
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    const field = String(issue.path[0] ?? "");
    const missing = issue.code === "invalid_type" || (issue.code === "invalid_union" && field !== "");
    issues.push({
      path: at(columns[field] ?? field),
      message: missing
        ? `${columns[field] ?? field} is missing or no ${field === "placeholder" ? "true or false" : "usable value"}. ${issue.message}`
        : issue.message,
    });
  }
  return null;
}
