import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sumOfAmounts } from "./exact-sum.ts";

describe("a sum of amounts", () => {
  it("is exact where floats are not, and keeps the places", () => {
    expect(sumOfAmounts(["0.10", "0.20"])).toBe("0.30");
    expect(sumOfAmounts(["-1.05", "0.5"])).toBe("-0.55");
    expect(sumOfAmounts(["1200", "34"])).toBe("1234");
    expect(sumOfAmounts([])).toBe("0");
  });

  it("is that of the minor units, whatever they are", () => {
    const minor = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n });
    const text = (value: bigint) => {
      const digits = String(value < 0n ? -value : value).padStart(3, "0");
      return `${value < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
    };
    fc.assert(
      fc.property(fc.array(minor, { minLength: 1 }), (amounts) => {
        const total = amounts.reduce((sum, one) => sum + one, 0n);
        expect(sumOfAmounts(amounts.map(text))).toBe(text(total));
      }),
    );
  });
});
