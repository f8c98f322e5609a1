import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UNITS } from "./units.ts";

const { imperial, metric } = UNITS;

describe("imperial units", () => {
  it.each([
    [imperial.quantity(3.048, "m"), "10 ft"],
    [imperial.quantity(92.903_04, "m2"), "1,000 ft²"],
    [imperial.quantity(7.645_548_579_84, "m3"), "10 yd³"],
    [imperial.volume(0.028_316_846_592), "1 ft³"],
    [imperial.volume(0.764_554_857_984), "1 yd³"],
    [imperial.volume(0), "0 yd³"],
    [imperial.mass(45.359_237), "100 lb"],
    [imperial.mass(907.184_74), "1 short tons"],
    [imperial.mass(999), "1.1 short tons"],
    [imperial.quantity(3, "pcs"), "3 pcs"],
    [imperial.quantity(2, "h"), "2 h"],
    [imperial.carbonPerArea(500), "46.5 kgCO₂e/ft²"],
    [imperial.quantity(null, "m3"), "–"],
    [imperial.volume(5, { doubtful: true }), "≈ 6.5 yd³"],
    [imperial.symbol("m3"), "yd³"],
    [imperial.pricePer("100.00", "m2"), "9.290304"],
    [imperial.pricePer("12.50", "pcs"), "12.50"],
  ])("%s", (shown, expected) => expect(shown).toBe(expected));
});

it("metric stays as it was", () => {
  expect(metric.quantity(5.6437, "m3")).toBe("5.64 m³");
  expect(metric.volume(0.01)).toBe("0.01 m³");
  expect(metric.mass(12_340)).toBe("12.3 t");
  expect(metric.pricePer("100.00", "m2")).toBe("100.00");
  expect(metric.carbonPerArea(500)).toBe("500 kgCO₂e/m²");
});

it("a quantity times its price is the same money in either system", () => {
  const unit = fc.constantFrom("m", "m2", "m3", "kg", "t", "pcs", "h" as const);
  fc.assert(
    fc.property(
      unit,
      fc.double({ min: 0.01, max: 1e6, noNaN: true }),
      fc.integer({ min: 1, max: 1e6 }),
      (of, value, cents) => {
        const price = (cents / 100).toFixed(2);
        const shown = imperial.fromSi(value, of) * Number(imperial.pricePer(price, of));
        expect(Math.abs(shown / (value * Number(price)) - 1)).toBeLessThan(0.001);
        expect(imperial.toSi(imperial.fromSi(value, of), of)).toBeCloseTo(value, 6);
      },
    ),
  );
});
