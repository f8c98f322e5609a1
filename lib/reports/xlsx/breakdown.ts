import { CARBON_MODULES, type CarbonModules } from "#lib/processing/carbon/types.ts";
import { minorToDecimal } from "#lib/processing/costs/currency.ts";
import { kilograms } from "../figures.ts";
import { byClass, byMaterial, byStorey, type NamedSum } from "../sums.ts";
import { carbonColumn } from "./carbon.ts";
import { type Cell, heading, type Row, type Sheet, sheetReference } from "./cells.ts";
import { FIRST_LINE, lineColumn } from "./line-items.ts";
import type { Plan } from "./plan.ts";
import { lastSplitRow, splitColumn, storeyKey } from "./split.ts";

/** Where a table's sums come from: the columns of the amounts, and that of the condition. */
interface Source {
  likely: Range;
  carbon: Record<keyof CarbonModules, Range>;
  /** The condition's columns stand beside the amounts, in each sheet its own. */
  condition: { likely: Range; carbon: Range };
}
type Range = string;

/** Cost and carbon by storey, class and material: conditional sums over the lines, and a total below each table. */
export function breakdown(plan: Plan): Sheet {
  const { t, report, names } = plan;
  const rows: Row[] = [[{ text: t("xlsx.breakdown.title"), style: "title" }]];
  addTable(plan, rows, {
    title: t("xlsx.breakdown.byStorey"),
    sums: byStorey(report).map((sum) => ({ ...sum, name: sum.name ?? t("noStorey") })),
    keyOf: storeyKey,
    source: splitSource(plan),
  });
  addTable(plan, rows, {
    title: t("xlsx.breakdown.byClass"),
    sums: byClass(report).map((sum) => ({ ...sum, name: sum.name ?? t("byHand") })),
    keyOf: (key) => plan.keys.classes.get(key) ?? 0,
    source: lineSource(plan, "classKey"),
  });
  addTable(plan, rows, {
    title: t("xlsx.breakdown.byMaterial"),
    sums: byMaterial(report),
    keyOf: (key) => plan.keys.materials.get(key) ?? 0,
    source: lineSource(plan, "materialKey"),
  });
  return { name: names.breakdown, columns: [8, 40, 16, 16, 14, 14, 14], rows };
}

function addTable<K>(
  { t, report }: Plan,
  rows: Row[],
  {
    title,
    sums,
    keyOf,
    source,
  }: { title: string; sums: NamedSum<K>[]; keyOf: (key: K) => number; source: Source },
): void {
  const { currency, minorDigits } = report.estimate;
  rows.push([], [{ text: title, style: "title" }]);
  rows.push([
    heading(t("xlsx.breakdown.key")),
    heading(t("xlsx.breakdown.name")),
    heading(t("xlsx.breakdown.likely", { currency })),
    ...CARBON_MODULES.map((module) => heading(t(`xlsx.breakdown.${module}`))),
  ]);
  const first = rows.length + 1;
  for (const sum of sums) {
    const row = rows.length + 1;
    const amount = (range: Range, condition: Range, places: number) =>
      `ROUND(SUMIFS(${range},${condition},$A${row}),${places})`;
    rows.push([
      { number: keyOf(sum.key), style: "count" },
      sum.name,
      {
        formula: amount(source.likely, source.condition.likely, minorDigits),
        value: minorToDecimal(sum.likelyMinor, minorDigits),
        style: "money",
      },
      ...CARBON_MODULES.map(
        (module): Cell => ({
          formula: amount(source.carbon[module], source.condition.carbon, 3),
          value: kilograms(sum[module]),
          style: "carbon",
        }),
      ),
    ]);
  }
  const last = rows.length;
  const total = (column: string, places: number, value: string, style: "totalMoney" | "totalCarbon"): Cell =>
    last < first
      ? { number: value, style }
      : { formula: `ROUND(SUM(${column}${first}:${column}${last}),${places})`, value, style };
  const all = (pick: (sum: NamedSum<K>) => number) => sums.reduce((whole, sum) => whole + pick(sum), 0);
  rows.push([
    { text: "", style: "total" },
    { text: t("xlsx.total"), style: "total" },
    total(
      "C",
      minorDigits,
      minorToDecimal(
        all((sum) => sum.likelyMinor),
        minorDigits,
      ),
      "totalMoney",
    ),
    ...CARBON_MODULES.map((module, index) =>
      total(
        String.fromCharCode("D".charCodeAt(0) + index),
        3,
        kilograms(all((sum) => sum[module])),
        "totalCarbon",
      ),
    ),
  ]);
}

function splitSource(plan: Plan): Source {
  const column = (name: Parameters<typeof splitColumn>[0]) =>
    range(plan.names.split, splitColumn(name), lastSplitRow(plan));
  const condition = column("storeyKey");
  return {
    likely: column("likely"),
    carbon: {
      a1a3G: column("a1a3G"),
      a4G: column("a4G"),
      a5G: column("a5G"),
      biogenicG: column("biogenicG"),
    },
    condition: { likely: condition, carbon: condition },
  };
}

function lineSource(plan: Plan, key: "classKey" | "materialKey"): Source {
  const last = plan.totalsRow - 1;
  const carbon = (name: Parameters<typeof carbonColumn>[0]) =>
    range(plan.names.carbon, carbonColumn(name), last);
  return {
    likely: range(plan.names.lines, lineColumn("likely"), last),
    carbon: {
      a1a3G: carbon("a1a3G"),
      a4G: carbon("a4G"),
      a5G: carbon("a5G"),
      biogenicG: carbon("biogenicG"),
    },
    condition: { likely: range(plan.names.lines, lineColumn(key), last), carbon: carbon(key) },
  };
}

const range = (sheet: string, column: string, last: number): Range =>
  `${sheetReference(sheet)}!$${column}$${FIRST_LINE}:$${column}$${Math.max(last, FIRST_LINE)}`;
