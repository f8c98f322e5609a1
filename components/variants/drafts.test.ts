import { expect, it } from "vitest";
import { inLocale } from "#lib/i18n/request-locale.ts";
import { changesOf, type Driver, driversOf, NOTHING, typedNumber, typedShare } from "./drafts.ts";

const driver = (catalogueId: string, ifcClass: string | null = null): Driver => ({
  key: `${catalogueId}|${ifcClass ?? ""}`,
  catalogueId,
  name: catalogueId,
  ifcClass,
  unit: "m3",
  quantity: 1,
  positions: [0],
  unitRate: "1",
  wasteRate: 0.05,
  cost: 1,
  carbonKg: 1,
});

it("nothing set is no change", () => {
  expect(changesOf(NOTHING, [driver("brick")])).toEqual([]);
  expect(
    changesOf({ drivers: { "brick|": { rate: "" } }, terms: { location: " " } }, [driver("brick")]),
  ).toEqual([]);
});

it("rates of what stays come before what is swapped into the same, whose own come last", () => {
  const all = [driver("brick", "IfcWall"), driver("aac", "IfcWall")];
  const drivers = { "brick|IfcWall": { to: "aac", rate: "90.5" }, "aac|IfcWall": { rate: "80" } };
  expect(changesOf({ drivers, terms: { labor_rate: "50" } }, all)).toEqual([
    { kind: "terms", labor_rate: "50" },
    { kind: "unit_rate", catalogue_id: "aac", ifc_class: "IfcWall", rate: "80" },
    { kind: "swap_material", from: "brick", to: "aac", ifc_class: "IfcWall" },
    { kind: "unit_rate", catalogue_id: "aac", ifc_class: "IfcWall", rate: "90.5" },
  ]);
});

it("reads numbers as people type them, and what is half typed as none", () => {
  expect(["12", "12.5", "1,234.5", "12,5", "-1", "x", ""].map(typedNumber)).toEqual([
    "12",
    "12.5",
    "1234.5",
    null,
    null,
    null,
    null,
  ]);
  inLocale("de", () =>
    expect(["12", "12,5", "1.234,5", "12.5", "1.234"].map(typedNumber)).toEqual([
      "12",
      "12.5",
      "1234.5",
      "12.5",
      "1234",
    ]),
  );
  expect(["5", "7.5", "100"].map(typedShare)).toEqual(["0.05", "0.075", null]);
});

it("drivers are an entry in a class, the greatest of the measure first", () => {
  const line = (position: number, catalogue_id: string, likely: string, kg: number) => ({
    position,
    catalogue_id,
    name: catalogue_id,
    ifc_class: "IfcWall",
    materials: [],
    codes: { master_format: null, uni_format: null, din_276: null },
    code_names: { uni_format: null, din_276: null },
    unit: "m3" as const,
    quantity: "2",
    mass_kg: null,
    mass_share: 1,
    volume_m3: "2",
    elements: 1,
    corrected: 0,
    unit_rate: "1",
    base_rate: "1",
    build_up: null,
    cost: { low: likely, likely, high: likely },
    price_book_id: null,
    price_source: null,
    placeholder: false,
    carbon: { a1_a3_kg: kg, a4_kg: 0, a5_kg: 1, biogenic_kg: 5 },
    factor: null,
    by_storey: [],
  });
  const lines = [line(0, "brick", "10", 1), line(1, "clt", "9", 50), line(2, "brick", "5", 1)];
  expect(driversOf({ lines }, "cost").map(({ key, cost, positions }) => [key, cost, positions])).toEqual([
    ["brick|IfcWall", 15, [0, 2]],
    ["clt|IfcWall", 9, [1]],
  ]);
  expect(driversOf({ lines }, "carbon").map(({ key, carbonKg }) => [key, carbonKg])).toEqual([
    ["clt|IfcWall", 51],
    ["brick|IfcWall", 4],
  ]);
});
