import { describe, expect, it } from "vitest";
import { approximateAmount, formatMoney } from "./money.ts";

const usd = (amount: string) => ({ amount, currency: "USD" });

describe("formatMoney", () => {
  it("writes the currency's own minor units", () => {
    expect(formatMoney(usd("1234.5"))).toBe("$1,234.50");
    expect(formatMoney({ amount: "1234", currency: "JPY" })).toBe("¥1,234");
    expect(formatMoney({ amount: "-0.01", currency: "EUR" })).toBe("-€0.01");
  });

  it("keeps digits that a float would lose", () => {
    expect(formatMoney(usd("9007199254740993.01"))).toBe("$9,007,199,254,740,993.01");
    expect(formatMoney(usd("0.000125"))).toBe("$0.000125");
  });

  it("leaves minor units out of an estimate's total, and shortens for charts", () => {
    expect(formatMoney(usd("1234567.89"), { precision: "whole" })).toBe("$1,234,568");
    expect(formatMoney(usd("1234567.89"), { precision: "compact" })).toBe("$1.23M");
  });

  it("shows a dash for no amount and refuses what is no number", () => {
    expect(formatMoney(null)).toBe("–");
    expect(() => formatMoney(usd("12,5"))).toThrow(RangeError);
    expect(() => formatMoney(usd("1e3"))).toThrow(RangeError);
    expect(() => formatMoney(usd(""))).toThrow(RangeError);
  });

  it("gives a number to draw with", () => expect(approximateAmount(usd("12.50"))).toBe(12.5));
});
