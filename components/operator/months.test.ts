import { expect, it } from "vitest";
import { monthsAfter, monthsBefore } from "./months.ts";

it("lists the months that are over, by UTC, across years and whatever the day", () => {
  expect(monthsBefore(new Date("2026-02-28T23:59:59Z"), 3)).toEqual(["2026-01", "2025-12", "2025-11"]);
  expect(monthsBefore(new Date("2026-03-31T00:00:00Z"), 2)).toEqual(["2026-02", "2026-01"]);
  expect(monthsBefore(new Date("2026-01-01T00:30:00+01:00"), 1)).toEqual(["2025-11"]);
});

it("lists the months that have not begun, by UTC", () => {
  expect(monthsAfter(new Date("2026-11-30T23:59:59Z"), 3)).toEqual(["2026-12", "2027-01", "2027-02"]);
  expect(monthsAfter(new Date("2026-01-31T12:00:00Z"), 1)).toEqual(["2026-02"]);
});
