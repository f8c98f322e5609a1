import { describe, expect, it } from "vitest";
import { decimalText, parseDecimal } from "./decimal.ts";

describe("parseDecimal", () => {
  it.each([
    ["1.5", "1.5", "1.5"],
    ["1,5", null, "1.5"],
    ["1234,56", null, "1234.56"],
    ["0.055", "0.055", "0.055"],
    ["0,055", null, "0.055"],
    ["1,234.5", "1234.5", null],
    ["1.234,5", null, "1234.5"],
    ["1.234", "1.234", "1234"],
    ["1,234", "1234", "1.234"],
    ["12.345.678", null, "12345678"],
    ["-3,2", null, "-3.2"],
    [".5", "0.5", "0.5"],
    ["5,", null, "5"],
    [" 1 234,5 ", null, "1234.5"],
    ["", null, null],
    ["abc", null, null],
    ["1e5", null, null],
    ["1,2,3", null, null],
    [",", null, null],
  ])("%j is %j in English, %j in German", (typed, english, german) => {
    expect(parseDecimal(typed, "en-US")).toBe(english);
    expect(parseDecimal(typed, "de-DE")).toBe(german);
  });

  it("reads back what it writes", () => {
    for (const locale of ["en-US", "de-DE"])
      for (const value of ["0", "1.234", "1234.5", "1234567", "0.000125", "-9007199254740993.01"])
        expect(parseDecimal(decimalText(value, locale), locale)).toBe(value);
  });
});
