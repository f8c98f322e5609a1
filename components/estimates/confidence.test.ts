import { describe, expect, it } from "vitest";
import {
  type ConfidenceFacts,
  type ConfidenceInput,
  carbonDigitsOf,
  confidenceOf,
  precisionOf,
} from "./confidence.ts";

const line = (likely: string, placeholder: boolean, proxy = false): ConfidenceInput["lines"][number] => ({
  cost: { low: likely, likely, high: likely },
  placeholder,
  carbon: { a1_a3_kg: 10, a4_kg: 0, a5_kg: 0, biogenic_kg: 0 },
  factor: { proxy },
});

const share = (value: number) => ({ covered: value * 100, total: 100, share: value });
const estimate = (over: Partial<ConfidenceInput> & { elements?: number } = {}): ConfidenceInput => ({
  cost: { currency: "USD", low: "90.00", likely: "100.00", high: "120.00" },
  coverage: {
    cost: { elements: share(over.elements ?? 0.95), volume_m3: share(0.9) },
    carbon: { elements: share(0.8), volume_m3: share(0.8) },
  },
  lines: [line("95.00", false), line("5.00", true, true)],
  ...over,
});

describe("how far figures carry", () => {
  it("is told by coverage, placeholders and range together", () => {
    expect(confidenceOf(estimate())).toMatchObject({
      level: "high",
      placeholder: 0.05,
      proxy: 0.5,
      carbonElements: 0.8,
    });
    expect(confidenceOf(estimate({ elements: 0.85 })).level).toBe("medium");
    expect(confidenceOf(estimate({ elements: 0.5 })).level).toBe("low");
    expect(confidenceOf(estimate({ lines: [line("50.00", true), line("50.00", false)] })).level).toBe("low");
    const wide = { currency: "USD", low: "70.00", likely: "100.00", high: "150.00" };
    expect(confidenceOf(estimate({ cost: wide }))).toMatchObject({ level: "medium", up: 0.5 });
  });

  it("is low and without a range where nothing costs anything", () => {
    const nothing = { currency: "USD", low: "0.00", likely: "0.00", high: "0.00" };
    expect(confidenceOf(estimate({ cost: nothing, lines: [] }))).toMatchObject({
      level: "low",
      down: null,
      up: null,
      placeholder: 0,
    });
  });

  it("allows whole units of money only in a narrow range, and two digits of carbon on proxies", () => {
    expect(precisionOf({ down: 0.03, up: 0.05 })).toBe("whole");
    expect(precisionOf({ down: 0.3, up: 0.5 })).toBe("compact");
    expect(precisionOf({ down: null, up: null })).toBe("compact");
    const facts: Pick<ConfidenceFacts, "proxy" | "carbonElements"> = { proxy: 0.2, carbonElements: 0.9 };
    expect(carbonDigitsOf(facts)).toBe(3);
    expect(carbonDigitsOf({ ...facts, proxy: 0.6 })).toBe(2);
    expect(carbonDigitsOf({ ...facts, carbonElements: null })).toBe(2);
  });
});
