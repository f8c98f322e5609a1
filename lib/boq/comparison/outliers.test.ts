import { describe, expect, it } from "vitest";
import { judge } from "./outliers.ts";

describe("the prices of one item", () => {
  it("are judged by hand: far from the median by more than three standard deviations and a tenth of it", () => {
    // Median 102, distances 2, 0, 78: their median 2, × 4.4478 = 8.8956; 78 is more, and more than 10.2.
    expect(judge(["100", "102", "180"])).toMatchObject({
      lowest: [true, false, false],
      outlier: [false, false, true],
    });
    // Five: median 50, distances 1, 0, 2, 1, 25: median 1.
    expect(judge(["49", "50", "52", "51", "25"]).outlier).toEqual([false, false, false, false, true]);
    // Median 10, distances 3, 0, 3: 3 × 4.4478 is more than any of them.
    expect(judge(["7", "10", "13"]).outlier).toEqual([false, false, false]);
  });

  it("that are close together are none, though the others be equal", () => {
    // No distance between two of three: a tenth of the median decides.
    expect(judge(["100", "100", "110"]).outlier).toEqual([false, false, false]);
    expect(judge(["100", "100", "110.0001"]).outlier).toEqual([false, false, true]);
    expect(judge(["0", "0", "0"]).outlier).toEqual([false, false, false]);
  });

  it("of two bidders tell nothing, and who has no price is left out", () => {
    expect(judge(["1", "1000"]).outlier).toEqual([false, false]);
    expect(judge(["1", null, "1000"]).outlier).toEqual([false, false, false]);
    expect(judge([null, null])).toEqual({ median: null, lowest: [false, false], outlier: [false, false] });
    expect(judge(["10", "30"]).median?.toFixed()).toBe("20");
  });

  it("have every lowest one marked", () => {
    expect(judge(["5.0", "5", "6"]).lowest).toEqual([true, true, false]);
  });
});
