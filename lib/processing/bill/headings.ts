import { createHash } from "node:crypto";
import { wordsOf } from "#lib/processing/drawing/suggest-mapping.ts";
import { readNumber } from "./numbers.ts";
import type { BillMapping, ColumnRole } from "./types.ts";
import { isUnitCell, splitUnit } from "./units.ts";

/**
 * What headings mean, on their words (`wordsOf`: small letters, umlauts written out, a blank before and after each), the
 * first that matches. Amounts and rates come before quantities and units: "unit rate", "Preis je Einheit".
 */
const HEADINGS: readonly [role: ColumnRole, when: RegExp][] = [
  ["quantity", / (quantity|quantities|qty|quant|menge|mengen) /],
  [
    "amount",
    / (amount|gesamtpreis|gesamtbetrag|gp|gesamt (eur|preis|betrag|netto|brutto)|betrag|total (price|cost|amount|usd|eur|gbp|sum)|extended|extension|summe|line total|sum|positionspreis|total) /,
  ],
  [
    "rate",
    / (rate|rates|unit (price|cost|rate)|price|cost|einheitspreis|ep|preis|e preis|stueckpreis|einzelpreis|unit eur|unit usd|unit gbp) /,
  ],
  ["thickness", / (thickness|thk|dicke|staerke|wanddicke|wandstaerke|schichtdicke) /],
  ["material", / (material|materials|baustoff|werkstoff|materialbezeichnung|stoff|mat) /],
  ["storey", / (storey|story|level|floor|geschoss|stockwerk|etage|ebene|stock) /],
  [
    "quantity",
    / (masse|massen|anzahl|vordersatz|vs|ausmass|count|measured|volume|area|flaeche|volumen|laenge|stueckzahl) /,
  ],
  ["unit", / (unit|units|uom|einheit|einh|me|mengeneinheit|u o m|unit of measure|eh|dim|masseinheit) /],
  [
    "item",
    / (item|items|item no|ref|reference|id|pos|position|positionsnummer|oz|ordnungszahl|nr|no|number|code|lfd nr|lv pos|posnr|mark|tag|item id|nummer|kennung|bill ref|item ref) /,
  ],
  [
    "description",
    / (description|descriptions|desc|work|works|text|kurztext|langtext|bezeichnung|beschreibung|leistung|leistungsbeschreibung|leistungstext|title|name|element|specification|benennung|bauteil|gegenstand|type|typ|beschrieb|item description) /,
  ],
];

/** "Item description", "Type name": the words that say more stand before those that number rows. */
const DESCRIBED =
  / (description|bezeichnung|beschreibung|kurztext|langtext|leistungsbeschreibung|benennung|desc|text) /;

function roleOf(heading: string): ColumnRole | null {
  const words = wordsOf(heading);
  if (DESCRIBED.test(words) && !/ material/.test(words)) return "description";
  return HEADINGS.find(([, when]) => when.test(words))?.[0] ?? null;
}

/** Rows that are looked at for headings, from the top: letters, project names and notes stand above them. */
const DEEPEST_HEADINGS = 60;
/** Longer cells are sentences. */
const LONGEST_HEADING = 60;

/**
 * Number of the row with the headings, from 1, or 0 where none is found: the row whose cells name most columns of a bill, a
 * quantity and another one, or a unit and two others.
 */
export function findHeadings(rows: readonly string[][]): number {
  let best = { row: 0, score: 0 };
  for (let at = 0; at < Math.min(rows.length, DEEPEST_HEADINGS); at++) {
    const cells = rows[at] ?? [];
    if (cells.some((cell) => cell.length > LONGEST_HEADING * 2)) continue;
    const roles = new Set(
      cells.flatMap((cell) => (cell.length > LONGEST_HEADING ? [] : (roleOf(cell) ?? []))),
    );
    const isTold = roles.has("quantity") ? roles.size > 1 : roles.size > 2 && roles.has("unit");
    if (!isTold) continue;
    if (roles.size > best.score) best = { row: at + 1, score: roles.size };
  }
  return best.row;
}

/** Rows below the headings that are looked at for what a column holds. */
const SAMPLED_ROWS = 400;

/**
 * What the columns are by their headings; where these leave a unit, a quantity or a description open, by what the columns
 * hold. Of several columns for one role the one that is filled stands.
 */
export function suggestMappingOf(headings: readonly string[], below: readonly string[][]): BillMapping {
  const sample = below.slice(0, SAMPLED_ROWS);
  const width = Math.max(headings.length, ...sample.map((row) => row.length), 0);
  const holds = Array.from({ length: width }, (_, column) => contentOf(sample, column));
  const roles: (ColumnRole | null)[] = Array.from({ length: width }, () => null);
  const give = (role: ColumnRole, column: number) => {
    if (column >= 0 && !roles.includes(role)) roles[column] = role;
  };
  const named = (role: ColumnRole) =>
    headings.flatMap((heading, column) => (roleOf(heading) === role ? [column] : []));
  const most = (columns: number[], of: (column: number) => number) =>
    columns.filter((column) => of(column) > 0).sort((a, b) => of(b) - of(a) || a - b)[0] ?? columns[0] ?? -1;
  const filled = (column: number) => holds[column]?.filled ?? 0;
  give(
    "quantity",
    most(named("quantity"), (column) => holds[column]?.numbers ?? 0),
  );
  give(
    "unit",
    most(named("unit"), (column) => holds[column]?.units ?? 0),
  );
  give(
    "description",
    most(named("description"), (column) => holds[column]?.letters ?? 0),
  );
  for (const role of ["item", "material", "thickness", "storey", "rate", "amount"] as const)
    give(role, most(named(role), filled));
  const open = () => roles.flatMap((role, column) => (role === null ? [column] : []));
  if (!roles.includes("unit"))
    give("unit", open().find((column) => (holds[column]?.units ?? 0) * 2 > filled(column)) ?? -1);
  if (!roles.includes("description"))
    give(
      "description",
      most(
        open().filter((column) => (holds[column]?.letters ?? 0) > 0),
        (column) => holds[column]?.letters ?? 0,
      ),
    );
  return { roles, decimal: null };
}

interface Content {
  filled: number;
  numbers: number;
  units: number;
  /** Letters in all cells together. */
  letters: number;
}

function contentOf(rows: readonly string[][], column: number): Content {
  const content = { filled: 0, numbers: 0, units: 0, letters: 0 };
  for (const row of rows) {
    const cell = row[column] ?? "";
    if (cell === "") continue;
    content.filled++;
    if (isUnitCell(cell)) content.units++;
    else if (!("reason" in readNumber(splitUnit(cell)?.number ?? cell, "point"))) content.numbers++;
    else content.letters += cell.replace(/[^\p{L}]/gu, "").length;
  }
  return content;
}

/** What a mapping is remembered by: the headings in their order, whatever their case and blanks. */
export function headingsKey(headings: readonly string[]): string {
  return createHash("sha256")
    .update(JSON.stringify(normalHeadings(headings)))
    .digest("hex");
}

/** Without empty columns at the end, in small letters, blanks made one. */
export function normalHeadings(headings: readonly string[]): string[] {
  const normal = headings.map((heading) =>
    heading.normalize("NFC").toLowerCase().replace(/\s+/g, " ").trim().slice(0, 200),
  );
  while (normal.at(-1) === "") normal.pop();
  return normal;
}
