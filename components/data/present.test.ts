import { expect, it } from "vitest";
import { testTranslator } from "#lib/i18n/testing/test-translator.ts";
import { toFloorArea, toMaterialRows } from "./present.ts";
import { priceBookText } from "./present-words.ts";

const t = testTranslator("data");

it.each([
  ["default-1", "Built-in price book, version 1"],
  ["3 over default-1", "Your price book, version 3, over the built-in one"],
  ["4", "Your price book, version 4"],
])("says %s as %s", (version, text) => {
  expect(priceBookText(t, version)).toBe(text);
});

it.each([
  ["remembered", "Assigned by a person"],
  ["own_name", "A name in your price book"],
  ["catalogue_name", "Named like the entry"],
  ["unknown", "No rule matched"],
  ["concrete-c30: =beton", "Word “beton”"],
  ["steel-stud-layer: metal_stud + layer", "Words “metal stud” and “layer”"],
])("says the rule %s as %s", (rule, text) => {
  const material = {
    name: "m",
    catalogue_id: null,
    confidence: 0,
    rule,
    volume_m3: 1,
    mass_kg: null,
    elements: 1,
    unweighed_elements: 1,
  };
  expect(toMaterialRows(t, [material], new Map())[0]?.rule).toBe(text);
});

it("shows a confirmed area in place of the file's own", () => {
  const own = { gross: { m2: 90, source: "measured" }, net: { m2: 80, source: "stated" } } as const;
  const confirmed = { floor_area_m2: 100, source: "confirmed", kind: "confirmed" } as const;
  expect(toFloorArea({ ...own, used: confirmed })).toMatchObject({
    gross_m2: 100,
    gross_source: "confirmed",
  });
  const stated = { floor_area_m2: 80, source: "stated", kind: "net" } as const;
  expect(toFloorArea({ ...own, gross: { m2: null, source: "none" }, used: stated })).toMatchObject({
    gross_m2: null,
    used_m2: 80,
    used_kind: "net",
  });
});
