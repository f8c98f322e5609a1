import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { apportion, decimal, round, toInteger } from "./decimal.ts";
import { DEFAULT_CATALOGUE, DEFAULT_INSTALLED_PRICES } from "./default-catalogue.ts";
import { findLocation } from "./location-factors.ts";

const SHARED = path.resolve(import.meta.dirname, "../../../shared/data/materials-default.json");
const SharedTable = z.object({
  materials: z.array(
    z.object({
      id: z.string(),
      unit: z.string(),
      unitCostUSD: z.number(),
      densityKgM3: z.number().nullable(),
      gwpA1A3PerKg: z.number(),
      source: z.string(),
      quality: z.string(),
    }),
  ),
});

describe("the default catalogue", () => {
  it.skipIf(!existsSync(SHARED))("carries the 57 sourced materials unchanged", () => {
    const { materials } = SharedTable.parse(JSON.parse(readFileSync(SHARED, "utf8")));
    expect(materials).toHaveLength(57);
    for (const row of materials) {
      const entry = DEFAULT_CATALOGUE.get(row.id);
      expect(entry, row.id).toMatchObject({
        densityKgM3: row.densityKgM3,
        unit: row.unit === "ea" ? "pcs" : row.unit,
        carbon: { a1a3KgPerKg: row.gwpA1A3PerKg, source: row.source, quality: row.quality, proxy: false },
      });
      expect(Number(DEFAULT_INSTALLED_PRICES.get(row.id))).toBe(row.unitCostUSD);
    }
  });

  it("can turn every entry's own unit into a mass, but for loose furniture", () => {
    const without = [...DEFAULT_CATALOGUE.values()].filter(
      (entry) =>
        entry.unit !== "kg" &&
        entry.unit !== "t" &&
        !(entry.unit === "m3" ? entry.densityKgM3 !== null : entry.massPerUnit),
    );
    expect(without.map(({ id }) => id)).toEqual(["furniture"]);
  });

  it("names a source for every value, and says which are proxies", () => {
    for (const entry of DEFAULT_CATALOGUE.values()) {
      for (const value of [
        entry.carbon,
        entry.massPerUnit,
        entry.biogenic,
        entry.waste,
        entry.disposal,
        entry.transport,
      ]) {
        if (value) expect(value.source.length, entry.id).toBeGreaterThan(5);
        if (value && /proxy|placeholder/.test(value.source))
          expect(value.proxy, `${entry.id}: ${value.source}`).toBe(true);
      }
    }
  });

  it("starts from the published waste rates", () => {
    const rate = (id: string) => DEFAULT_CATALOGUE.get(id)?.waste.rate;
    expect(
      ["concrete-c30", "rebar", "steel-section", "brick", "aac", "gypsum", "eps", "glass-float", "clt"].map(
        rate,
      ),
    ).toEqual([0.05, 0.05, 0.01, 0.2, 0.2, 0.225, 0.15, 0.05, 0.01]);
  });
});

describe("decimals", () => {
  it("are exact where binary numbers are not", () => {
    expect(decimal(0.1).plus(decimal(0.2)).toFixed()).toBe("0.3");
    expect(toInteger(decimal("1.005").times(100))).toBe(101);
    expect(round(decimal("-2.5"), 0)).toBe("-3");
    expect(decimal(1e-9).toFixed()).toBe("0.000000001");
    expect(() => decimal(Number.NaN)).toThrow(RangeError);
    expect(() => toInteger(decimal("9007199254740993"))).toThrow(RangeError);
  });

  it("are shared out so that the parts add up, none off by a whole unit", () => {
    const weight = fc.integer({ min: 0, max: 1_000_000 }).map((value) => decimal(value).div(1000));
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e12 }),
        fc.array(weight, { minLength: 1, maxLength: 12 }),
        (total, weights) => {
          const parts = apportion(total, weights);
          expect(parts.reduce((a, b) => a + b, 0)).toBe(total);
          const whole = weights.reduce((a, b) => a.plus(b), decimal(0));
          if (whole.isZero()) return;
          parts.forEach((part, index) => {
            const exact = decimal(total)
              .times(weights[index] ?? 0)
              .div(whole);
            expect(exact.minus(part).abs().lt(1)).toBe(true);
          });
        },
      ),
    );
  });
});

describe("findLocation", () => {
  it.each([
    ["berlin", "Berlin"],
    ["Berlin, Germany", "Berlin"],
    ["MÜNCHEN", "Munich"],
    ["New York City", "New York"],
  ])("%s is %s", (asked, name) => {
    expect(findLocation(asked)).toMatchObject({ asked, name });
  });

  it("uses 1 for a place that it does not know, and says so", () => {
    expect(findLocation("Atlantis")).toMatchObject({
      name: null,
      factor: "1",
      source: expect.stringContaining("not in the table"),
    });
    expect(findLocation(null)).toMatchObject({ name: null, factor: "1" });
  });

  it("prefers a tenant's own factor", () => {
    const own = [{ name: "Berlin", aliases: [], factor: "1.07", source: "BKI", placeholder: false }];
    expect(findLocation("Berlin", own)).toMatchObject({ factor: "1.07", source: "BKI", placeholder: false });
  });
});
