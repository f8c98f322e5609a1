import { describe, expect, it } from "vitest";
import { DEFAULT_CATALOGUE } from "#lib/catalogue/default-catalogue.ts";
import { element, estimate, sole } from "../costs/testing/model.ts";
import { calculateCarbon } from "./calculate-carbon.ts";

const wall = (globalId: string, name: string, volumeM3: number, storey = 0) =>
  element({ globalId, storey, quantities: { volumeM3 }, materials: sole(name) });

describe("calculateCarbon", () => {
  it("reckons one cubic metre of C30/37 by hand", async () => {
    const { carbon } = await estimate([wall("a", "Beton", 1)]);
    // 2400 kg. A1–A3: 0.116. A4: 50 km × 0.132 / 1000 = 0.0066. Waste 5 %: 1/0.95 − 1 = 0.0526316.
    // A5: 0.0526316 × (0.116 + 0.0066 + 0.009 + 0.0012) = 0.00698947.
    expect(carbon.lines[0]?.massKg).toBe("2400");
    expect(carbon.totals).toEqual({ a1a3G: 278400, a4G: 15840, a5G: 16775, biogenicG: 0 });
    expect(carbon.lines[0]?.factor).toMatchObject({
      quality: "B",
      proxy: false,
      wasteRate: 0.05,
      distanceKm: 50,
    });
    expect(carbon.lines[0]?.factor.source).toContain("Boverket");
  });

  it("keeps biogenic carbon apart and positive", async () => {
    const { carbon } = await estimate([wall("a", "CLT", 1)]);
    // 440 kg × 1.637; 440 × 0.096; 440 × 1500 × 0.132 / 1000.
    expect(carbon.totals).toMatchObject({ biogenicG: 720280, a1a3G: 42240, a4G: 87120 });
  });

  it("sums per material and per storey", async () => {
    const { carbon } = await estimate([
      wall("a", "Beton", 1, 0),
      wall("b", "Beton", 3, 1),
      wall("c", "Holz", 1, 1),
    ]);
    const at = (storey: number) => carbon.byStorey.find((part) => part.storey === storey)?.modules.a1a3G;
    expect(at(0)).toBe(278400);
    expect(at(1)).toBe(3 * 278400 + 33810); // 460 kg × 0.0735
    expect(carbon.byMaterial.map(({ catalogueId }) => catalogueId)).toEqual(["concrete-c30", "timber-soft"]);
  });

  it("lists what has no factor, no mass, or no entry, and estimates none of it", async () => {
    const { carbon } = await estimate([
      wall("a", "Laminate, Ivory", 1),
      wall("b", "Xylofant", 2),
      element({
        globalId: "c",
        ifcClass: "IfcCovering",
        quantities: { areaM2: 2 },
        materials: sole("Trespa"),
      }),
    ]);
    expect(carbon.totals).toEqual({ a1a3G: 0, a4G: 0, a5G: 0, biogenicG: 0 });
    expect(carbon.missing.map(({ reason, elementIds }) => [reason, elementIds])).toEqual([
      ["unknown_material", ["b"]],
      ["no_factor", ["c"]],
      ["no_factor", ["a"]],
    ]);
    expect(carbon.coverage.elements).toEqual({ covered: 0, total: 3, share: "0" });
  });

  it("uses a tenant's own factor", async () => {
    const { model } = await estimate([wall("a", "Beton", 1)]);
    const entry = DEFAULT_CATALOGUE.get("concrete-c30");
    if (!entry) throw new Error("The catalogue has no concrete-c30");
    const own = new Map(DEFAULT_CATALOGUE).set(entry.id, {
      ...entry,
      carbon: { a1a3KgPerKg: 0.08, source: "EPD 1", quality: "A", proxy: false },
    });
    const carbon = calculateCarbon(model, own);
    expect(carbon.totals.a1a3G).toBe(192000);
    expect(carbon.lines[0]?.factor).toMatchObject({ source: "EPD 1", quality: "A" });
  });
});
