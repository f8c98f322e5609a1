import { Invalid } from "#lib/errors.ts";
import { type DecimalString, decimal } from "./decimal.ts";
import { CLASS_5 } from "./default-catalogue.ts";
import { COLUMN_NAMES, COLUMNS, type Column, columnOf } from "./price-book-columns.ts";
import { readTable } from "./read-table.ts";
import { type Catalogue, type PriceRow, UNITS, type Unit } from "./types.ts";

/** Row errors reported at most; the rest is counted. */
const MAX_ERRORS = 200;
const MAX_TEXT = 300;
/** Prices and hours beyond this are a mistake, and would not fit the database. */
const MAX_NUMBER = "1000000000";
const MAX_PLACES = 6;

/** A thing of the tenant's own that the catalogue does not have. */
export interface OwnItem {
  name: string;
  densityKgM3: number | null;
  massPerUnitKg: number | null;
  a1a3KgPerKg: number | null;
  carbonSource: string | null;
}

export interface ImportedRow extends PriceRow {
  catalogueId: string;
  /** Set for an id that the catalogue does not have. */
  own: OwnItem | null;
}

export interface RowError {
  /** As a spreadsheet counts: the header is row 1. */
  row: number;
  column: Column | null;
  /** What is wrong and what to do. */
  message: string;
}

export interface PriceBookImport {
  rows: ImportedRow[];
  /** When there is one, nothing should be stored: the person mends the file and imports it again. */
  errors: RowError[];
  /** Errors beyond those listed. */
  moreErrors: number;
}

/**
 * Reads and checks a tenant's price book from CSV or XLSX bytes. Prices in the book's currency per unit; `low_percent`
 * and `high_percent` are the accuracy (−30 and 50 by default, class 5); `waste_percent` is bought on top of the net
 * quantity. A known id must keep the catalogue's unit; an unknown id makes an item of the tenant's own and needs a name.
 * Throws `Invalid` or `PayloadTooLarge` for a file that is no table or lacks a required column.
 */
export async function importPriceBook(bytes: Uint8Array, catalogue: Catalogue): Promise<PriceBookImport> {
  const { rows, decimalComma } = await readTable(bytes);
  const [header, ...body] = rows;
  const columns = readHeader(header ?? []);
  const errors: RowError[] = [];
  const imported: ImportedRow[] = [];
  const seen = new Map<string, number>();
  body.forEach((cells, index) => {
    if (cells.every((cell) => cell === "")) return;
    const reader = new RowReader(index + 2, cells, columns, decimalComma);
    const row = readRow(reader, catalogue);
    const first = seen.get(row.catalogueId);
    if (first !== undefined && row.catalogueId !== "") {
      reader.fail(
        "catalogue_id",
        `"${row.catalogueId}" stands in row ${first} already. Keep one of the two.`,
      );
    }
    seen.set(row.catalogueId, first ?? index + 2);
    errors.push(...reader.errors);
    if (reader.errors.length === 0) imported.push(row);
  });
  if (imported.length === 0 && errors.length === 0) {
    throw new Invalid(
      "price_book_empty",
      "The file has a header and no rows. Add at least one price and import it again.",
    );
  }
  return {
    rows: imported,
    errors: errors.slice(0, MAX_ERRORS),
    moreErrors: Math.max(0, errors.length - MAX_ERRORS),
  };
}

function readHeader(header: readonly string[]): Map<Column, number> {
  const columns = new Map<Column, number>();
  header.forEach((cell, index) => {
    const column = columnOf(cell);
    if (column && !columns.has(column)) columns.set(column, index);
  });
  const missing = COLUMN_NAMES.filter((column) => COLUMNS[column].required && !columns.has(column));
  if (missing.length > 0) {
    throw new Invalid(
      "price_book_header",
      `The first row must name the columns; missing: ${missing.join(", ")}. Export a price book to get the right header.`,
    );
  }
  return columns;
}

function readRow(reader: RowReader, catalogue: Catalogue): ImportedRow {
  const catalogueId = reader.text("catalogue_id").toLowerCase();
  if (!/^[a-z0-9][a-z0-9._-]{0,79}$/.test(catalogueId)) {
    reader.fail("catalogue_id", "Give an id of letters, digits, dots and hyphens, such as concrete-c30.");
  }
  const known = catalogue.get(catalogueId);
  const unit = reader.unit();
  if (known && unit && unit !== known.unit) {
    reader.fail(
      "unit",
      `${catalogueId} is estimated in ${known.unit}. Give the price per ${known.unit}, or use an id of your own.`,
    );
  }
  return {
    catalogueId,
    unit: unit ?? "pcs",
    materialPrice: reader.number("material_price", { required: true }) ?? "0",
    labourHours: reader.number("labour_hours") ?? "0",
    equipmentHours: reader.number("equipment_hours") ?? "0",
    wasteAllowance: fraction(reader.number("waste_percent", { max: "100" }) ?? "0"),
    lowFactor: factor(
      reader.number("low_percent", { negative: true, min: "-100", max: "0" }),
      CLASS_5.lowFactor,
    ),
    highFactor: factor(reader.number("high_percent", { max: "1000" }), CLASS_5.highFactor),
    source: reader.text("source") || "Own price book",
    placeholder: false,
    own: known ? null : readOwnItem(reader),
  };
}

function readOwnItem(reader: RowReader): OwnItem {
  const name = reader.text("name");
  if (!name)
    reader.fail(
      "name",
      "The catalogue has no such id: give a name to make it an item of your own, or correct the id.",
    );
  const a1a3 = reader.number("a1_a3_kg_per_kg");
  const carbonSource = reader.text("carbon_source");
  if (a1a3 !== null && !carbonSource) {
    reader.fail("carbon_source", "Name the source of the carbon factor, such as the declaration's number.");
  }
  return {
    name,
    densityKgM3: asNumber(reader.number("density_kg_m3")),
    massPerUnitKg: asNumber(reader.number("mass_per_unit_kg")),
    a1a3KgPerKg: asNumber(a1a3),
    carbonSource: carbonSource || null,
  };
}

const asNumber = (value: DecimalString | null) => (value === null ? null : Number(value));
const fraction = (percent: DecimalString) => decimal(percent).div(100).toFixed();
const factor = (percent: DecimalString | null, otherwise: DecimalString) =>
  percent === null ? otherwise : decimal(percent).div(100).plus(1).toFixed();

/** One row's cells by column, gathering what is wrong with them. */
class RowReader {
  readonly errors: RowError[] = [];
  private readonly row: number;
  private readonly cells: readonly string[];
  private readonly columns: ReadonlyMap<Column, number>;
  private readonly decimalComma: boolean;

  constructor(
    row: number,
    cells: readonly string[],
    columns: ReadonlyMap<Column, number>,
    decimalComma: boolean,
  ) {
    this.row = row;
    this.cells = cells;
    this.columns = columns;
    this.decimalComma = decimalComma;
  }

  fail(column: Column, message: string): void {
    this.errors.push({ row: this.row, column, message });
  }

  /** Without the apostrophe that our export puts before a leading =, +, -, @ (see export-price-book.ts). */
  text(column: Column): string {
    const index = this.columns.get(column);
    const text = (index === undefined ? "" : (this.cells[index] ?? "")).replace(/^'(?=[=+\-@\t\r])/, "");
    if (text.length > MAX_TEXT) this.fail(column, `Shorten the text to ${MAX_TEXT} characters.`);
    return text;
  }

  unit(): Unit | null {
    const text = this.text("unit")
      .toLowerCase()
      .replace("²", "2")
      .replace("³", "3")
      .replace(/^ea$|^each$/, "pcs");
    const unit = UNITS.find((known) => known === text);
    if (!unit) this.fail("unit", `"${text}" is no unit. Use one of ${UNITS.join(", ")}.`);
    return unit ?? null;
  }

  number(
    column: Column,
    { required = false, negative = false, min = "0", max = MAX_NUMBER } = {},
  ): DecimalString | null {
    const text = this.text(column);
    if (text === "") {
      if (required) this.fail(column, "Give a number, such as 12.50.");
      return null;
    }
    const plain = this.decimalComma ? text.replace(/^(-?\d+),(\d+)$/, "$1.$2") : text;
    const pattern = negative ? /^-?\d+(\.\d+)?$/ : /^\d+(\.\d+)?$/;
    if (!pattern.test(plain)) {
      this.fail(
        column,
        `"${text}" is not a number here. Write it like 1234.56: digits, a point, no thousands separators, no currency.`,
      );
      return null;
    }
    const value = decimal(plain);
    if (value.lt(min) || value.gt(max) || (value.decimalPlaces() ?? 0) > MAX_PLACES) {
      this.fail(
        column,
        `"${text}" is out of range. Give a number from ${min} to ${max} with at most ${MAX_PLACES} decimals.`,
      );
      return null;
    }
    return value.toFixed();
  }
}
