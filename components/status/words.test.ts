import { describe, expect, it } from "vitest";
import { testTranslator } from "#lib/i18n/testing/test-translator.ts";
import { type IncidentAnswer, type StatusAnswer, toBeTold, toneOfDay, troubleOf } from "./words.ts";

const t = testTranslator("status");

const NOW = new Date("2026-11-29T12:00:00Z");
const incident = (more: Partial<IncidentAnswer>): IncidentAnswer => ({
  id: "i",
  kind: "incident",
  title: "t",
  affects: ["mail"],
  impact: "degraded",
  state: "investigating",
  starts_at: "2026-11-29T11:00:00.000Z",
  ends_at: null,
  resolved_at: null,
  updates: [],
  ...more,
});
const maintenance = (starts_at: string, ends_at: string) =>
  incident({ kind: "maintenance", state: "planned", starts_at, ends_at });
const told = (more: Partial<StatusAnswer>) =>
  toBeTold(
    { state: "operational", updated_at: "", capabilities: [], incidents: [], maintenance: [], ...more },
    NOW,
  );

describe("what members are told while they work", () => {
  it("are open incidents that affect something", () => {
    const felt = incident({});
    expect(told({ incidents: [felt, incident({ impact: "operational" })] })).toEqual([felt]);
  });

  it("is maintenance from a day before until its end", () => {
    const near = maintenance("2026-11-30T12:00:00Z", "2026-11-30T14:00:00Z");
    const now = maintenance("2026-11-29T11:00:00Z", "2026-11-29T12:00:01Z");
    const far = maintenance("2026-11-30T12:00:01Z", "2026-11-30T14:00:00Z");
    const over = maintenance("2026-11-29T11:00:00Z", "2026-11-29T12:00:00Z");
    expect(told({ maintenance: [near, now, far, over] })).toEqual([near, now]);
  });
});

it("a day is as bad as its worst minute, and nothing where nobody looked", () => {
  const day = (measured: number, degraded: number, down: number) => ({
    day: "2026-11-29",
    measured,
    degraded,
    down,
  });
  expect([day(0, 0, 0), day(9, 0, 0), day(9, 1, 0), day(9, 1, 1)].map(toneOfDay)).toEqual([
    "none",
    "ok",
    "warn",
    "bad",
  ]);
  expect(troubleOf(t, day(200, 3, 134))).toBe("2 h 14 min down, 3 min degraded");
  expect(troubleOf(t, day(200, 60, 0))).toBe("1 h degraded");
});
