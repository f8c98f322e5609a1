import { describe, expect, it } from "vitest";
import { DEFAULT_CATALOGUE, DEFAULT_PRICE_BOOK } from "#lib/catalogue/default-catalogue.ts";
import { layerPriceBooks } from "#lib/catalogue/layer-price-books.ts";
import { findLocation } from "#lib/catalogue/location-factors.ts";
import { Invalid } from "#lib/errors.ts";
import { calculateCarbon } from "../carbon/calculate-carbon.ts";
import { estimateCosts } from "../costs/estimate-costs.ts";
import { classifyMaterials } from "./classify.ts";
import { ManualEstimateInput, manualMaterials } from "./manual-input.ts";
import { measureManual } from "./measure-manual.ts";

const BODY = { location: "Berlin", labor_rate: 45, equipment_rate: 75 };

function measure(materials: Record<string, unknown>) {
  const list = manualMaterials(ManualEstimateInput.parse({ ...BODY, materials }));
  const names = list.map(({ name }) => ({ name, ifcClasses: [] }));
  return measureManual(
    list,
    classifyMaterials(names, { catalogueIds: new Set(DEFAULT_CATALOGUE.keys()) }),
    DEFAULT_CATALOGUE,
  );
}

describe("an estimate by hand", () => {
  it("is priced and carbon-counted like a file's", () => {
    const model = measure({
      "Concrete C30/37": { quantity: 10, unit: "m3" },
      rebar: { quantity: "1.2", unit: "t" },
    });
    const cost = estimateCosts(model, DEFAULT_CATALOGUE, layerPriceBooks(null, DEFAULT_PRICE_BOOK), {
      location: findLocation("US average"),
      laborRate: "45",
      equipmentRate: "75",
    });
    expect(cost.lines.map((line) => [line.catalogueId, line.quantity, line.unit, line.likelyMinor])).toEqual([
      ["concrete-c30", "10", "m3", 205000],
      ["rebar", "1200", "kg", 312000],
    ]);
    expect(calculateCarbon(model, DEFAULT_CATALOGUE).totals.a1a3G).toBe(2784000 + 715200);
    expect(cost.coverage.elements.share).toBe("1");
  });

  it.each([
    ["Beton", { quantity: 4.8, unit: "t" }, "m3", "2"],
    ["Beton", 3, "m3", "3"],
    ["Stahl S235", { quantity: 0.5, unit: "m3" }, "kg", "3925"],
    ["EPDM", { quantity: 0.12, unit: "m3" }, "m2", "100"],
    ["EPDM", { quantity: 144, unit: "kg" }, "m2", "100"],
    ["Doors", { quantity: 7, unit: "pcs" }, "pcs", "7"],
    ["pipe-copper", { quantity: 11, unit: "kg" }, "m", "10"],
  ])("%s %j becomes %s", (name, given, unit, quantity) => {
    expect(measure({ [name]: given }).lines).toMatchObject([{ unit, quantity }]);
  });

  it("says which unit it needs when a unit cannot be converted", () => {
    const attempt = () => measure({ Beton: { quantity: 5, unit: "m2" }, Holz: { quantity: 2, unit: "pcs" } });
    expect(attempt).toThrow(Invalid);
    expect(attempt).toThrow('"Beton" is estimated in m3 and cannot be converted from m2. Give it in m3.');
    expect(attempt).toThrow('"Holz" is estimated in m3');
  });

  it("lists an unknown material and prices the rest", () => {
    const model = measure({ Xylofant: { quantity: 5, unit: "m3" }, Beton: 1 });
    expect(model.unmeasured).toMatchObject([
      { reason: "unknown_material", materialName: "Xylofant", volumeM3: "5" },
    ]);
    expect(model.lines).toHaveLength(1);
  });

  it.each([
    [{ materials: {} }],
    [{ materials: { Beton: { quantity: -1, unit: "m3" } } }],
    [{ materials: { Beton: 0 } }],
    [{ materials: { Beton: { quantity: 1, unit: "ft3" } } }],
    [{ materials: { Beton: "1e5" } }],
    [{ materials: { Beton: 1 }, labor_rate: -1 }],
    [{ materials: { Beton: 1 }, surprise: true }],
    [{ materials: { Beton: 1_000_000_001 } }],
    [{ materials: { Beton: { quantity: "1000000000.1", unit: "m3" } } }],
    [{ materials: { Beton: 1 }, labor_rate: 999_999_999_999 }],
    [{ materials: { Beton: 1 }, equipment_rate: "1000000.01" }],
  ])("refuses %j", (body) => {
    expect(ManualEstimateInput.safeParse({ ...BODY, ...body }).success).toBe(false);
  });

  it("says how large a rate and a quantity may be", () => {
    const said = (body: object) =>
      JSON.stringify(
        ManualEstimateInput.safeParse({ ...BODY, materials: { Beton: 1 }, ...body }).error?.issues,
      );
    expect(said({ labor_rate: 999_999_999_999 })).toContain("Give a rate per hour of at most 1,000,000");
    expect(said({ materials: { Beton: 2e9 } })).toContain(
      "Give a quantity of at most 1,000,000,000; check its unit",
    );
    expect(
      ManualEstimateInput.safeParse({
        ...BODY,
        materials: { Beton: 1e9 },
        labor_rate: 1e6,
        equipment_rate: "1000000",
      }).success,
    ).toBe(true);
  });
});
