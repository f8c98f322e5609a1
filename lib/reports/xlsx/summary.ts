import { decimal } from "#lib/catalogue/decimal.ts";
import { CARBON_MODULES } from "#lib/processing/carbon/types.ts";
import type { Coverage } from "#lib/processing/costs/coverage.ts";
import { minorToDecimal } from "#lib/processing/costs/currency.ts";
import { kilograms } from "../figures.ts";
import { carbonColumn } from "./carbon.ts";
import { type Cell, heading, type Row, type Sheet, sheetReference } from "./cells.ts";
import { lineColumn } from "./line-items.ts";
import type { Plan } from "./plan.ts";

const AMOUNTS = ["low", "likely", "high"] as const;

/** The answer first: range, carbon, both per m², coverage; every figure is a formula, and a check against the estimate. */
export function summary(plan: Plan): Sheet {
  const { t, report, names } = plan;
  const { estimate, organisation } = report;
  const rows: Row[] = [
    [{ text: estimate.name, style: "title" }],
    [
      {
        text: t("xlsx.summary.subtitle", {
          organisation: organisation.name,
          date: estimate.pricedAt.toISOString().slice(0, 10),
        }),
        style: "subtitle",
      },
    ],
    ...(estimate.placeholderPrices ? [[{ text: t("placeholder"), style: "warning" } as const]] : []),
    [],
  ];
  addCost(plan, rows);
  addCarbon(plan, rows);
  addCoverage(plan, rows);
  return { name: names.summary, columns: [44, 18, 18, 18, 18], rows };
}

function addCost(plan: Plan, rows: Row[]): void {
  const { t, report, basis } = plan;
  const { estimate } = report;
  const { currency, minorDigits, floorAreaM2 } = estimate;
  const exact = (name: (typeof AMOUNTS)[number]) => minorToDecimal(estimate[`${name}Minor`], minorDigits);
  rows.push([
    heading(t("xlsx.summary.cost", { currency })),
    ...AMOUNTS.map((name) => heading(t(`xlsx.summary.${name}`))),
  ]);
  const total = rows.length + 1;
  rows.push([
    { text: t("xlsx.total"), style: "total" },
    ...AMOUNTS.map(
      (name): Cell => ({
        formula: `${sheetReference(plan.names.lines)}!${lineColumn(name)}${plan.totalsRow}`,
        value: exact(name),
        style: "totalMoney",
      }),
    ),
  ]);
  if (floorAreaM2 !== null)
    rows.push([
      t("xlsx.summary.perM2"),
      ...AMOUNTS.map(
        (name, index): Cell => ({
          formula: `ROUND(${"BCD"[index]}${total}/${basis.floorArea},${minorDigits})`,
          value: decimal(exact(name)).div(decimal(floorAreaM2)).toFixed(minorDigits),
          style: "money",
        }),
      ),
    ]);
  rows.push([
    t("xlsx.summary.asCalculated"),
    ...AMOUNTS.map((name): Cell => ({ number: exact(name), style: "money" })),
  ]);
  rows.push(
    [
      t("xlsx.summary.difference"),
      ...AMOUNTS.map((_, index): Cell => {
        const column = "BCD"[index] ?? "B";
        return {
          formula: `ROUND(${column}${total}-${column}${rows.length},${minorDigits})`,
          value: 0,
          style: "money",
        };
      }),
    ],
    [],
  );
}

function addCarbon(plan: Plan, rows: Row[]): void {
  const { t, report, basis } = plan;
  const { estimate } = report;
  const exact = CARBON_MODULES.map((module) => kilograms(estimate[module] ?? 0));
  rows.push([
    heading(t("xlsx.summary.carbon")),
    ...CARBON_MODULES.map((module) => heading(t(`xlsx.breakdown.${module}`))),
  ]);
  const total = rows.length + 1;
  rows.push([
    { text: t("xlsx.total"), style: "total" },
    ...CARBON_MODULES.map(
      (module, index): Cell => ({
        formula: `${sheetReference(plan.names.carbon)}!${carbonColumn(module)}${plan.totalsRow}`,
        value: exact[index] ?? "0",
        style: "totalCarbon",
      }),
    ),
  ]);
  const { floorAreaM2 } = estimate;
  if (floorAreaM2 !== null)
    rows.push([
      t("xlsx.summary.perM2"),
      ...CARBON_MODULES.map(
        (_, index): Cell => ({
          formula: `ROUND(${"BCDE"[index]}${total}/${basis.floorArea},3)`,
          value: decimal(exact[index] ?? "0")
            .div(decimal(floorAreaM2))
            .toFixed(3),
          style: "carbon",
        }),
      ),
    ]);
  rows.push([
    t("xlsx.summary.asCalculated"),
    ...exact.map((value): Cell => ({ number: value, style: "carbon" })),
  ]);
  rows.push(
    [
      t("xlsx.summary.difference"),
      ...CARBON_MODULES.map((_, index): Cell => {
        const column = "BCDE"[index] ?? "B";
        return { formula: `ROUND(${column}${total}-${column}${rows.length},3)`, value: 0, style: "carbon" };
      }),
    ],
    [],
  );
}

function addCoverage({ t, report }: Plan, rows: Row[]): void {
  const { costCoverage, carbonCoverage } = report.estimate;
  rows.push([heading(t("coverage.title")), heading(t("coverage.elements")), heading(t("coverage.volume"))]);
  const row = (name: string, { elements, volumeM3 }: Coverage): Row => [
    name,
    { number: elements.share, style: "percent" },
    { number: volumeM3.share, style: "percent" },
  ];
  rows.push(row(t("coverage.cost"), costCoverage));
  if (carbonCoverage) rows.push(row(t("coverage.carbon"), carbonCoverage));
}
