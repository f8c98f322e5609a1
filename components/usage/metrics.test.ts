import { expect, it } from "vitest";
import { formatEventQuantity, rangeOf } from "./metrics.ts";

it.each([
  ["month", "2026-03-01T00:00:00Z", "2026-03-01", "2026-03-01"],
  ["month", "2026-03-31T23:59:59Z", "2026-03-01", "2026-03-31"],
  ["30", "2024-03-01T12:00:00Z", "2024-02-01", "2024-03-01"],
  ["30", "2026-03-01T12:00:00Z", "2026-01-31", "2026-03-01"],
  ["365", "2026-01-01T00:00:00Z", "2025-01-02", "2026-01-01"],
] as const)("the period %s at %s is %s to %s", (period, now, from, to) => {
  expect(rangeOf(period, new Date(now))).toEqual({ from, to });
});

it("signs bytes that were added or released, and counts the rest", () => {
  expect(formatEventQuantity("storage_delta", "1048576")).toBe("+1 MiB");
  expect(formatEventQuantity("storage_delta", "-1048576")).toBe("-1 MiB");
  expect(formatEventQuantity("archive_delta", "1048576")).toBe("+1 MiB");
  expect(formatEventQuantity("restore", "1048576")).toBe("1 MiB");
  expect(formatEventQuantity("api_call", "12345")).toBe("12,345");
});
