import { expect, it } from "vitest";
import type { EstimateDetailAnswer } from "#components/data/answers.ts";
import { UNITS } from "#components/format/units.ts";
import { testTranslator } from "#lib/i18n/testing/test-translator.ts";
import { comparedIds } from "./compare-page.ts";
import { figureRows, takeoffRows } from "./compare-rows.ts";

const t = testTranslator("similar");

type Line = EstimateDetailAnswer["lines"][number];

/** What the rows read of an estimate; the rest of the answer is not looked at. */
function estimate(
  id: string,
  currency: string,
  lines: { id: string; unit: Line["unit"]; quantity: string; cost: string }[],
): EstimateDetailAnswer {
  const cost = { currency, low: "900", likely: "1000.00", high: "1200" };
  return {
    id,
    name: id,
    location: "Chicago",
    created_at: "2026-03-01T10:00:00Z",
    floor_area_m2: 10,
    labor_rate: "50",
    equipment_rate: "40",
    cost,
    per_m2: { cost: { ...cost, likely: "100.00" }, a1_a3_kg: 30, a1_a5_kg: 33 },
    carbon: { a1_a3_kg: 300, a4_kg: 0, a5_kg: 0, biogenic_kg: 0 },
    lines: lines.map((line) => ({
      catalogue_id: line.id,
      name: line.id,
      unit: line.unit,
      quantity: line.quantity,
      cost: { low: line.cost, likely: line.cost, high: line.cost },
    })),
  } as EstimateDetailAnswer;
}

const first = estimate("a", "USD", [
  { id: "concrete", unit: "m3", quantity: "10", cost: "100" },
  { id: "concrete", unit: "m3", quantity: "2.5", cost: "20" },
  { id: "rebar", unit: "kg", quantity: "900", cost: "500" },
]);
const second = estimate("b", "EUR", [{ id: "clt", unit: "m3", quantity: "4", cost: "50" }]);

it("sums the take-off by material, the costliest first, and leaves out what an estimate has none of", () => {
  const rows = takeoffRows([first, second], UNITS.metric);
  expect(rows.map(({ name, values }) => [name, ...values.map(({ text }) => text)])).toEqual([
    ["rebar", "900 kg", "–"],
    ["concrete", "12.5 m³", "–"],
    ["clt", "–", "4 m³"],
  ]);
});

it("measures amounts of one currency only, and what was brought to the first one's level", () => {
  const rows = figureRows(t, [first, second], new Map([["b", "112.50"]]), UNITS.metric);
  const values = (id: string) => rows.find((row) => row.id === id)?.values;
  expect(values("cost")?.map(({ value }) => value)).toEqual([1000, null]);
  expect(values("levelled")).toEqual([
    { text: "$100", value: 100 },
    { text: "$113", value: 112.5 },
  ]);
  expect(values("carbon_m2")?.[0]?.text).toBe("30 kgCO₂e/m²");
  expect(
    figureRows(t, [first], new Map(), UNITS.imperial).find(({ id }) => id === "area")?.values[0]?.text,
  ).toBe("107.64 ft²");
});

it("compares four at most, each once", () => {
  expect(comparedIds("a,b,,a, c,d,e")).toEqual(["a", "b", "c", "d"]);
});
