import { minorToDecimal } from "#lib/processing/costs/currency.ts";
import type { KnownLine } from "#lib/uncertainty/known-lines.ts";
import { DEFAULT_CORRELATION, ITERATIONS } from "#lib/uncertainty/method.ts";
import { type Outcome, outcomesOfReport } from "#lib/uncertainty/outcomes.ts";
import { kilograms } from "../figures.ts";
import { type Cell, heading, type Row, type Sheet } from "./cells.ts";
import type { Plan } from "./plan.ts";

const PERCENTILES = ["p10", "p50", "p80", "p90", "mean", "likely"] as const;

/** How far the totals may lie off, as it was simulated for this workbook: no formula can say it again. */
export function uncertaintySheet(plan: Plan, known: readonly KnownLine[]): Sheet {
  return { name: plan.names.uncertainty, columns: [52, 26, 26], rows: rowsOf(plan, known) };
}

async function* rowsOf({ t, report }: Plan, known: readonly KnownLine[]): AsyncGenerator<Row, void> {
  const { currency, minorDigits } = report.estimate;
  const { cost, carbon } = await outcomesOfReport(known);
  const money = (minor: number): Cell => ({ number: minorToDecimal(minor, minorDigits), style: "money" });
  const kg = (grams: number): Cell => ({ number: kilograms(grams), style: "carbon" });
  const names = new Map(report.lines.map((line) => [line.catalogueId, line.name]));
  yield [{ text: t("pdf.uncertainty"), style: "title" }];
  yield [
    {
      text: t("xlsx.uncertainty.hint", { iterations: ITERATIONS, correlation: DEFAULT_CORRELATION }),
      style: "subtitle",
    },
  ];
  if (!cost && !carbon) return yield [t("xlsx.uncertainty.none")];
  yield [
    heading(t("xlsx.uncertainty.percentile")),
    heading(t("xlsx.uncertainty.cost", { currency })),
    heading(t("xlsx.uncertainty.carbon")),
  ];
  for (const percentile of PERCENTILES)
    yield [t(`uncertainty.${percentile}`), cost && money(cost[percentile]), carbon && kg(carbon[percentile])];
  for (const { outcome, title, write } of [
    { outcome: cost, title: t("xlsx.uncertainty.cost", { currency }), write: money },
    { outcome: carbon, title: t("xlsx.uncertainty.carbon"), write: kg },
  ]) {
    if (!outcome || outcome.drivers.length === 0) continue;
    yield [];
    yield [{ text: title, style: "subtitle" }];
    yield [
      heading(t("xlsx.uncertainty.driver")),
      heading(t("xlsx.uncertainty.low")),
      heading(t("xlsx.uncertainty.high")),
    ];
    for (const { kind, catalogueId, low, high } of outcome.drivers satisfies Outcome["drivers"])
      yield [
        t(`uncertainty.driver.${kind}`, { name: names.get(catalogueId) ?? catalogueId }),
        write(low),
        write(high),
      ];
  }
}
