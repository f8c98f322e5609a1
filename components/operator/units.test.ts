import { expect, it } from "vitest";
import { bytesToGib, dayAfter, dayBefore, gibToBytes } from "./units.ts";

it("writes bytes as GiB and reads them back", () => {
  expect(bytesToGib(1000 * 2 ** 30)).toBe("1000");
  expect(bytesToGib(1.5 * 2 ** 30)).toBe("1.5");
  expect(gibToBytes("0.5")).toBe(2 ** 29);
});

it.each([
  ["2026-11-30", "2026-12-01T00:00:00.000Z"],
  ["2024-02-28", "2024-02-29T00:00:00.000Z"],
  ["2026-12-31", "2027-01-01T00:00:00.000Z"],
])("a trial whose last free day is %s ends at %s", (day, end) => {
  expect(dayAfter(day)).toBe(end);
  expect(dayBefore(end)).toBe(day);
});

it("counts a day that has begun", () => {
  expect(dayBefore("2026-12-01T00:00:00.001Z")).toBe("2026-12-01");
});
