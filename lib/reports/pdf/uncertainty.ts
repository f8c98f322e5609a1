import { ITERATIONS } from "#lib/uncertainty/method.ts";
import type { Outcome, Outcomes } from "#lib/uncertainty/outcomes.ts";
import type { Report } from "../report-data.ts";
import { drawTornado } from "./charts.ts";
import { COLORS, type Paper } from "./paper.ts";
import { drawTable } from "./table.ts";
import type { Writing } from "./writing.ts";

const PERCENTILES = ["p10", "p50", "p80", "p90", "mean", "likely"] as const;

/** How far the totals may lie off, and what moves the cost most. */
export async function drawUncertainty(
  paper: Paper,
  report: Report,
  { cost, carbon, quantities }: Outcomes,
  writing: Writing,
): Promise<void> {
  const { t, whole, carbon: inKg, percent } = writing;
  if (!cost && !carbon) return;
  paper.chapter(t("pdf.uncertainty"));
  if (cost) paper.paragraph(costSentence(cost, writing));
  if (carbon) paper.paragraph(t("pdf.uncertaintyCarbon", { p10: inKg(carbon.p10), p90: inKg(carbon.p90) }));
  await drawTable(
    paper,
    [
      { heading: t("pdf.percentile"), share: 0.4 },
      { heading: t("pdf.total_cost"), share: 0.3, align: "right" },
      { heading: t("pdf.total_carbon"), share: 0.3, align: "right" },
    ],
    PERCENTILES.map((percentile) => ({
      cells: [
        t(`uncertainty.${percentile}`),
        cost ? whole(cost[percentile]) : "–",
        carbon ? inKg(carbon[percentile]) : "–",
      ],
    })),
  );
  if (cost && cost.drivers.length > 0) drawDrivers(paper, report, cost, writing);
  const note = { color: COLORS.muted };
  if (quantities.length > 0) {
    const shares = quantities.map(({ source, share }) =>
      t(`uncertainty.share.${source}`, { share: percent(share) }),
    );
    paper.paragraph(t("pdf.uncertaintyQuantities", { shares: shares.join(", ") }), note);
  }
  paper.paragraph(t("pdf.uncertaintyMethod", { iterations: ITERATIONS }), note);
}

function costSentence(
  { p10, p80, p90, likely, shareAbove }: Outcome,
  { t, whole, percent }: Writing,
): string {
  const said = { p10: whole(p10), p90: whole(p90), above: percent(shareAbove), likely: whole(likely) };
  return p80 > likely
    ? t("pdf.uncertaintyCost", { ...said, contingency: whole(p80 - likely) })
    : t("pdf.uncertaintyCostBelow", said);
}

function drawDrivers(paper: Paper, { lines }: Report, { drivers, likely }: Outcome, { t, whole }: Writing) {
  const names = new Map(lines.map((line) => [line.catalogueId, line.name]));
  const bars = drivers.map(({ kind, catalogueId, low, high }) => ({
    name: t(`uncertainty.driver.${kind}`, { name: names.get(catalogueId) ?? catalogueId }),
    low,
    high,
    text: t("pdf.range", { low: whole(low), high: whole(high) }),
  }));
  const title = t("pdf.tornado");
  paper.section(title, bars.length * 20);
  drawTornado(
    paper,
    bars,
    likely,
    `${title}: ${bars.map(({ name, text }) => `${name} ${text}`).join(", ")}.`,
  );
}
