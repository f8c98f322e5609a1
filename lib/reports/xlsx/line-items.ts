import { decimal } from "#lib/catalogue/decimal.ts";
import type { EstimateLineRow } from "#lib/estimates/measured-model.ts";
import { minorToDecimal } from "#lib/processing/costs/currency.ts";
import { type Cell, columnName, heading, type Row, type Sheet } from "./cells.ts";
import { rounded, sumOf } from "./formula.ts";
import type { Plan } from "./plan.ts";

/** Columns of the sheet, in order; formulas of all sheets refer to them by these names. */
const COLUMNS = [
  ["number", 6],
  ["name", 34],
  ["class", 24],
  ["materials", 30],
  ["din", 9],
  ["quantity", 14],
  ["unit", 7],
  ["materialPrice", 12],
  ["waste", 9],
  ["labourHours", 10],
  ["equipmentHours", 10],
  ["baseRate", 12],
  ["location", 9],
  ["unitRate", 12],
  ["material", 14],
  ["wasted", 12],
  ["labour", 14],
  ["equipment", 14],
  ["rounding", 10],
  ["low", 14],
  ["likely", 14],
  ["high", 14],
  ["lowFactor", 9],
  ["highFactor", 9],
  ["source", 40],
  ["placeholder", 12],
  ["classKey", 8],
  ["materialKey", 8],
] as const;
export type LineColumn = (typeof COLUMNS)[number][0];

/** Letters of a column. */
export const lineColumn = (name: LineColumn) => columnName(COLUMNS.findIndex(([key]) => key === name));

/** Row of the first line; the headings stand above it. */
export const FIRST_LINE = 4;

/** The priced bill: every amount is quantity × rate, and the total is the sum of what stands above it. */
export function lineItems(plan: Plan): Sheet {
  const { t, report, names } = plan;
  return {
    name: names.lines,
    columns: COLUMNS.map(([, width]) => width),
    frozenRows: FIRST_LINE - 1,
    rows: [
      [{ text: t("xlsx.lines.title"), style: "title" }],
      [{ text: t("xlsx.lines.hint", { currency: report.estimate.currency }), style: "subtitle" }],
      COLUMNS.map(([key]) => heading(t(`xlsx.lines.column.${key}`, { currency: report.estimate.currency }))),
      ...report.lines.map((line, index) => lineRow(plan, line, FIRST_LINE + index)),
      totalsRow(plan),
    ],
  };
}

function lineRow(plan: Plan, line: EstimateLineRow, row: number): Row {
  const { t, keys } = plan;
  const cells: Record<LineColumn, Cell> = {
    ...NO_CELLS,
    number: { number: line.position + 1, style: "count" },
    name: line.name,
    class: line.ifcClass,
    materials: { text: line.materialNames.join("; "), style: "wrapped" },
    din: line.din276,
    quantity: { number: line.quantity, style: "quantity" },
    unit: t(`unit.${line.unit}`),
    classKey: { number: keys.classes.get(line.ifcClass) ?? 0, style: "count" },
    materialKey: { number: keys.materials.get(line.catalogueId) ?? 0, style: "count" },
    ...(line.likelyMinor === null ? { source: t("xlsx.lines.unpriced") } : priced(plan, line, row)),
  };
  return COLUMNS.map(([key]) => cells[key]);
}

const NO_CELLS: Record<LineColumn, Cell> = {
  number: null,
  name: null,
  class: null,
  materials: null,
  din: null,
  quantity: null,
  unit: null,
  materialPrice: null,
  waste: null,
  labourHours: null,
  equipmentHours: null,
  baseRate: null,
  location: null,
  unitRate: null,
  material: null,
  wasted: null,
  labour: null,
  equipment: null,
  rounding: null,
  low: null,
  likely: null,
  high: null,
  lowFactor: null,
  highFactor: null,
  source: null,
  placeholder: null,
  classKey: null,
  materialKey: null,
};

function priced(plan: Plan, line: EstimateLineRow, row: number): Partial<Record<LineColumn, Cell>> {
  const { t, report, basis } = plan;
  const { estimate } = report;
  const { buildUp, baseRate, unitRate, lowMinor, likelyMinor, highMinor } = line;
  if (!buildUp || baseRate === null || unitRate === null || likelyMinor === null) return {};
  const at = (name: LineColumn) => `${lineColumn(name)}${row}`;
  const places = estimate.minorDigits;
  const money = (minor: number) => minorToDecimal(minor, places);
  const factor = Number(estimate.locationMatch.factor);
  const base =
    Number(buildUp.materialPrice) * (1 + Number(buildUp.wasteAllowance)) +
    Number(buildUp.labourHours) * Number(estimate.laborRate) +
    Number(buildUp.equipmentHours) * Number(estimate.equipmentRate);
  const quantity = Number(line.quantity);
  const parts = partsOf(line, plan);
  const part = (name: "material" | "wasted" | "labour" | "equipment", formula: string): Cell => ({
    formula: `ROUND(${formula},${places})`,
    value: parts[name],
    style: "money",
  });
  const rate = at("location");
  const range = report.book.prices.rows.get(line.catalogueId);
  return {
    materialPrice: { number: buildUp.materialPrice, style: "rate" },
    waste: { number: buildUp.wasteAllowance, style: "percent" },
    labourHours: { number: buildUp.labourHours, style: "rate" },
    equipmentHours: { number: buildUp.equipmentHours, style: "rate" },
    baseRate:
      Math.abs(base - Number(baseRate)) <= 1e-9 * Math.max(1, base)
        ? {
            formula: `${at("materialPrice")}*(1+${at("waste")})+${at("labourHours")}*${basis.labourRate}+${at("equipmentHours")}*${basis.equipmentRate}`,
            value: baseRate,
            style: "rate",
          }
        : { number: baseRate, style: "rate" },
    location: { formula: basis.locationFactor, value: estimate.locationMatch.factor, style: "rate" },
    unitRate: rounded(`${at("baseRate")}*${rate}`, {
      raw: Number(baseRate) * factor,
      exact: unitRate,
      places: 4,
      style: "rate",
    }),
    material: part("material", `${at("quantity")}*${at("materialPrice")}*${rate}`),
    wasted: part("wasted", `${at("quantity")}*${at("materialPrice")}*${at("waste")}*${rate}`),
    labour: part("labour", `${at("quantity")}*${at("labourHours")}*${basis.labourRate}*${rate}`),
    equipment: part("equipment", `${at("quantity")}*${at("equipmentHours")}*${basis.equipmentRate}*${rate}`),
    rounding: {
      formula: `ROUND(${at("likely")}-SUM(${at("material")}:${at("equipment")}),${places})`,
      value: parts.rounding,
      style: "money",
    },
    likely: rounded(`${at("quantity")}*${at("unitRate")}`, {
      raw: quantity * Number(unitRate),
      exact: money(likelyMinor),
      places,
      style: "money",
    }),
    ...(lowMinor === null || highMinor === null
      ? {}
      : {
          low: ranged(at("likely"), at("lowFactor"), range?.lowFactor, [likelyMinor, lowMinor], places),
          high: ranged(at("likely"), at("highFactor"), range?.highFactor, [likelyMinor, highMinor], places),
        }),
    lowFactor: range ? { number: range.lowFactor, style: "rate" } : null,
    highFactor: range ? { number: range.highFactor, style: "rate" } : null,
    source: { text: line.priceSource ?? "", style: "wrapped" },
    placeholder: line.placeholder ? { text: t("xlsx.lines.isPlaceholder"), style: "warning" } : null,
  };
}

/** The parts of a line as the sheet rounds them, and what they are off its amount. */
function partsOf(line: EstimateLineRow, { report }: Plan) {
  const { estimate } = report;
  const {
    materialPrice = "0",
    wasteAllowance = "0",
    labourHours = "0",
    equipmentHours = "0",
  } = line.buildUp ?? {};
  const of = decimal(line.quantity).times(estimate.locationMatch.factor);
  const text = (value: ReturnType<typeof decimal>) => value.toFixed(estimate.minorDigits);
  const material = text(of.times(materialPrice));
  const wasted = text(of.times(materialPrice).times(wasteAllowance));
  const labour = text(of.times(labourHours).times(estimate.laborRate));
  const equipment = text(of.times(equipmentHours).times(estimate.equipmentRate));
  const rounding = text(
    decimal(minorToDecimal(line.likelyMinor ?? 0, estimate.minorDigits))
      .minus(material)
      .minus(wasted)
      .minus(labour)
      .minus(equipment),
  );
  return { material, wasted, labour, equipment, rounding };
}

function ranged(
  likely: string,
  factorCell: string,
  factor: string | undefined,
  [likelyMinor, minor]: [number, number],
  places: number,
): Cell {
  const exact = minorToDecimal(minor, places);
  if (factor === undefined) return { number: exact, style: "money" };
  const raw = Number(minorToDecimal(likelyMinor, places)) * Number(factor);
  return rounded(`${likely}*${factorCell}`, { raw, exact, places, style: "money" });
}

const SUMMED = ["material", "wasted", "labour", "equipment", "rounding", "low", "likely", "high"] as const;

function totalsRow(plan: Plan): Row {
  const { t, report } = plan;
  const { estimate, lines } = report;
  const places = estimate.minorDigits;
  const last = FIRST_LINE + lines.length - 1;
  const totals = new Map<LineColumn, Cell>([["name", { text: t("xlsx.total"), style: "total" }]]);
  const parts = lines.flatMap((line) => (line.likelyMinor === null ? [] : [partsOf(line, plan)]));
  for (const name of SUMMED) {
    const exact =
      name === "low" || name === "likely" || name === "high"
        ? minorToDecimal(estimate[`${name}Minor`], places)
        : parts.reduce((all, part) => all.plus(part[name]), decimal(0)).toFixed(places);
    totals.set(
      name,
      sumOf({ column: lineColumn(name), first: FIRST_LINE, last }, { exact, places, style: "totalMoney" }),
    );
  }
  return COLUMNS.map(([key]) => totals.get(key) ?? { text: "", style: "total" });
}
