import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ticksOf } from "./ticks.ts";

describe("ticksOf", () => {
  it("counts in round steps", () => {
    expect(ticksOf(4200)).toEqual([0, 1000, 2000, 3000, 4000]);
    expect(ticksOf(90_000)).toEqual([0, 30_000, 60_000]);
    expect(ticksOf(0.4)).toEqual([0]);
  });

  it("stays within the scale, five at most, whatever it is", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 1e11, noNaN: true }), (total) => {
        const ticks = ticksOf(total);
        expect(ticks.length).toBeGreaterThanOrEqual(1);
        expect(ticks.length).toBeLessThanOrEqual(5);
        expect(ticks.every((tick) => tick >= 0 && tick < total)).toBe(true);
      }),
    );
  });
});
