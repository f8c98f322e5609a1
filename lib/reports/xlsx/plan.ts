import type { Report } from "../report-data.ts";
import type { ReportWords } from "../words/report-words.ts";
import { FIRST_LINE } from "./line-items.ts";

/** Where things stand in the workbook, so that sheets can refer to each other. */
export interface Plan {
  t: ReportWords;
  report: Report;
  names: Record<SheetName, string>;
  /** Numbers that lines and sums share, since names may hold what a condition takes for a pattern. */
  keys: {
    classes: ReadonlyMap<string | null, number>;
    materials: ReadonlyMap<string, number>;
  };
  /** References to the cells that every rate depends on. */
  basis: { locationFactor: string; labourRate: string; equipmentRate: string; floorArea: string };
  /** Row of the totals below the lines, on the sheets of cost and of carbon alike. */
  totalsRow: number;
}

export const SHEETS = [
  "summary",
  "lines",
  "carbon",
  "breakdown",
  "split",
  "elements",
  "basis",
  "missing",
  "corrections",
  "uncertainty",
  "wholeLife",
  "declared",
  "issue",
] as const;
export type SheetName = (typeof SHEETS)[number];

export function planOf(t: ReportWords, report: Report): Plan {
  const { lines } = report;
  const names = Object.fromEntries(SHEETS.map((sheet) => [sheet, t(`xlsx.sheet.${sheet}`)]));
  return {
    t,
    report,
    names: {
      summary: names.summary ?? "",
      lines: names.lines ?? "",
      carbon: names.carbon ?? "",
      breakdown: names.breakdown ?? "",
      split: names.split ?? "",
      elements: names.elements ?? "",
      basis: names.basis ?? "",
      missing: names.missing ?? "",
      corrections: names.corrections ?? "",
      uncertainty: names.uncertainty ?? "",
      wholeLife: names.wholeLife ?? "",
      declared: names.declared ?? "",
      issue: names.issue ?? "",
    },
    keys: {
      classes: numbered(lines.map((line) => line.ifcClass)),
      materials: numbered(lines.map((line) => line.catalogueId)),
    },
    basis: {
      locationFactor: `'${names.basis}'!$B$4`,
      labourRate: `'${names.basis}'!$B$5`,
      equipmentRate: `'${names.basis}'!$B$6`,
      floorArea: `'${names.basis}'!$B$7`,
    },
    totalsRow: FIRST_LINE + lines.length,
  };
}

/** Each value once, from 1. */
function numbered<T>(values: readonly T[]): Map<T, number> {
  return new Map([...new Set(values)].map((value, index) => [value, index + 1]));
}
