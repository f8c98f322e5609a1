import { describe, expect, it } from "vitest";
import {
  formatBytes,
  formatCarbon,
  formatCarbonIntensity,
  formatCount,
  formatFigure,
  formatMass,
  formatPercent,
  formatQuantity,
} from "./numbers.ts";

describe("formatQuantity", () => {
  it.each([
    [5.6437, "m3", "5.64 m³"],
    [0.012345, "m3", "0.0123 m³"],
    [12_345.678, "m2", "12,346 m²"],
    [0, "m", "0 m"],
    [-2.5, "kg", "-2.5 kg"],
    [1, "pcs", "1 pcs"],
    [123_456, "pcs", "123,456 pcs"],
    [99.96, "m", "100 m"],
  ] as const)("%s %s is %s", (value, unit, text) => expect(formatQuantity(value, unit)).toBe(text));

  it("shows a dash for what is not there, never a zero", () => {
    expect(formatQuantity(null, "m3")).toBe("–");
    expect(formatQuantity(undefined, "m3")).toBe("–");
    expect(formatQuantity(Number.NaN, "m3")).toBe("–");
    expect(formatCarbon(Number.NaN)).toBe("–");
    expect(formatPercent(Number.POSITIVE_INFINITY)).toBe("–");
  });

  it("claims a digit less for a doubtful value", () => {
    expect(formatQuantity(5.6437, "m3", { doubtful: true })).toBe("≈ 5.6 m³");
    expect(formatFigure(5.6437, { digits: 5 })).toBe("5.6437");
  });

  it("takes separators from the locale", () =>
    expect(formatQuantity(1234.5, "m3", { locale: "de-DE", digits: 5 })).toBe("1.234,5 m³"));
});

describe("mass and carbon", () => {
  it("turns to tonnes at a thousand kilograms", () => {
    expect(formatMass(999)).toBe("999 kg");
    expect(formatMass(1000)).toBe("1 t");
    expect(formatMass(12_340)).toBe("12.3 t");
    expect(formatCarbon(999.4)).toBe("999 kgCO₂e");
    expect(formatCarbon(-12_340)).toBe("-12.3 tCO₂e");
    expect(formatCarbonIntensity(412.3)).toBe("412 kgCO₂e/m²");
  });
});

describe("counts, shares and bytes", () => {
  it("never rounds a share up to all or down to nothing", () => {
    expect(formatPercent(0.999)).toBe(">99%");
    expect(formatPercent(0.0001)).toBe("<1%");
    expect(formatPercent(1)).toBe("100%");
    expect(formatPercent(0)).toBe("0%");
    expect(formatPercent(0.937)).toBe("94%");
  });

  it.each([
    [0, "0 B"],
    [1023, "1,023 B"],
    [1024, "1 KiB"],
    [1_572_864, "1.5 MiB"],
    [1_048_575, "1 MiB"],
    [5 * 2 ** 30, "5 GiB"],
    [2 ** 40, "1 TiB"],
  ])("%s bytes are %s", (bytes, text) => expect(formatBytes(bytes)).toBe(text));

  it("separates thousands", () => expect(formatCount(1_234_567)).toBe("1,234,567"));
});
