import type { z } from "zod";
import { decimal } from "#lib/catalogue/decimal.ts";
import { DEFAULT_CATALOGUE } from "#lib/catalogue/default-catalogue.ts";
import { DEFAULT_LOCATION_FACTORS } from "#lib/catalogue/location-factors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { ALIAS_SEPARATOR, type Cells, type Column, DESCRIPTIVE } from "./columns.ts";
import { baseEntry } from "./own-catalogue.ts";
import {
  Aliases,
  emptyRow,
  isEmpty,
  OwnEntry,
  OwnFactor,
  OwnLocation,
  OwnMass,
  OwnPrice,
  type OwnRow,
  OwnSiteWaste,
  rowProblems,
} from "./own-row.ts";
import { massOf, storedOf } from "./read-price-book.ts";
import { didYouMean, type Suggestion, suggestFor } from "./suggest-entries.ts";

export interface Issue {
  path: string;
  message: string;
  /** Of a row whose entry is not known: the entries that its name and id most likely mean. */
  candidates?: Suggestion[];
}

/** A row of a catalogue entry; null when it says nothing of its own, or has a fault. */
export function readEntryRow(given: Cells, line: number, issues: Issue[]): OwnRow | null {
  const before = issues.length;
  const at = (column: string) => problemText("priceBooks.row", { line, column });
  const catalogueId = given.catalogue_id ?? "";
  if (catalogueId === "") {
    const candidates = candidatesFor(given, issues);
    const message = problemText("priceBooks.catalogueEntryLocation", { candidates: didYouMean(candidates) });
    issues.push({ path: at("catalogue_id"), message, ...(candidates.length > 0 ? { candidates } : {}) });
    return null;
  }
  const taker: Taker = { at, issues };
  const filled = (...columns: Column[]) => columns.some((column) => given[column] !== undefined);
  const isOwn = !DEFAULT_CATALOGUE.has(catalogueId) && filled("class");
  const row: OwnRow = {
    ...emptyRow(catalogueId),
    entry: isOwn ? take(taker, OwnEntry, entryCells(given), {}) : null,
    price: filled("material_price", "labour_hours")
      ? take(taker, OwnPrice, priceCells(given), { source: "price_source", priced_on: "price_date" })
      : null,
    factor: filled("a1_a3_kg_per_kg", "biogenic_kg_per_kg")
      ? take(taker, OwnFactor, factorCells(given, catalogueId), { source: "factor_source" })
      : null,
    aliases: take(taker, Aliases, namesIn(given.aliases), { 0: "aliases" }) ?? [],
  };
  if (issues.length > before) return null;
  const mass = massCells(given, row);
  row.mass = mass && take(taker, OwnMass, mass, { source: "mass_source" });
  const waste = wasteCells(given, row);
  row.siteWaste =
    waste && take(taker, OwnSiteWaste, waste, { rate: "a5_waste_rate", source: "a5_waste_source" });
  if (issues.length > before) return null;
  for (const { path, message } of rowProblems(row)) {
    const candidates =
      row.entry === null && !DEFAULT_CATALOGUE.has(catalogueId) ? candidatesFor(given, issues) : [];
    issues.push({
      path: at(columnOf(path)),
      message: message + didYouMean(candidates),
      ...(candidates.length > 0 ? { candidates } : {}),
    });
  }
  if (issues.length > before) return null;
  if (!isEmpty(row)) return row;
  const more = Object.keys(given).some((column) => !DESCRIPTIVE.has(column));
  if (more)
    issues.push({
      path: at("material_price"),
      message: problemText("priceBooks.rowGivesNeither"),
    });
  return null;
}

/** Looking for them takes milliseconds a row: the first faults get them, so that a table of thousands is answered soon. */
const FAULTS_WITH_CANDIDATES = 25;
const candidatesFor = (given: Cells, issues: readonly Issue[]) =>
  issues.length < FAULTS_WITH_CANDIDATES ? suggestFor(given) : [];

/** A row of a place; null when it is as the built-in table has it, or has a fault. */
export function readLocationRow(given: Cells, line: number, issues: Issue[]): OwnLocation | null {
  const location = take(
    { at: (column) => problemText("priceBooks.row", { line, column }), issues },
    OwnLocation,
    {
      name: given.location,
      aliases: namesIn(given.aliases),
      factor: given.location_factor,
      source: given.location_source,
      placeholder: yesOrNo(given.placeholder),
    },
    { name: "location", factor: "location_factor", source: "location_source" },
  );
  const builtIn = DEFAULT_LOCATION_FACTORS.find(({ name }) => name === location?.name);
  return location &&
    builtIn &&
    sameNumber(builtIn.factor, location.factor) &&
    builtIn.source === location.source
    ? null
    : location;
}

const columnOf = (path: string) =>
  ({ id: "catalogue_id", "price.unit": "unit", "price.low_factor": "low_factor", mass: "density_kg_m3" })[
    path
  ] ?? path;

const namesIn = (cell = "") =>
  cell
    .split(ALIAS_SEPARATOR)
    .map((name) => name.trim())
    .filter(Boolean);

function yesOrNo(cell = "false"): boolean | string {
  return (
    { true: true, yes: true, "1": true, false: false, no: false, "0": false }[cell.toLowerCase()] ?? cell
  );
}

function entryCells({ name, unit, class: group, whole_product, master_format, uni_format }: Cells) {
  return {
    name,
    unit,
    class: group,
    whole_product: yesOrNo(whole_product),
    master_format: master_format ?? null,
    uni_format: uni_format ?? null,
  };
}

function priceCells(given: Cells) {
  const { unit, material_price, labour_hours, equipment_hours = "0" } = given;
  const { waste_allowance, low_factor, high_factor, price_source, price_date = null, placeholder } = given;
  return {
    unit,
    material_price,
    labour_hours,
    equipment_hours,
    waste_allowance,
    low_factor,
    high_factor,
    source: price_source,
    priced_on: price_date,
    placeholder: yesOrNo(placeholder),
  };
}

function factorCells(given: Cells, catalogueId: string) {
  const { a1_a3_kg_per_kg, module, quality, factor_source, biogenic_kg_per_kg: stored = null } = given;
  const builtIn = DEFAULT_CATALOGUE.get(catalogueId);
  const known = builtIn && storedOf(builtIn);
  return {
    a1_a3_kg_per_kg,
    // Spreadsheets like to write the dash in its own way.
    module: module?.toUpperCase().replaceAll(/[–—]/g, "-"),
    quality: quality?.toUpperCase(),
    source: factor_source,
    biogenic_kg_per_kg: known && stored !== null && sameNumber(known, stored) ? null : stored,
  };
}

/** What of the mass differs from the built-in values; null: nothing does. */
function massCells(given: Cells, row: OwnRow) {
  const base = baseEntry(row);
  const builtIn = base && massOf(base);
  const differing = (column: "density_kg_m3" | "thickness_m" | "mass_per_unit_kg") => {
    const known = builtIn?.[column];
    const cell = given[column];
    return cell === undefined || (known && sameNumber(known, cell)) ? null : cell;
  };
  const own = {
    density_kg_m3: differing("density_kg_m3"),
    thickness_m: differing("thickness_m"),
    mass_per_unit_kg: differing("mass_per_unit_kg"),
  };
  const { density_kg_m3, thickness_m, mass_per_unit_kg, mass_source: source } = given;
  if (own.density_kg_m3 ?? own.thickness_m ?? own.mass_per_unit_kg) return { ...own, source };
  // The same numbers by another source are one's own.
  if (source === undefined || source === builtIn?.source) return null;
  return { density_kg_m3, thickness_m, mass_per_unit_kg, source };
}

function wasteCells({ a5_waste_rate: rate, a5_waste_source: source }: Cells, row: OwnRow) {
  if (rate === undefined && source === undefined) return null;
  const builtIn = baseEntry(row)?.waste;
  const same = builtIn && rate !== undefined && sameNumber(String(builtIn.rate), rate);
  return same && (source === undefined || source === builtIn.source) ? null : { rate, source };
}

/** False for what is no number: its fault is told by its schema. */
function sameNumber(known: string, cell: string): boolean {
  return /^\d+(\.\d+)?$/.test(cell) && decimal(known).isEqualTo(decimal(cell));
}

interface Taker {
  at: (column: string) => string;
  issues: Issue[];
}

function take<S extends z.ZodType>(
  { at, issues }: Taker,
  schema: S,
  cells: unknown,
  columns: Record<string, string>,
): z.output<S> | null {
  const result = schema.safeParse(cells);
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    const field = String(issue.path[0] ?? "");
    const column = columns[field] ?? field;
    const missing = issue.code === "invalid_type" || (issue.code === "invalid_union" && field !== "");
    const what = field === "placeholder" || field === "whole_product" ? "flag" : "value";
    issues.push({
      path: at(column),
      message: missing
        ? problemText("priceBooks.isMissingOr", { column, what, message: issue.message })
        : issue.message,
    });
  }
  return null;
}
