import { REPORTED_MODULES } from "#lib/processing/carbon/by-module.ts";
import { byCategory, materialRows, moduleTable } from "../carbon-tables.ts";
import { kilograms } from "../figures.ts";
import { type Cell, heading, type Row, type Sheet } from "./cells.ts";
import type { Plan } from "./plan.ts";

const grams = (g: number | null, style: "carbon" | "totalCarbon" = "carbon"): Cell =>
  g === null ? null : { number: kilograms(g), style };

/**
 * Whole-life carbon: modules across building elements as RICS asks for it, and below by module per m² and year as DGNB
 * does. An empty cell is not declared.
 */
export function wholeLifeSheet({ t, report, names }: Plan): Sheet {
  const categories = byCategory(report);
  const { modules, whole } = moduleTable(report);
  const total = (module: (typeof REPORTED_MODULES)[number]) =>
    modules.find((one) => one.module === module)?.g ?? null;
  const rate = (text: string | null): Cell => (text === null ? null : { number: text, style: "rate" });
  return {
    name: names.wholeLife,
    columns: [40, ...REPORTED_MODULES.map(() => 13), 14],
    rows: [
      [{ text: t("xlsx.wholeLife.title"), style: "title" }],
      [{ text: t("xlsx.wholeLife.hint"), style: "subtitle" }],
      [
        heading(t("xlsx.wholeLife.element")),
        ...REPORTED_MODULES.map((module) => heading(module)),
        heading(t("xlsx.wholeLife.stored")),
      ],
      ...categories.map(
        ({ category, modules: of, biogenicG }): Row => [
          t(`xlsx.wholeLife.category.${category.replace(".", "_") as "1"}`),
          ...REPORTED_MODULES.map((module) => grams(of[module])),
          grams(biogenicG),
        ],
      ),
      [
        { text: t("xlsx.total"), style: "total" },
        ...REPORTED_MODULES.map((module) => grams(total(module), "totalCarbon")),
        grams(
          categories.reduce((sum, { biogenicG }) => sum + biogenicG, 0),
          "totalCarbon",
        ),
      ],
      [],
      [{ text: t("xlsx.wholeLife.perArea"), style: "title" }],
      [{ text: t("xlsx.wholeLife.perAreaHint"), style: "subtitle" }],
      [
        heading(t("xlsx.wholeLife.module")),
        heading(t("xlsx.wholeLife.kg")),
        heading(t("xlsx.wholeLife.perM2")),
        heading(t("xlsx.wholeLife.perYear", { years: "50" })),
        heading(t("xlsx.wholeLife.perYear", { years: "60" })),
        heading(t("xlsx.wholeLife.coverage")),
      ],
      ...modules.map(
        (one): Row => [
          one.module,
          one.g === null ? t("xlsx.wholeLife.notDeclared") : grams(one.g),
          rate(one.perM2),
          rate(one.perM2Year50),
          rate(one.perM2Year60),
          { number: one.coverage, style: "percent" },
        ],
      ),
      [
        { text: t("xlsx.wholeLife.whole"), style: "total" },
        grams(whole.g, "totalCarbon"),
        rate(whole.perM2),
        rate(whole.perM2Year50),
        rate(whole.perM2Year60),
      ],
    ],
  };
}

const MATERIAL_COLUMNS = [
  ["item", 36],
  ["class", 22],
  ["mass", 14],
  ["declaration", 44],
  ["kind", 14],
  ["manufacturer", 28],
  ["number", 24],
  ["version", 44],
  ["standard", 16],
  ["place", 8],
  ["validUntil", 14],
  ["amount", 14],
  ["unit", 8],
  ["perUnit", 14],
  ["a1a3", 14],
  ["quality", 10],
] as const;

/** Products and what is declared of them, as LEED's credits on disclosure and DGNB's evidence ask for a list. */
export function declaredSheet({ t, report, names }: Plan): Sheet {
  return {
    name: names.declared,
    columns: MATERIAL_COLUMNS.map(([, width]) => width),
    frozenRows: 3,
    rows: [
      [{ text: t("xlsx.declared.title"), style: "title" }],
      [{ text: t("xlsx.declared.hint"), style: "subtitle" }],
      MATERIAL_COLUMNS.map(([key]) => heading(t(`xlsx.declared.column.${key}`))),
      ...materialRows(report).map(
        ({ epd, ...line }): Row => [
          line.name,
          line.ifcClass,
          line.massKg === null ? null : { number: line.massKg, style: "carbon" },
          { text: epd?.name ?? line.source, style: "wrapped" },
          t(`xlsx.declared.kind.${epd?.kind ?? "none"}`),
          epd?.owner ?? null,
          epd?.registration ?? null,
          epd ? `${epd.uuid} ${epd.version}` : null,
          epd?.standard ?? null,
          epd?.geography ?? null,
          epd?.validUntil ? { text: epd.validUntil, style: line.expired ? "warning" : "plain" } : null,
          epd ? { number: epd.declaredQuantity, style: "carbon" } : null,
          epd ? t(`unit.${epd.declaredUnit}`) : null,
          epd ? { number: epd.a1a3KgPerUnit, style: "rate" } : null,
          grams(line.a1a3G),
          { number: line.score, style: "rate" },
        ],
      ),
    ],
  };
}
