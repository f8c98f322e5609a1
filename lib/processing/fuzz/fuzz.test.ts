import { describe, expect, it } from "vitest";
import { mutate, seeded } from "./mutate.ts";
import { runFuzz } from "./run-fuzz.ts";

const SEED = 20;

/** The quick form; bench/fuzz.ts is the large one. */
describe("mutated uploads end in an answer or a typed error", () => {
  it.each([
    ["step", 80],
    ["sniff", 300],
    ["csv", 150],
    ["xlsx", 5],
    ["takeoff", 3],
    ["dwg", 40],
    ["dxf", 60],
    ["bill-xlsx", 150],
    ["bill-csv", 200],
    ["ifczip", 150],
    ["pdf", 100],
    ["revit", 200],
  ] as const)("%s, %i inputs", { timeout: 120_000 }, async (target, inputs) => {
    const result = await runFuzz(target, { seed: SEED, inputs });
    expect(result.failures).toEqual([]);
    expect(result.inputs).toBe(inputs);
    expect(Object.values(result.outcomes).reduce((sum, count) => sum + count, 0)).toBe(inputs);
  });
});

describe("mutate", () => {
  const sample = Buffer.from("#1=IFCWALL('a',$,(#2,#3),1.5);\n".repeat(20));
  const inputs = (seed: number) =>
    Array.from({ length: 50 }, (_, n) => mutate(sample, seeded(seed + n), ["IFCSLAB("]).toString("latin1"));

  it("gives the same inputs for the same seed, and others for another", () => {
    expect(inputs(1)).toEqual(inputs(1));
    expect(inputs(1)).not.toEqual(inputs(1000));
  });

  it("leaves its sample as it is, and changes nearly every copy", () => {
    const before = sample.toString("latin1");
    const changed = inputs(7).filter((input) => input !== before);
    expect(sample.toString("latin1")).toBe(before);
    expect(changed.length).toBeGreaterThan(40);
  });
});
