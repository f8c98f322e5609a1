import { expect, it } from "vitest";
import { axisTop, barsOf } from "./bars.ts";
import type { UsageDay } from "./queries.ts";

/** Days one after another, each with as many files processed as its number, and the same in bytes. */
function days(first: string, count: number): UsageDay[] {
  return Array.from({ length: count }, (_, i) => ({
    date: new Date(Date.parse(first) + i * 86_400_000).toISOString().slice(0, 10),
    files_uploaded: 0,
    files_processed: i + 1,
    api_calls: 0,
    browser_calls: 0,
    estimates: 0,
    storage_used: i + 1,
    archive_used: 0,
    restored: 0,
    cost_estimated: "0",
    carbon_calculated: "0",
  }));
}

const files = { value: (day: UsageDay) => day.files_processed };
const storage = { value: (day: UsageDay) => day.storage_used, isLevel: true as const };

it("draws a day a bar, and a month a bar where there are too many days", () => {
  expect(barsOf(days("2026-11-01", 3), files).map(({ from, value }) => [from, value])).toEqual([
    ["2026-11-01", 1],
    ["2026-11-02", 2],
    ["2026-11-03", 3],
  ]);
  const year = barsOf(days("2026-01-30", 365), files);
  expect(year).toHaveLength(13);
  expect(year[0]).toEqual({ from: "2026-01-30", to: "2026-01-31", value: 1 + 2 });
  expect(year[1]).toMatchObject({ from: "2026-02-01", to: "2026-02-28" });
  expect(year.at(-1)).toMatchObject({ from: "2027-01-01", to: "2027-01-29" });
  expect(year.reduce((sum, { value }) => sum + value, 0)).toBe((365 * 366) / 2);
});

it("shows what is stored at a month's end, not its sum", () => {
  const year = barsOf(days("2026-01-30", 365), storage);
  expect(year.slice(0, 2).map(({ value }) => value)).toEqual([2, 30]);
  expect(year.at(-1)?.value).toBe(365);
});

it.each([
  [0, 0],
  [1, 1],
  [3, 4],
  [59, 60],
  [60, 60],
  [61, 80],
  [101, 200],
  [7979, 8000],
  [0.3, 0.4],
])("an axis for %s ends at %s", (greatest, top) => {
  expect(axisTop(greatest)).toBeCloseTo(top);
});

it("ends an axis of bytes where bytes are round", () => {
  expect(axisTop(130 * 2 ** 30, { binary: true })).toBe(200 * 2 ** 30);
  expect(axisTop(170 * 2 ** 10, { binary: true })).toBe(200 * 2 ** 10);
  expect(axisTop(1, { binary: true })).toBe(1);
});
