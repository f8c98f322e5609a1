import { expect, it } from "vitest";
import { testTranslator } from "#lib/i18n/testing/test-translator.ts";
import { batchPaceOf, isBehind, paceOf } from "./queries.ts";

const _t = testTranslator("archival");

const NOW = Date.parse("2026-11-28T12:00:00Z");
const at = (seconds: number) => new Date(NOW + seconds * 1000).toISOString();
const restore = {
  status: "in_progress" as const,
  estimated_ready: at(5 * 3600),
  expires_at: null,
  permanent: false,
  failure: null,
};
const whole = {
  ...restore,
  restore_id: "r",
  file_id: "f",
  filename: "a.ifc",
  batch_id: null,
  tier: "standard" as const,
  restore_days: 7,
  size: 1,
  requested_at: at(0),
  ready_at: null,
  finished_at: null,
};
const ready = { ...restore, status: "ready" as const, expires_at: at(7 * 86_400) };

it.each([
  ["is hours away", restore, 20_000],
  ["is seconds away", { ...restore, estimated_ready: at(5) }, 1500],
  ["is overdue", { ...restore, estimated_ready: at(-900) }, 1500],
  ["is readable for days", ready, 300_000],
  ["is readable for two minutes", { ...ready, expires_at: at(120) }, 60_000],
  ["goes back to hot storage", { ...ready, permanent: true }, 1500],
  ["waits for room there", { ...ready, permanent: true, failure: { code: "x", message: "x" } }, 20_000],
  ["is over", { ...restore, status: "expired" as const }, false],
])("asks for a restore that %s", (_, one, pace) => {
  expect(paceOf([one], NOW)).toBe(pace);
});

it("asks at the pace of the nearest of several, and for none never", () => {
  expect(paceOf([ready, { ...restore, estimated_ready: at(1) }], NOW)).toBe(1500);
  expect(paceOf([], NOW)).toBe(false);
});

it("asks on for files that were asked for together while one that the answer does not name is under way", () => {
  const progress = {
    ...{ total: 300, requested: 0, in_progress: 1, ready: 299, expired: 0, failed: 0, superseded: 0 },
    ...{ size: 300, size_ready: 299, estimated_ready: at(5 * 3600) },
  };
  const over = { ...whole, status: "expired" as const };
  const answer = { items: [over], next: "/api/archival/restores?cursor=c", progress };
  expect(batchPaceOf(answer, NOW)).toBe(20_000);
  expect(batchPaceOf({ ...answer, progress: { ...progress, estimated_ready: at(30) } }, NOW)).toBe(1500);
  expect(batchPaceOf({ ...answer, progress: { ...progress, estimated_ready: null } }, NOW)).toBe(false);
});

it.each([
  ["archived", "requested", true],
  ["restoring", "in_progress", false],
  ["restoring", "ready", true],
  ["restored", "ready", false],
  ["restored", "expired", true],
  ["restoring", "failed", true],
  ["restored", "superseded", true],
  ["archived", "expired", false],
  // Moved away again since.
  ["archived", "superseded", false],
] as const)(
  "a file shown as %s whose newest restore is %s is asked for again: %s",
  (tier, status, behind) => {
    expect(isBehind(tier, { ...whole, status })).toBe(behind);
  },
);
