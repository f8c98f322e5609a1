import { describe, expect, it } from "vitest";
import { escalationFactor, indexPair } from "./escalation.ts";

const pricedAt = new Date("2026-03-15T10:00:00Z");
const none = () => null;
const byRate = (to: string, rate: string, from: string | null = null) =>
  escalationFactor({ method: "rate", from, to, rate }, pricedAt, none);

describe("escalation", () => {
  it("compounds whole years and counts days of the last one simply", () => {
    // 1.04² = 1.0816; 15 March to 30 June 2028: 107 days, 1 + 0.04 × 107 / 365 = 1.0117260274.
    expect(byRate("2028-03-15", "4")).toMatchObject({
      years: 2,
      days: 0,
      factor: "1.0816",
      from: "2026-03-15",
    });
    expect(byRate("2028-06-30", "4")).toMatchObject({ years: 2, days: 107, factor: "1.09428287" });
    // Half a year of a falling market: 1 − 0.02 × 184 / 365.
    expect(byRate("2026-09-15", "-2")).toMatchObject({ years: 0, days: 184, factor: "0.98991781" });
  });

  it("counts from the day that is stated, and has the anniversary of a leap day on the 28th", () => {
    expect(byRate("2025-02-28", "3", "2024-02-29")).toMatchObject({ years: 1, days: 0, factor: "1.03" });
    expect(byRate("2025-03-01", "3", "2024-02-29")).toMatchObject({ years: 1, days: 1 });
  });

  it("leaves amounts as they are where the day is not after the first", () => {
    expect(byRate("2026-03-15", "5").factor).toBe("1");
    expect(byRate("2020-01-01", "5").factor).toBe("1");
  });

  it("goes by an organisation's index", () => {
    const series = {
      series: "DE",
      values: new Map([
        ["2026", 130.5],
        ["2027-Q2", 134.2],
      ]),
      source: "own",
      sources: new Map(),
      placeholder: false,
    };
    const levels = { series: [series], exchangeRates: [] };
    const factor = (to: string) =>
      escalationFactor({ method: "series", from: null, to, series: "de" }, pricedAt, (name, from, until) =>
        indexPair(levels, name, from, until),
      );
    // 134.2 ÷ 130.5.
    expect(factor("2027-06-30")).toMatchObject({
      factor: "1.02835249",
      index: { after: { period: "2027-Q2" } },
    });
    // The latest known value, and the same: nothing is known of the time between.
    expect(factor("2026-12-31")).toMatchObject({ factor: "1", index: { after: { period: "2026" } } });
    // What comes after its last value is not known, and not the same.
    expect(factor("2027-07-01")).toMatchObject({ factor: "1", index: null });
    expect(
      escalationFactor({ method: "series", from: null, to: "2027-06-30", series: "none" }, pricedAt, none),
    ).toMatchObject({ factor: "1", index: null });
  });
});
