import { CsvError } from "csv-parse";
import { parse } from "csv-parse/sync";
import type { Draft, Fault, Indicator, Said } from "./draft.ts";
import type { EpdProperties } from "./types.ts";

/**
 * Columns of a table with one row a module and scenario, by the headings that they go under: of ÖKOBAUDAT's table in
 * German and English, and of a table of one's own. Small letters; what is not here is not read.
 */
const COLUMNS = {
  uuid: ["uuid"],
  version: ["version"],
  nameDe: ["name (de)", "name_de"],
  nameEn: ["name (en)", "name_en", "name"],
  owner: ["declaration owner", "owner"],
  geography: ["laenderkennung", "country code", "geography"],
  type: ["typ", "type"],
  referenceYear: ["referenzjahr", "reference year", "reference_year"],
  validUntil: ["gueltig bis", "valid until", "valid_until"],
  url: ["url"],
  registration: ["registrierungsnummer", "registration number", "registration"],
  amount: ["bezugsgroesse", "ref. quantity", "amount"],
  unit: ["bezugseinheit", "ref. unit", "unit"],
  bulkDensity: ["schuettdichte (kg/m3)", "bulk density (kg/m3)", "bulk_density_kg_m3"],
  grammage: ["flaechengewicht (kg/m2)", "grammage (kg/m2)", "grammage_kg_m2"],
  grossDensity: ["rohdichte (kg/m3)", "gross density (kg/m3)", "gross_density_kg_m3"],
  thickness: ["schichtdicke (m)", "layer thickness (m)", "thickness_m"],
  linearDensity: ["laengengewicht (kg/m)", "linear density (kg/m)", "linear_density_kg_m"],
  pieceWeight: ["stueckgewicht (kg)", "weight per piece (kg)", "piece_weight_kg"],
  conversionTo1Kg: ["umrechungsfaktor auf 1kg", "umrechnungsfaktor auf 1kg", "conversion factor to 1kg"],
  massKg: ["mass_kg"],
  biogenicCarbonKg: [
    "biogener kohlenstoffgehalt in kg",
    "carbon content (biogenic) in kg",
    "biogenic_carbon_kg",
  ],
  module: ["modul", "module"],
  scenario: ["szenario", "scenario"],
  scenarioDescription: ["szenariobeschreibung", "scenario description"],
  a1: ["gwp"],
  total: ["gwptotal (a2)", "gwp_total"],
  fossil: ["gwpfossil (a2)", "gwp_fossil"],
  biogenic: ["gwpbiogenic (a2)", "gwp_biogenic"],
  luluc: ["gwpluluc (a2)", "gwp_luluc"],
} as const;
type Column = keyof typeof COLUMNS;

/** Without these a table says nothing. */
const NEEDED: readonly Column[] = ["uuid", "unit", "module"];
const INDICATORS: readonly Indicator[] = ["a1", "total", "fossil", "biogenic", "luluc"];
const PROPERTIES: readonly (keyof EpdProperties & Column)[] = [
  "massKg",
  "grossDensity",
  "bulkDensity",
  "grammage",
  "thickness",
  "linearDensity",
  "pieceWeight",
  "conversionTo1Kg",
  "biogenicCarbonKg",
];
/** What all rows of a data set say alike. */
const SAME: readonly Column[] = ["unit", "amount", ...PROPERTIES];

const MAX_RECORD = 200_000;

/** Reads the table; its rows of one data set may stand anywhere in it. */
export function readCsv(text: string, file: string): { drafts: Draft[]; faults: Fault[] } {
  const header = text.slice(0, text.search(/\r|\n|$/));
  const delimiter = [";", ",", "\t"].reduce((best, one) =>
    header.split(one).length > header.split(best).length ? one : best,
  );
  let records: string[][];
  try {
    records = parse(text, {
      bom: true,
      delimiter,
      trim: true,
      skip_empty_lines: false,
      relax_column_count: true,
      max_record_size: MAX_RECORD,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const row = typeof error.records === "number" ? error.records + 1 : 1;
    return { drafts: [], faults: [{ code: "csv_broken", at: { file, row } }] };
  }
  const columns = columnsOf(records[0] ?? []);
  const missing = NEEDED.filter((column) => !columns.has(column)).map((column): string => COLUMNS[column][0]);
  if (!INDICATORS.some((column) => columns.has(column))) missing.push("gwp_total");
  if (missing.length > 0)
    return { drafts: [], faults: [{ code: "csv_columns", at: { file, row: 1 }, value: missing.join(", ") }] };
  return draftsOf(records, columns, file);
}

function columnsOf(header: readonly string[]): Map<Column, number> {
  const at = new Map<Column, number>();
  for (const [index, heading] of header.entries())
    for (const [column, headings] of Object.entries(COLUMNS))
      if ((headings as readonly string[]).includes(heading.trim().toLowerCase()))
        if (!at.has(column as Column)) at.set(column as Column, index);
  return at;
}

interface Rows {
  draft: Draft;
  first: Map<Column, Said>;
}

function draftsOf(records: string[][], columns: Map<Column, number>, file: string) {
  const sets = new Map<string, Rows>();
  const faults: Fault[] = [];
  for (const [index, record] of records.entries()) {
    if (index === 0 || record.every((cell) => cell === "")) continue;
    const cell = (column: Column): Said | null => {
      const place = columns.get(column);
      const text = place === undefined ? "" : (record[place] ?? "");
      return text === "" ? null : { text, at: { file, row: index + 1, field: COLUMNS[column][0] } };
    };
    const uuid = cell("uuid");
    if (!uuid) {
      faults.push({ code: "uuid_missing", at: { file, row: index + 1 } });
      continue;
    }
    const key = `${uuid.text.toLowerCase()} ${cell("version")?.text ?? ""}`;
    const known = sets.get(key) ?? begun(cell, { file, row: index + 1 });
    sets.set(key, known);
    for (const column of SAME) {
      const said = cell(column);
      if (said && said.text !== (known.first.get(column)?.text ?? ""))
        faults.push({ code: "csv_differs", at: said.at, value: said.text.slice(0, 80) });
    }
    addValues(known.draft, cell);
  }
  return { drafts: [...sets.values()].map(({ draft }) => draft), faults };
}

function begun(cell: (column: Column) => Said | null, at: { file: string; row: number }): Rows {
  const text = (column: Column) => cell(column)?.text ?? null;
  const first = new Map(
    SAME.flatMap((column) => (cell(column) ? [[column, cell(column) as Said] as const] : [])),
  );
  const named = { de: text("nameDe"), en: text("nameEn") };
  return {
    first,
    draft: {
      at,
      format: "csv",
      uuid: cell("uuid"),
      version: cell("version"),
      names: Object.fromEntries(Object.entries(named).flatMap(([key, name]) => (name ? [[key, name]] : []))),
      owner: text("owner"),
      amount: cell("amount"),
      unit: cell("unit"),
      properties: Object.fromEntries(
        PROPERTIES.flatMap((property) => (cell(property) ? [[property, cell(property)]] : [])),
      ),
      values: [],
      scenarios: [],
      dataSetType: text("type"),
      geography: text("geography"),
      referenceYear: cell("referenceYear"),
      validUntil: cell("validUntil"),
      registration: text("registration"),
      sourceUrl: text("url"),
    },
  };
}

function addValues(draft: Draft, cell: (column: Column) => Said | null): void {
  const scenario = cell("scenario")?.text.slice(0, 100) ?? null;
  if (scenario && !draft.scenarios.some(({ name }) => name === scenario))
    draft.scenarios.push({
      name: scenario,
      description: cell("scenarioDescription")?.text.slice(0, 500) ?? null,
      isDefault: false,
    });
  for (const indicator of INDICATORS) {
    const value = cell(indicator);
    if (value) draft.values.push({ module: cell("module")?.text ?? "", scenario, indicator, value });
  }
}
