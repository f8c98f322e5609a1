import { expect, it } from "vitest";
import { exactDifference } from "./exact-difference.ts";

it.each([
  ["100.00", "99.99", "0.01"],
  ["99.99", "100", "-0.01"],
  ["-1.5", "0.25", "-1.75"],
  ["5", "7", "-2"],
  ["90071992547409.93", "90071992547409.91", "0.02"],
  ["3.00", "3", "0.00"],
])("%s less %s is %s", (after, before, difference) => {
  expect(exactDifference(after, before)).toBe(difference);
});
