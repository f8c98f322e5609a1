import { partColor } from "#components/charts/palette.ts";
import { addParts, noParts, PRICE_PARTS, type PricePart, pricePartsOf } from "#lib/estimates/price-parts.ts";
import { CARBON_MODULES } from "#lib/processing/carbon/types.ts";
import type { Report } from "../report-data.ts";
import { type Bar, drawBars, drawRange, drawWaterfall } from "./charts.ts";
import { COLORS, type Paper } from "./paper.ts";
import type { Writing } from "./writing.ts";

const MODULE_KEYS = {
  a1a3G: "a1_a3_kg",
  a4G: "a4_kg",
  a5G: "a5_kg",
  biogenicG: "biogenic_kg",
} as const;

/** The answer with its figures per area, its range, its build-up and its carbon by module. */
export function drawSummary(paper: Paper, report: Report, writing: Writing): void {
  const { t, carbon } = writing;
  const { estimate } = report;
  paper.chapter(t("pdf.summary"));
  drawFigures(paper, report, writing);
  drawCostRange(paper, report, writing);
  drawBuildUp(paper, report, writing);
  const modules = CARBON_MODULES.filter((module) => module !== "biogenicG" || (estimate.biogenicG ?? 0) > 0);
  const bars = modules.map((module): Bar => {
    const grams = estimate[module] ?? 0;
    return {
      name: t(`pdf.module.${module}`),
      value: grams,
      text: carbon(grams),
      color: partColor("module", MODULE_KEYS[module]).light,
    };
  });
  paper.section(t("pdf.carbonTitle"), bars.length * 20);
  drawBars(paper, bars, altOf(t("pdf.carbonTitle"), bars));
}

function drawFigures(paper: Paper, { estimate }: Report, writing: Writing): void {
  const { t, units, rough, carbon, percent } = writing;
  const { floorAreaM2: area, costCoverage } = estimate;
  const grams = (estimate.a1a3G ?? 0) + (estimate.a4G ?? 0) + (estimate.a5G ?? 0);
  const perArea = area === null || area <= 0 ? null : estimate.likelyMinor / units.fromSi(area, "m2");
  const figures: [string, string, string][] = [
    [
      t("pdf.likelyCost"),
      rough(estimate.likelyMinor),
      t("pdf.range", { low: rough(estimate.lowMinor), high: rough(estimate.highMinor) }),
    ],
    [t("pdf.carbonTotal"), carbon(grams), t("pdf.carbonParts", { made: carbon(estimate.a1a3G ?? 0) })],
    [
      t("pdf.costPerArea", { unit: units.symbol("m2") }),
      perArea === null ? "–" : rough(Math.round(perArea)),
      area === null ? t("pdf.noFloorArea") : units.quantity(area, "m2"),
    ],
    [
      t("pdf.carbonPerArea"),
      area === null || area <= 0 ? "–" : units.carbonPerArea(grams / 1000 / area),
      "EN 15978 A1–A5",
    ],
    [
      t("pdf.coverageShort"),
      percent(costCoverage.elements.share),
      t("pdf.coverageText", {
        elements: percent(costCoverage.elements.share),
        volume: percent(costCoverage.volumeM3.share),
      }),
    ],
  ];
  const width = paper.inner / 3;
  const top = paper.y;
  for (const [index, [name, value, below]] of figures.entries()) {
    const x = paper.left + (index % 3) * width;
    const y = top + Math.floor(index / 3) * 58;
    paper.tagged("P", () => {
      paper.write(name, { x, y, width: width - 14 }, { size: 8.5, color: COLORS.muted });
      paper.write(value, { x, y: paper.y + 1, width: width - 14 }, { size: 14, weight: "bold" });
      paper.write(below, { x, y: paper.y + 1, width: width - 14 }, { size: 8, color: COLORS.muted });
    });
  }
  paper.y = top + Math.ceil(figures.length / 3) * 58 + 2;
}

function drawCostRange(paper: Paper, { estimate }: Report, { t, whole }: Writing): void {
  const of = (name: "low" | "likely" | "high") => ({
    name: t(`pdf.${name}`),
    value: estimate[`${name}Minor`],
    text: whole(estimate[`${name}Minor`]),
  });
  const range = { low: of("low"), likely: of("likely"), high: of("high") };
  paper.section(t("pdf.rangeTitle"), 62);
  drawRange(
    paper,
    range,
    t("pdf.rangeAlt", { low: range.low.text, likely: range.likely.text, high: range.high.text }),
  );
}

function drawBuildUp(paper: Paper, { estimate, lines }: Report, { t, whole }: Writing): void {
  const sums = noParts();
  const terms = {
    laborRate: estimate.laborRate,
    equipmentRate: estimate.equipmentRate,
    locationFactor: estimate.locationMatch.factor,
    minorDigits: estimate.minorDigits,
  };
  for (const { quantity, baseRate, buildUp, likelyMinor } of lines)
    if (baseRate !== null && buildUp && likelyMinor !== null)
      addParts(sums, pricePartsOf({ quantity, baseRate, buildUp, likelyMinor }, terms));
  const bar = (part: PricePart | "total", minor: number): Bar => ({
    name: t(`pdf.step.${part}`),
    value: minor,
    text: whole(minor),
    color: partColor("build_up", part).light,
  });
  const parts = PRICE_PARTS.filter((part) => sums[part] !== 0).map((part) => bar(part, sums[part]));
  const total = bar("total", estimate.likelyMinor);
  paper.section(t("pdf.waterfallTitle"), (parts.length + 1) * 20);
  drawWaterfall(paper, parts, total, altOf(t("pdf.waterfallTitle"), [...parts, total]));
}

const altOf = (title: string, bars: readonly Bar[]) =>
  `${title}: ${bars.map(({ name, text }) => `${name} ${text}`).join(", ")}.`;
