import type { EstimateLineRow } from "#lib/estimates/measured-model.ts";
import type { Report } from "../report-data.ts";
import { COLORS, type Paper } from "./paper.ts";
import { drawTable, type TableRow } from "./table.ts";
import type { Writing } from "./writing.ts";

/** Some 70 pages; the workbook has them all. */
const MOST_LINES = 2000;

/** Every line with its quantity, its rate and its range, and the totals. */
export async function drawLines(paper: Paper, { estimate, lines }: Report, writing: Writing): Promise<void> {
  const { t, exact, carbon } = writing;
  paper.chapter(t("pdf.lines"));
  paper.paragraph(t("pdf.linesHint", { currency: estimate.currency }), { color: COLORS.muted });
  if (estimate.placeholderPrices) paper.paragraph(t("pdf.placeholderNote"), { color: COLORS.muted });
  const shown = lines.slice(0, MOST_LINES);
  const grams = (estimate.a1a3G ?? 0) + (estimate.a4G ?? 0) + (estimate.a5G ?? 0);
  await drawTable(
    paper,
    [
      { heading: t("pdf.item"), share: 0.27 },
      { heading: t("pdf.quantity"), share: 0.1, align: "right" },
      { heading: t("pdf.rate"), share: 0.12, align: "right" },
      { heading: t("pdf.low"), share: 0.13, align: "right" },
      { heading: t("pdf.likely"), share: 0.13, align: "right" },
      { heading: t("pdf.high"), share: 0.13, align: "right" },
      { heading: t("pdf.carbonColumn"), share: 0.12, align: "right" },
    ],
    [
      ...shown.map((line) => rowOf(line, writing)),
      {
        cells: [
          t("pdf.total"),
          "",
          "",
          exact(estimate.lowMinor),
          exact(estimate.likelyMinor),
          exact(estimate.highMinor),
          carbon(grams),
        ],
        isTotal: true,
      },
    ],
  );
  if (lines.length > shown.length)
    paper.paragraph(t("pdf.moreRows", { count: lines.length - shown.length }), { color: COLORS.muted });
}

function rowOf(line: EstimateLineRow, { t, units, exact, rate, carbon }: Writing): TableRow {
  const { lowMinor, likelyMinor, highMinor, a1a3G, a4G, a5G, unitRate } = line;
  const quantity =
    line.unit === "pcs"
      ? `${units.figure(Number(line.quantity), "pcs")} ${t("unit.pcs")}`
      : units.quantity(Number(line.quantity), line.unit, { digits: 4 });
  return {
    cells: [
      line.placeholder ? t("pdf.markedName", { name: line.name }) : line.name,
      quantity,
      unitRate === null ? "–" : rate(unitRate, line.unit),
      lowMinor === null ? "–" : exact(lowMinor),
      likelyMinor === null ? t("pdf.unpriced") : exact(likelyMinor),
      highMinor === null ? "–" : exact(highMinor),
      a1a3G === null ? t("pdf.uncounted") : carbon(a1a3G + (a4G ?? 0) + (a5G ?? 0)),
    ],
    note: [line.ifcClass, line.din276 && `DIN 276 ${line.din276}`, line.materialNames.slice(0, 3).join(", ")]
      .filter(Boolean)
      .join(" · "),
  };
}
