import type { z } from "zod";
import { decimal } from "#lib/catalogue/decimal.ts";
import { DEFAULT_LOCATION_FACTORS } from "#lib/catalogue/location-factors.ts";
import { Invalid } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { ALIAS_SEPARATOR } from "#lib/price-books/columns.ts";
import { OwnLocation } from "#lib/price-books/own-row.ts";
import { locationProblems } from "#lib/price-books/set-locations.ts";
import { DEFAULT_SERIES } from "#lib/search/levels/price-levels.ts";
import { SetPriceLevels } from "#lib/search/levels/views.ts";
import {
  LEVEL_COLUMNS,
  LEVEL_KINDS,
  type LevelCells,
  type LevelColumn,
  type LevelKind,
} from "./level-table.ts";

type IndexValue = z.output<typeof SetPriceLevels>["index_values"][number];
type Rate = z.output<typeof SetPriceLevels>["exchange_rates"][number];

/** What a table says is the organisation's own. Null: it has no row of that kind, which then stays as it is. */
export interface GivenLevels {
  locations: OwnLocation[] | null;
  index_values: IndexValue[] | null;
  exchange_rates: Rate[] | null;
}

type Issue = { path: string; message: string };

const IndexRow = SetPriceLevels.shape.index_values.element;
const RateRow = SetPriceLevels.shape.exchange_rates.unwrap().element;

/**
 * Reads a table of `LEVEL_COLUMNS`, in whatever order. Rows that are as the built-in tables have them stay built in: of an
 * index the whole series. Throws `Invalid` (`price_levels_invalid`) with every fault by row; then nothing is taken.
 */
export function parseLevels(table: string[][]): GivenLevels {
  const [header = [], ...body] = table;
  const issues: Issue[] = [];
  const columns = readHeader(header, issues);
  const found = { location: [] as OwnLocation[], index: [] as IndexValue[], exchange_rate: [] as Rate[] };
  const lines = { location: [] as number[], index: [] as number[], exchange_rate: [] as number[] };
  const kinds = new Set<LevelKind>();
  if (issues.length === 0)
    body.forEach((cells, at) => {
      const line = at + 2;
      const given: LevelCells = {};
      columns.forEach((column, index) => {
        const cell = cells[index]?.replace(/^'(?=[=+\-@\t\r])/, "") ?? "";
        if (column && cell !== "") given[column] = cell;
      });
      if (Object.keys(given).length === 0) return;
      const kind = LEVEL_KINDS.find((one) => one === given.kind?.toLowerCase());
      if (!kind) {
        issues.push({
          path: problemText("priceBooks.row", { line, column: "kind" }),
          message: problemText("priceBooks.levelKind", { kinds: LEVEL_KINDS.join(", ") }),
        });
        return;
      }
      kinds.add(kind);
      const before = issues.length;
      if (kind === "location") keep(take(OwnLocation, placeOf(given), line, issues), found.location);
      else if (kind === "index") keep(take(IndexRow, indexOf(given), line, issues), found.index);
      else keep(take(RateRow, rateOf(given), line, issues), found.exchange_rate);
      if (issues.length === before) lines[kind].push(line);
    });
  if (issues.length === 0) {
    for (const { index, message } of locationProblems(found.location))
      issues.push({
        path: problemText("priceBooks.row", { line: lines.location[index] ?? 0, column: "name" }),
        message,
      });
    twice(
      found.index,
      ({ series, period }) => `${series.toLowerCase()} ${period}`,
      (at, { series, period }) =>
        issues.push({
          path: problemText("priceBooks.row", { line: lines.index[at] ?? 0, column: "period" }),
          message: problemText("search.valueAlreadyKeep", { series, period }),
        }),
    );
    twice(
      found.exchange_rate,
      ({ from, to, period }) => `${from} ${to} ${period}`,
      (at, { from, to, period }) =>
        issues.push({
          path: problemText("priceBooks.row", { line: lines.exchange_rate[at] ?? 0, column: "period" }),
          message: problemText("search.rateAlreadyKeep", { from, to, period }),
        }),
    );
  }
  if (issues.length > 0)
    throw new Invalid(
      "price_levels_invalid",
      problemText("priceBooks.faults", { faults: issues.length }),
      issues,
    );
  if (kinds.size === 0) throw new Invalid("price_levels_invalid", problemText("priceBooks.levelsEmpty"));
  return {
    locations: kinds.has("location") ? found.location.filter((place) => !isBuiltInPlace(place)) : null,
    index_values: kinds.has("index") ? ownSeries(found.index) : null,
    exchange_rates: kinds.has("exchange_rate") ? found.exchange_rate : null,
  };
}

const placeOf = ({ name, value, aliases = "", source, placeholder = "false" }: LevelCells) => ({
  name,
  factor: value,
  aliases: aliases
    .split(ALIAS_SEPARATOR)
    .map((alias) => alias.trim())
    .filter(Boolean),
  source,
  placeholder:
    { true: true, yes: true, "1": true, false: false, no: false, "0": false }[placeholder.toLowerCase()] ??
    placeholder,
});

const indexOf = ({ name, period, value, source }: LevelCells) => ({ series: name, period, value, source });

const rateOf = ({ name, to, period, value, source }: LevelCells) => ({
  from: name,
  to,
  period,
  rate: value,
  source,
});

/** The column that a field of any of the three stands in. */
const COLUMN_OF: Record<string, LevelColumn> = {
  factor: "value",
  rate: "value",
  series: "name",
  from: "name",
};

function take<S extends z.ZodType>(
  schema: S,
  cells: unknown,
  line: number,
  issues: Issue[],
): z.output<S> | null {
  const result = schema.safeParse(cells);
  if (result.success) return result.data;
  // One fault a cell: what is no number is not above zero either.
  const told = new Set<string>();
  for (const issue of result.error.issues) {
    const field = String(issue.path[0] ?? "");
    if (told.has(field)) continue;
    told.add(field);
    const column = COLUMN_OF[field] ?? field;
    const missing = issue.code === "invalid_type" || (issue.code === "invalid_union" && field !== "");
    issues.push({
      path: problemText("priceBooks.row", { line, column }),
      message: missing
        ? problemText("priceBooks.isMissingOr", {
            column,
            what: field === "placeholder" ? "flag" : "value",
            message: issue.message,
          })
        : issue.message,
    });
  }
  return null;
}

const keep = <T>(row: T | null, rows: T[]) => {
  if (row !== null) rows.push(row);
};

function readHeader(header: string[], issues: Issue[]): (LevelColumn | undefined)[] {
  const columns = header.map((cell) =>
    LEVEL_COLUMNS.find(
      (column) =>
        column ===
        cell
          .trim()
          .toLowerCase()
          .replaceAll(/[\s-]+/g, "_"),
    ),
  );
  header.forEach((cell, at) => {
    if (!columns[at] && cell !== "")
      issues.push({
        path: problemText("priceBooks.row", { line: 1, column: cell }),
        message: problemText("priceBooks.columnColumns", { cell, columns: LEVEL_COLUMNS.join(", ") }),
      });
  });
  for (const column of ["kind", "name", "value"] as const)
    if (!columns.includes(column))
      issues.push({
        path: problemText("priceBooks.row", { line: 1, column }),
        message: problemText("priceBooks.levelColumn", { column }),
      });
  return columns;
}

function twice<T>(rows: readonly T[], keyOf: (row: T) => string, say: (at: number, row: T) => void): void {
  const seen = new Set<string>();
  rows.forEach((row, at) => {
    const key = keyOf(row);
    if (seen.has(key)) say(at, row);
    seen.add(key);
  });
}

const same = (a: string, b: string) => decimal(a).eq(decimal(b));

function isBuiltInPlace({ name, factor, source }: OwnLocation): boolean {
  const known = DEFAULT_LOCATION_FACTORS.find((place) => place.name === name);
  return known !== undefined && same(known.factor, factor) && known.source === source;
}

/** An own series takes the place of the built-in one of its name: so it is built in only where all of it is the same. */
function ownSeries(values: readonly IndexValue[]): IndexValue[] {
  const bySeries = Map.groupBy(values, ({ series }) => series);
  return [...bySeries].flatMap(([name, rows]) => {
    const known = DEFAULT_SERIES.find(({ series }) => series === name);
    const isBuiltIn =
      known !== undefined &&
      known.values.size === rows.length &&
      rows.every(({ period, value, source }) => {
        const builtIn = known.values.get(period);
        return builtIn !== undefined && same(decimal(builtIn).toFixed(), value) && source === known.source;
      });
    return isBuiltIn ? [] : rows;
  });
}
