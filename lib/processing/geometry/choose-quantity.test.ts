import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { candidatesNamed, chooseQuantity } from "./choose-quantity.ts";

describe("chooseQuantity", () => {
  it("takes the stated value that agrees with the closed mesh, whatever else is stated", () => {
    expect(chooseQuantity([6.3e9, 5.644], 5.65, true)).toEqual({ value: 5.644, source: "stated" });
  });

  it("takes the closed mesh when no stated value is within 2 %", () => {
    expect(chooseQuantity([5.2, 6.3e9], 5, true)).toEqual({ value: 5, source: "mesh" });
    expect(chooseQuantity([], 5, true)).toEqual({ value: 5, source: "mesh" });
  });

  it("flags what nothing confirms, and leaves out what cannot be", () => {
    expect(chooseQuantity([6.3e9, 5.644], 5, false, 7)).toEqual({ value: 5.644, source: "low_confidence" });
    expect(chooseQuantity([6.3e9], 5, false, 7)).toEqual({ value: 5, source: "low_confidence" });
    expect(chooseQuantity([5.6], null, false)).toEqual({ value: 5.6, source: "low_confidence" });
    expect(chooseQuantity([], null, false)).toBeNull();
  });

  it("never answers further than 2 % from a closed mesh", () => {
    const positive = fc.double({ min: 1e-3, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.array(positive), positive, (candidates, mesh) => {
        const chosen = chooseQuantity(candidates, mesh, true);
        expect(Math.abs((chosen?.value ?? 0) - mesh)).toBeLessThanOrEqual(0.02 * mesh);
      }),
    );
  });
});

describe("candidatesNamed", () => {
  it("keeps to the names and kind, and leaves parts of complex quantities out", () => {
    const stated = [
      { name: "grossvolume", kind: "volume", value: 9, nested: false },
      { name: "volume", kind: "volume", value: 3, nested: false },
      { name: "netvolume", kind: "volume", value: 2, nested: false },
      { name: "netvolume", kind: "volume", value: 1, nested: true },
      { name: "netvolume", kind: "area", value: 4, nested: false },
    ] as const;
    expect(candidatesNamed(stated, "volume", ["netvolume", "volume"])).toEqual([2, 3]);
  });
});
