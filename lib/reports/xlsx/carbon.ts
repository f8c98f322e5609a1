import { TRANSPORT, WASTE_TRANSPORT } from "#lib/catalogue/groups.ts";
import type { CatalogueEntry } from "#lib/catalogue/types.ts";
import type { EstimateLineRow } from "#lib/estimates/measured-model.ts";
import { CARBON_MODULES, type CarbonModules } from "#lib/processing/carbon/types.ts";
import { kilograms } from "../figures.ts";
import { type Cell, columnName, heading, type Row, type Sheet, sheetReference } from "./cells.ts";
import { rounded, sumOf } from "./formula.ts";
import { FIRST_LINE, lineColumn } from "./line-items.ts";
import type { Plan } from "./plan.ts";

const COLUMNS = [
  ["number", 6],
  ["name", 34],
  ["class", 24],
  ["mass", 14],
  ["factor", 12],
  ["distance", 10],
  ["perTonneKm", 12],
  ["wasteRate", 9],
  ["offSite", 12],
  ["stored", 12],
  ["a1a3G", 15],
  ["a4G", 14],
  ["a5G", 14],
  ["total", 15],
  ["biogenicG", 14],
  ["quality", 8],
  ["proxy", 10],
  ["source", 50],
  ["classKey", 8],
  ["materialKey", 8],
] as const;
export type CarbonColumn = (typeof COLUMNS)[number][0];

export const carbonColumn = (name: CarbonColumn) => columnName(COLUMNS.findIndex(([key]) => key === name));

/** The carbon account by EN 15978 modules, each line mass × factor in the rows of the priced bill; biogenic carbon apart. */
export function carbonSheet(plan: Plan): Sheet {
  const { t, report, names } = plan;
  return {
    name: names.carbon,
    columns: COLUMNS.map(([, width]) => width),
    frozenRows: FIRST_LINE - 1,
    rows: [
      [{ text: t("xlsx.carbon.title"), style: "title" }],
      [{ text: t("xlsx.carbon.hint"), style: "subtitle" }],
      COLUMNS.map(([key]) => heading(t(`xlsx.carbon.column.${key}`))),
      ...report.lines.map((line, index) => lineRow(plan, line, FIRST_LINE + index)),
      totalsRow(plan),
    ],
  };
}

function lineRow(plan: Plan, line: EstimateLineRow, row: number): Row {
  const inLines = (name: Parameters<typeof lineColumn>[0]) =>
    `${sheetReference(plan.names.lines)}!${lineColumn(name)}${row}`;
  const key = (name: "classKey" | "materialKey", value: number | undefined): Cell => ({
    formula: inLines(name),
    value: value ?? 0,
    style: "count",
  });
  const cells = new Map<CarbonColumn, Cell>([
    ["number", { number: line.position + 1, style: "count" }],
    ["name", line.name],
    ["class", line.ifcClass],
    ["mass", line.massKg === null ? null : { number: line.massKg, style: "carbon" }],
    ["classKey", key("classKey", plan.keys.classes.get(line.ifcClass))],
    ["materialKey", key("materialKey", plan.keys.materials.get(line.catalogueId))],
    ...counted(plan, line, row),
  ]);
  return COLUMNS.map(([name]) => cells.get(name) ?? null);
}

function counted({ t, report }: Plan, line: EstimateLineRow, row: number): [CarbonColumn, Cell][] {
  const { factor, massKg } = line;
  if (line.a1a3G === null) return [["source", t("xlsx.carbon.uncounted")]];
  if (!factor || massKg === null) return [];
  const entry = report.book.catalogue.get(line.catalogueId);
  const at = (name: CarbonColumn) => `${carbonColumn(name)}${row}`;
  const modules = formulasOf(line, entry, at);
  const total = (line.a1a3G ?? 0) + (line.a4G ?? 0) + (line.a5G ?? 0);
  return [
    ["factor", { number: factor.a1a3KgPerKg, style: "rate" }],
    ["distance", { number: factor.distanceKm, style: "count" }],
    ["perTonneKm", { number: TRANSPORT.kgPerTonneKm, style: "rate" }],
    ["wasteRate", { number: factor.wasteRate, style: "percent" }],
    ["offSite", entry ? { number: offSiteOf(entry), style: "rate" } : null],
    ["stored", { number: storedOf(line, entry), style: "rate" }],
    ...CARBON_MODULES.map((module): [CarbonColumn, Cell] => [module, modules[module]]),
    [
      "total",
      {
        formula: `ROUND(SUM(${at("a1a3G")}:${at("a5G")}),3)`,
        value: kilograms(total),
        style: "carbon",
      },
    ],
    ["quality", factor.quality],
    ["proxy", factor.proxy ? { text: t("xlsx.carbon.isProxy"), style: "warning" } : null],
    ["source", { text: factor.source, style: "wrapped" }],
  ];
}

/** C2 and C3–C4 of what is wasted, kg CO2e per kg. */
const offSiteOf = (entry: CatalogueEntry) =>
  Number((WASTE_TRANSPORT.kgPerKg + entry.disposal.kgPerKg).toPrecision(12));

/** CO2 that a kg stores: of the entry, or as the line's declaration has it. */
function storedOf(line: EstimateLineRow, entry: CatalogueEntry | undefined): number {
  if (!line.factor?.epd) return entry?.biogenic?.storedKgPerKg ?? 0;
  return Number(line.massKg) > 0 ? (line.biogenicG ?? 0) / 1000 / Number(line.massKg) : 0;
}

function formulasOf(
  line: EstimateLineRow,
  entry: CatalogueEntry | undefined,
  at: (name: CarbonColumn) => string,
): Record<keyof CarbonModules, Cell> {
  const mass = Number(line.massKg);
  const a1a3 = line.factor?.a1a3KgPerKg ?? 0;
  const a4 = ((line.factor?.distanceKm ?? 0) * TRANSPORT.kgPerTonneKm) / 1000;
  const wasted = 1 / (1 - (line.factor?.wasteRate ?? 0)) - 1;
  const a4PerKg = `${at("distance")}*${at("perTonneKm")}/1000`;
  const cell = (formula: string, raw: number, grams: number | null): Cell =>
    rounded(formula, { raw, exact: kilograms(grams ?? 0), places: 3, style: "carbon" });
  return {
    a1a3G: cell(`${at("mass")}*${at("factor")}`, mass * a1a3, line.a1a3G),
    a4G: cell(`${at("mass")}*${a4PerKg}`, mass * a4, line.a4G),
    a5G: cell(
      `${at("mass")}*(1/(1-${at("wasteRate")})-1)*(${at("factor")}+${a4PerKg}+${at("offSite")})`,
      mass * wasted * (a1a3 + a4 + (entry ? offSiteOf(entry) : 0)),
      line.a5G,
    ),
    biogenicG: cell(`${at("mass")}*${at("stored")}`, mass * storedOf(line, entry), line.biogenicG),
  };
}

function totalsRow({ t, report }: Plan): Row {
  const { estimate, lines } = report;
  const last = FIRST_LINE + lines.length - 1;
  const total = (estimate.a1a3G ?? 0) + (estimate.a4G ?? 0) + (estimate.a5G ?? 0);
  const sum = (name: CarbonColumn, exact: string) =>
    sumOf(
      { column: carbonColumn(name), first: FIRST_LINE, last },
      { exact, places: 3, style: "totalCarbon" },
    );
  const totals = new Map<CarbonColumn, Cell>([
    ["name", { text: t("xlsx.total"), style: "total" }],
    ["total", sum("total", kilograms(total))],
    ...CARBON_MODULES.map((module): [CarbonColumn, Cell] => [
      module,
      sum(module, kilograms(estimate[module] ?? 0)),
    ]),
  ]);
  return COLUMNS.map(([key]) => totals.get(key) ?? { text: "", style: "total" });
}
