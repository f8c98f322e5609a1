import { describe, expect, it } from "vitest";
import { formatRate, formatShare, percentToShare, shareToPercent } from "./percent.ts";

describe("a tax rate", () => {
  it.each([
    ["0", "0"],
    ["0.1", "10"],
    ["0.10", "10"],
    ["0.19", "19"],
    ["0.05", "5"],
    ["0.055", "5.5"],
    ["0.081", "8.1"],
    ["0.123456", "12.3456"],
  ])("of the share %s is %s per cent, and back", (share, percent) => {
    expect(shareToPercent(share)).toBe(percent);
    expect(Number(percentToShare(percent))).toBe(Number(share));
  });

  it("takes a decimal comma, and nothing that is no rate", () => {
    expect(percentToShare(" 7,7 ")).toBe("0.077");
    for (const bad of ["", "100", "-1", "abc", "1.23456", "1e1", "5%"])
      expect(percentToShare(bad)).toBeNull();
  });
});

it.each([
  [0, "0%"],
  [170 / 10_485_760, "under 1%"],
  [0.01, "1%"],
  [0.29, "29%"],
  [0.999, "99%"],
  [1, "100%"],
  [1.5, "150%"],
])("the share %s of what is included is %s", (share, text) => expect(formatShare(share)).toBe(text));

it.each([
  ["19", "19%"],
  ["7.7", "7.7%"],
  ["12.3456", "12.3456%"],
  [0, "0%"],
])("the rate %s is written %s", (rate, text) => expect(formatRate(rate)).toBe(text));
