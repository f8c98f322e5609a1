import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { summarise } from "./summarise.ts";
import { type BillTerms, MARK_UPS, NO_TERMS } from "./terms.ts";

const percent = (value: string, base: "works" | "before" = "before") =>
  ({ kind: "percent", value, base }) as const;

describe("the sum of a bill", () => {
  it("is worked by hand, with every part of it", () => {
    // Works 100,000.00 + 2,500.50 chosen = 102,500.50.
    const terms: BillTerms = {
      preliminaries: percent("12.5"),
      overheads: percent("5"),
      profit: percent("3.25", "works"),
      contingency: percent("2"),
      escalation: { method: "rate", from: "2026-01-01", to: "2027-01-01", rate: "3" },
      vat: "19",
    };
    const sums = summarise({ sections: 10_000_000, chosen: 250_050, provisional: 1_000_000 }, terms, {
      factor: "1.03",
      minorDigits: 2,
    });
    expect(sums.works).toBe(10_250_050);
    expect(sums.markUps.map(({ name, base, amount }) => [name, base, amount])).toEqual([
      // 102,500.50 × 12.5 % = 12,812.5625.
      ["preliminaries", 10_250_050, 1_281_256],
      // (102,500.50 + 12,812.56) × 5 % = 5,765.653.
      ["overheads", 11_531_306, 576_565],
      // 102,500.50 × 3.25 % = 3,331.26625.
      ["profit", 10_250_050, 333_127],
      // (115,313.06 + 5,765.65 + 3,331.27 + 10,000.00) × 2 % = 2,688.1996.
      ["contingency", 13_440_998, 268_820],
    ]);
    expect(sums.subtotal).toBe(13_709_818);
    // 137,098.18 × 0.03 = 4,112.9454.
    expect(sums.escalation).toBe(411_295);
    expect(sums.net).toBe(14_121_113);
    // 141,211.13 × 19 % = 26,830.1147.
    expect(sums.vat).toBe(2_683_011);
    expect(sums.total).toBe(16_804_124);
  });

  it("without terms is the estimate's", () => {
    const sums = summarise({ sections: 4711, chosen: 0, provisional: 0 }, NO_TERMS, {
      factor: "1",
      minorDigits: 2,
    });
    expect(sums).toMatchObject({ works: 4711, subtotal: 4711, net: 4711, vat: 0, total: 4711, markUps: [] });
  });

  it("takes lump sums in the currency's own minor units, and rounds half away from zero, also below it", () => {
    const lump = { ...NO_TERMS, profit: { kind: "lump", value: "1500" } as const };
    expect(
      summarise({ sections: 100, chosen: 0, provisional: 0 }, lump, { factor: "1", minorDigits: 0 }).total,
    ).toBe(1600);
    expect(
      summarise({ sections: 100, chosen: 0, provisional: 0 }, lump, { factor: "1", minorDigits: 3 }).total,
    ).toBe(1_500_100);
    const half = { ...NO_TERMS, overheads: percent("50") };
    expect(
      summarise({ sections: 1, chosen: 0, provisional: 0 }, half, { factor: "1", minorDigits: 2 }).total,
    ).toBe(2);
    expect(
      summarise({ sections: 0, chosen: -1, provisional: 0 }, half, { factor: "1", minorDigits: 2 }).total,
    ).toBe(-2);
  });

  it("adds up whatever is laid upon it, and each percentage is within half a unit of what it says", () => {
    const markUp = fc.option(
      fc.oneof(
        fc.record({
          kind: fc.constant("percent" as const),
          value: fc.integer({ min: 0, max: 1_000_000 }).map((n) => (n / 10_000).toFixed(4)),
          base: fc.constantFrom("works" as const, "before" as const),
        }),
        fc.record({
          kind: fc.constant("lump" as const),
          value: fc.integer({ min: 0, max: 10 ** 9 }).map((n) => (n / 100).toFixed(2)),
        }),
      ),
    );
    const amount = fc.integer({ min: 0, max: 10 ** 11 });
    fc.assert(
      fc.property(
        fc.record({
          sections: amount,
          chosen: fc.integer({ min: -(10 ** 9), max: 10 ** 9 }),
          provisional: amount,
        }),
        fc.record({ preliminaries: markUp, overheads: markUp, profit: markUp, contingency: markUp }),
        fc.option(fc.integer({ min: 0, max: 3000 }).map((n) => (n / 100).toFixed(2))),
        fc.integer({ min: 90_000_000, max: 150_000_000 }).map((n) => (n / 10 ** 8).toFixed(8)),
        (sums, markUps, vat, factor) => {
          const bill = summarise(sums, { ...markUps, escalation: null, vat }, { factor, minorDigits: 2 });
          expect(bill.works).toBe(sums.sections + sums.chosen);
          const laid = bill.markUps.reduce((all, one) => all + one.amount, 0);
          expect(bill.subtotal).toBe(bill.works + laid + sums.provisional);
          expect(bill.net).toBe(bill.subtotal + bill.escalation);
          expect(bill.total).toBe(bill.net + bill.vat);
          expect(bill.markUps.map(({ name }) => name)).toEqual(MARK_UPS.filter((name) => markUps[name]));
          for (const { markUp: one, base, amount: got } of bill.markUps)
            if (one.kind === "percent" && base !== null)
              // Twice the error, in units of 1/1,000,000.
              expect(
                abs(2n * (BigInt(got) * 1_000_000n - BigInt(base) * BigInt(one.value.replace(".", "")))),
              ).toBeLessThanOrEqual(1_000_000n);
        },
      ),
    );
  });
});

const abs = (value: bigint) => (value < 0n ? -value : value);
