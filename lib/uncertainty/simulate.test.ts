import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evenly, multipleAt, SEED, Z90 } from "./method.ts";
import { normalFrom, simulate } from "./simulate.ts";
import { tornado } from "./tornado.ts";
import type { SimulationInput, UncertainLine } from "./types.ts";

const CERTAIN = evenly(0);
const line = (over: Partial<UncertainLine> = {}): UncertainLine => ({
  catalogueId: "concrete",
  likelyMinor: 100_000,
  carbonG: 50_000,
  quantity: CERTAIN,
  price: CERTAIN,
  factor: CERTAIN,
  ...over,
});
const run = (lines: readonly UncertainLine[], over: Partial<SimulationInput> = {}) =>
  simulate({ lines, correlation: 0.3, iterations: 20_000, seed: SEED, ...over });

const lines = fc.array(
  fc.record({
    catalogueId: fc.constantFrom("concrete", "steel", "brick"),
    likelyMinor: fc.integer({ min: 0, max: 10 ** 9 }),
    carbonG: fc.integer({ min: 0, max: 10 ** 9 }),
    quantity: fc.constant(evenly(0.05)),
    price: fc.record({ down: fc.double({ min: 0, max: 0.6 }), up: fc.double({ min: 0, max: 0.9 }) }),
    factor: fc.constant(evenly(0.2)),
  }),
  { minLength: 1, maxLength: 8 },
);

describe("a simulated total", () => {
  it("is the likely one where nothing is uncertain", () => {
    const { cost, carbon } = run([line(), line({ likelyMinor: 23_456 })]);
    expect(cost).toMatchObject({
      p10: 123_456,
      p50: 123_456,
      p90: 123_456,
      standardDeviation: 0,
      shareAbove: 0,
    });
    expect(carbon).toMatchObject({ p10: 100_000, p90: 100_000 });
    expect(cost?.histogram.counts).toEqual([20_000]);
  });

  it("meets a single price's own range: its low, likely and high are the percentiles", () => {
    const { cost } = run([line({ price: { down: 0.3, up: 0.5 } })]);
    expect(cost?.p10).toBeCloseTo(70_000, -3.3);
    expect(cost?.p50).toBeCloseTo(100_000, -3.3);
    expect(cost?.p90).toBeCloseTo(150_000, -3.3);
    expect(cost?.shareAbove).toBeCloseTo(0.5, 1);
  });

  it("is as wide as its lines together where all move together, and narrower by √n where each moves for itself", () => {
    const many = Array.from({ length: 25 }, (_, at) =>
      line({ catalogueId: `entry-${at}`, price: evenly(0.2), likelyMinor: 4000 }),
    );
    const all = run(many, { correlation: 1 }).cost;
    expect(all?.p10).toBeCloseTo(80_000, -3.3);
    expect(all?.p90).toBeCloseTo(120_000, -3.3);
    const alone = run(many, { correlation: 0 }).cost;
    const ofOne = (0.2 / Z90) * 4000;
    expect(alone?.standardDeviation).toBeGreaterThan(ofOne * Math.sqrt(25) * 0.97);
    expect(alone?.standardDeviation).toBeLessThan(ofOne * Math.sqrt(25) * 1.03);
  });

  it("draws one price for all lines of an entry", () => {
    const half = line({ price: evenly(0.2), likelyMinor: 50_000 });
    const whole = line({ price: evenly(0.2) });
    const [two, one] = [run([half, half]).cost, run([whole]).cost];
    expect(two?.standardDeviation).toBeGreaterThan((one?.standardDeviation ?? 0) * 0.97);
    const others = run([half, { ...half, catalogueId: "steel" }], { correlation: 0 }).cost;
    expect(others?.standardDeviation).toBeLessThan((one?.standardDeviation ?? 0) * 0.75);
  });

  it("is the same for the same seed, and another for another", () => {
    const some = [line({ price: evenly(0.3) })];
    expect(run(some)).toEqual(run(some));
    expect(run(some, { seed: 7 })).not.toEqual(run(some));
  });

  it("is ordered, never below nothing, and counts every outcome, whatever the lines", () => {
    fc.assert(
      fc.property(lines, fc.double({ min: 0, max: 1, noNaN: true }), (some, correlation) => {
        const { cost } = run(some, { correlation, iterations: 300 });
        if (!cost) return some.every(({ likelyMinor }) => likelyMinor === 0);
        expect(cost.p10).toBeGreaterThanOrEqual(0);
        expect([cost.p10, cost.p50, cost.p80, cost.p90].toSorted((a, b) => a - b)).toEqual([
          cost.p10,
          cost.p50,
          cost.p80,
          cost.p90,
        ]);
        expect(cost.histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(300);
        return true;
      }),
      { numRuns: 60 },
    );
  });

  it("has no cost where nothing is priced", () => {
    expect(run([line({ likelyMinor: 0 })]).cost).toBeNull();
    expect(run([]).carbon).toBeNull();
  });
});

describe("the normal numbers", () => {
  it("have mean 0, variance 1, and a tenth above z of the 90th percentile", () => {
    const normal = normalFrom(1);
    const drawn = Array.from({ length: 200_000 }, normal);
    const mean = drawn.reduce((sum, z) => sum + z, 0) / drawn.length;
    const variance = drawn.reduce((sum, z) => sum + (z - mean) ** 2, 0) / drawn.length;
    expect(Math.abs(mean)).toBeLessThan(0.01);
    expect(Math.abs(variance - 1)).toBeLessThan(0.02);
    expect(Math.abs(drawn.filter((z) => z > Z90).length / drawn.length - 0.1)).toBeLessThan(0.003);
  });

  it("meet a spread's ends, and never go below nothing", () => {
    const spread = { down: 0.3, up: 0.5 };
    expect(multipleAt(-Z90, spread)).toBeCloseTo(0.7, 12);
    expect(multipleAt(0, spread)).toBe(1);
    expect(multipleAt(Z90, spread)).toBeCloseTo(1.5, 12);
    expect(multipleAt(-9, { down: 0.9, up: 0 })).toBe(0);
  });
});

describe("a tornado", () => {
  it("has each input's ends with all others likely, the widest first", () => {
    const some = [
      line({ price: { down: 0.1, up: 0.2 } }),
      line({ price: { down: 0.1, up: 0.2 }, likelyMinor: 50_000 }),
      line({
        catalogueId: "steel",
        price: { down: 0.5, up: 0.5 },
        quantity: evenly(0.25),
        likelyMinor: 10_000,
      }),
    ];
    expect(tornado(some, "cost")).toEqual([
      { kind: "price", catalogueId: "concrete", low: 145_000, high: 190_000 },
      { kind: "price", catalogueId: "steel", low: 155_000, high: 165_000 },
      { kind: "quantity", catalogueId: "steel", low: 157_500, high: 162_500 },
    ]);
    expect(tornado(some, "carbon")).toEqual([
      { kind: "quantity", catalogueId: "steel", low: 137_500, high: 162_500 },
    ]);
  });
});
