import { describe, expect, it } from "vitest";
import { type Amounts, sortByAmount, sumsOf } from "./amounts.ts";

const amounts: Amounts = {
  currency: "EUR",
  cost: [10, null, 400, 10, null],
  carbon_kg: [null, null, 7, -3, null],
};

describe("what elements cost and emit", () => {
  it("sums up what is known, and is nothing where nothing is", () => {
    expect(sumsOf(amounts, [0, 1, 2])).toEqual({ cost: 410, carbon_kg: 7 });
    expect(sumsOf(amounts, [1, 4])).toEqual({ cost: null, carbon_kg: null });
    expect(sumsOf(amounts, [2, 3])).toEqual({ cost: 410, carbon_kg: 4 });
    expect(sumsOf(amounts, [99])).toEqual({ cost: null, carbon_kg: null });
  });

  it("orders each group, what has none last either way, equals as they stood", () => {
    const order = {
      groups: [
        { key: "Ground", ordinals: [1, 3, 0, 2] },
        { key: "First", ordinals: [4] },
      ],
    };
    const sorted = (descending: boolean) =>
      sortByAmount(order, amounts.cost, descending).groups.map(({ ordinals }) => ordinals);
    expect(sorted(true)).toEqual([[2, 3, 0, 1], [4]]);
    expect(sorted(false)).toEqual([[3, 0, 2, 1], [4]]);
    expect(order.groups[0]?.ordinals).toEqual([1, 3, 0, 2]);
  });
});
