import type { EstimateLineRow } from "#lib/estimates/measured-model.ts";
import { CARBON_MODULES } from "#lib/processing/carbon/types.ts";
import { minorToDecimal } from "#lib/processing/costs/currency.ts";
import { kilograms } from "../figures.ts";
import { storeyName } from "../sums.ts";
import { type Cell, columnName, heading, type Row, type Sheet } from "./cells.ts";
import { FIRST_LINE } from "./line-items.ts";
import type { Plan } from "./plan.ts";

const COLUMNS = [
  ["number", 6],
  ["name", 34],
  ["class", 24],
  ["storey", 24],
  ["quantity", 14],
  ["likely", 14],
  ["a1a3G", 15],
  ["a4G", 14],
  ["a5G", 14],
  ["biogenicG", 14],
  ["storeyKey", 8],
] as const;
export type SplitColumn = (typeof COLUMNS)[number][0];

export const splitColumn = (name: SplitColumn) => columnName(COLUMNS.findIndex(([key]) => key === name));

/** How a storey stands in conditions: 0 for none. */
export const storeyKey = (storey: number | null) => (storey === null ? 0 : storey + 1);

export const lastSplitRow = ({ report }: Plan) =>
  FIRST_LINE - 1 + report.lines.reduce((all, line) => all + line.byStorey.length, 0);

/** Each line by storey, as the estimate splits it: what the sums by storey are made of. */
export function splitSheet(plan: Plan): Sheet {
  return {
    name: plan.names.split,
    columns: COLUMNS.map(([, width]) => width),
    frozenRows: FIRST_LINE - 1,
    rows: rowsOf(plan),
  };
}

function* rowsOf(plan: Plan): Generator<Row, void> {
  const { t, report } = plan;
  yield [{ text: t("xlsx.split.title"), style: "title" }];
  yield [{ text: t("xlsx.split.hint"), style: "subtitle" }];
  yield COLUMNS.map(([key]) =>
    heading(t(`xlsx.split.column.${key}`, { currency: report.estimate.currency })),
  );
  for (const line of report.lines) for (const index of line.byStorey.keys()) yield partRow(plan, line, index);
}

function partRow({ t, report }: Plan, line: EstimateLineRow, index: number): Row {
  const { estimate } = report;
  const part = line.byStorey[index];
  const storey = part?.storey ?? null;
  const likely = line.costByStorey?.[index]?.likelyMinor;
  const modules = line.carbonByStorey?.[index]?.modules;
  const carbon = (grams: number | undefined): Cell =>
    grams === undefined ? null : { number: kilograms(grams), style: "carbon" };
  return [
    { number: line.position + 1, style: "count" },
    line.name,
    line.ifcClass,
    storeyName(estimate, storey) ?? t("noStorey"),
    { number: part?.quantity ?? "0", style: "quantity" },
    likely === undefined ? null : { number: minorToDecimal(likely, estimate.minorDigits), style: "money" },
    ...CARBON_MODULES.map((module) => carbon(modules?.[module])),
    { number: storeyKey(storey), style: "count" },
  ];
}
