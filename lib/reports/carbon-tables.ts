import { decimal, round } from "#lib/catalogue/decimal.ts";
import { isExpired } from "#lib/epd/data-quality.ts";
import type { EstimateLineRow } from "#lib/estimates/measured-model.ts";
import {
  byModule,
  moduleValueOf,
  qualityOf,
  REPORTED_MODULES,
  type ReportedModule,
} from "#lib/processing/carbon/by-module.ts";
import type { Report } from "./report-data.ts";

/**
 * Building element categories of RICS, Whole life carbon assessment for the built environment, 2nd edition (2023), which
 * are those of NRM; `none` is what neither class nor cost group places.
 */
export const RICS_CATEGORIES = [
  "1",
  "2.1",
  "2.2",
  "2.3",
  "2.4",
  "2.5",
  "2.6",
  "2.7",
  "2.8",
  "3.1",
  "3.2",
  "3.3",
  "4",
  "5",
  "8",
  "none",
] as const;
export type RicsCategory = (typeof RICS_CATEGORIES)[number];

/** IFC classes that are one element whatever cost group they stand in. */
const BY_CLASS: [RegExp, RicsCategory][] = [
  [/^Ifc(Footing|Pile|DeepFoundation)/, "1"],
  [/^Ifc(Column|Beam|Member)/, "2.1"],
  [/^Ifc(Stair|Ramp)/, "2.4"],
  [/^Ifc(CurtainWall|Window)/, "2.6"],
  [/^IfcRoof/, "2.3"],
  [/^Ifc(Furnishing|Furniture|SystemFurniture)/, "4"],
  [
    /^Ifc(Flow|Distribution|Pipe|Duct|Cable|Boiler|Pump|Fan|Light|Sanitary|SpaceHeater|Tank|Valve|Outlet)/,
    "5",
  ],
  [/^Ifc(Site|Civil|Geographic|Pavement)/, "8"],
];

/** DIN 276 cost groups, the longest that fits; what they have in common with NRM. */
const BY_GROUP: [string, RicsCategory][] = [
  ["32", "1"],
  ["333", "2.1"],
  ["334", "2.6"],
  ["336", "3.1"],
  ["33", "2.5"],
  ["343", "2.1"],
  ["344", "2.8"],
  ["345", "3.1"],
  ["34", "2.7"],
  ["353", "3.2"],
  ["354", "3.3"],
  ["35", "2.2"],
  ["364", "3.3"],
  ["36", "2.3"],
  ["37", "8"],
  ["38", "4"],
  ["4", "5"],
  ["5", "8"],
  ["6", "4"],
];

export function ricsCategoryOf({
  ifcClass,
  din276,
}: Pick<EstimateLineRow, "ifcClass" | "din276">): RicsCategory {
  const byClass = BY_CLASS.find(([pattern]) => pattern.test(ifcClass ?? ""));
  if (byClass) return byClass[1];
  return BY_GROUP.find(([group]) => din276?.startsWith(group))?.[1] ?? "none";
}

export interface CategoryRow {
  category: RicsCategory;
  /** Grams by module; null: nothing of it is declared. */
  modules: Record<ReportedModule, number | null>;
  /** Stored, positive. */
  biogenicG: number;
}

/** Categories that have something, in their order, each line in one of them. */
export function byCategory({ lines }: Pick<Report, "lines">): CategoryRow[] {
  return RICS_CATEGORIES.flatMap((category) => {
    const own = lines.filter((line) => ricsCategoryOf(line) === category && line.factor);
    if (own.length === 0) return [];
    const modules = Object.fromEntries(
      REPORTED_MODULES.map((module) => {
        const values = own.flatMap((line) => moduleValueOf(line, module) ?? []);
        return [module, values.length === 0 ? null : values.reduce((sum, { g }) => sum + g, 0)];
      }),
    ) as CategoryRow["modules"];
    return [{ category, modules, biogenicG: own.reduce((sum, line) => sum + (line.biogenicG ?? 0), 0) }];
  });
}

/** By module for the certificates: whole, per m², and per m² and year of either study period. */
export function moduleTable({ estimate, lines }: Pick<Report, "estimate" | "lines">) {
  const { modules, wholeG } = byModule(lines, new Date());
  const area = estimate.floorAreaM2;
  const per = (grams: number | null, years: number, places: number) =>
    grams === null || area === null || area <= 0
      ? null
      : round(decimal(grams).div(1000).div(decimal(area)).div(years), places);
  const row = (g: number | null) => ({
    g,
    perM2: per(g, 1, 3),
    perM2Year50: per(g, 50, 4),
    perM2Year60: per(g, 60, 4),
  });
  return {
    modules: modules.map(({ module, g, coverage }) => ({ module: module as string, coverage, ...row(g) })),
    whole: row(wholeG),
  };
}

/** A line and what it was counted by, for a list of declared products. */
export function materialRows({ lines }: Pick<Report, "lines">) {
  const on = new Date();
  return lines.flatMap((line) => {
    const quality = qualityOf(line);
    if (!line.factor || !quality) return [];
    const { epd } = line.factor;
    return [
      {
        name: line.name,
        ifcClass: line.ifcClass,
        massKg: line.massKg,
        a1a3G: line.a1a3G,
        source: line.factor.source,
        score: quality.score,
        epd: epd ?? null,
        expired: isExpired(epd?.validUntil ?? null, on),
      },
    ];
  });
}
