import { describe, expect, it } from "vitest";
import { formatDate, formatDateTime, formatDuration, formatFine, formatRelative } from "./time.ts";

const now = new Date("2026-11-24T17:00:00Z");

describe("dates", () => {
  it("writes UTC unless told otherwise", () => {
    expect(formatDate("2026-11-24T23:30:00Z")).toBe("24 Nov 2026");
    expect(formatDate("2026-11-24T23:30:00Z", { timeZone: "Europe/Berlin" })).toBe("25 Nov 2026");
    expect(formatDateTime("2026-11-24T17:03:00Z")).toBe("24 Nov 2026, 17:03 UTC");
  });

  it.each([
    ["2026-11-24T16:59:40Z", "just now"],
    ["2026-11-24T16:57:00Z", "3 minutes ago"],
    ["2026-11-24T15:01:00Z", "1 hour ago"],
    ["2026-11-23T17:00:00Z", "yesterday"],
    ["2026-11-26T17:00:00Z", "in 2 days"],
    ["2026-11-10T17:00:00Z", "2 weeks ago"],
    ["2026-05-24T17:00:00Z", "6 months ago"],
    ["2024-11-20T17:00:00Z", "2 years ago"],
  ])("%s is %s", (at, text) => expect(formatRelative(at, now)).toBe(text));
});

describe("formatDuration", () => {
  it.each([
    [820, "820 ms"],
    [3240, "3.2 s"],
    [59_990, "1 min"],
    [125_000, "2 min 5 s"],
    [4_320_000, "1 h 12 min"],
    [3_599_600, "1 h"],
  ])("%s ms is %s", (ms, text) => expect(formatDuration(ms)).toBe(text));
});

describe("formatFine", () => {
  it.each([
    [0, "0 ms"],
    [0.4213, "0.42 ms"],
    [8.12, "8.1 ms"],
    [9.96, "10 ms"],
    [64.4, "64 ms"],
    [3210, "3.2 s"],
  ])("%s ms is %s", (ms, text) => expect(formatFine(ms)).toBe(text));
});
