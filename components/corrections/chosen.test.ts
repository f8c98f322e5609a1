import { expect, it } from "vitest";
import { materialsOf } from "./chosen.ts";

const row = (value: string, share: string, key = 0) => ({ key, value, share });

it("one material has all of an element; several have shares that add up to the whole", () => {
  expect(materialsOf([row("entry:brick", "")])).toEqual([{ catalogue_id: "brick", share: 1 }]);
  expect(materialsOf([row("entry:brick", "25"), row("name:Own: mix", "75", 1)])).toEqual([
    { catalogue_id: "brick", share: 0.25 },
    { name: "Own: mix", share: 0.75 },
  ]);
  expect(materialsOf([row("", "100")])).toBe("choose");
  for (const shares of [
    ["50", "40"],
    ["100", "0"],
    ["x", "100"],
    ["-10", "110"],
  ])
    expect(materialsOf(shares.map((share, key) => row("entry:brick", share, key)))).toBe("shares");
});
