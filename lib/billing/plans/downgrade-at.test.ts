import fc from "fast-check";
import { expect, it } from "vitest";
import type { PlanId } from "#db/schema/billing.ts";
import type { PlanFrom } from "#lib/billing/plans/base-lines.ts";
import { downgradeAt } from "#lib/billing/plans/downgrade-at.ts";
import { endOfMonth, monthOf } from "#lib/usage/month.ts";

const DAYS_28 = 28 * 86_400_000;
const from = (at: string, planId: PlanId, trial?: string): PlanFrom => ({
  planId,
  effectiveAt: new Date(at),
  trialEndsAt: trial ? new Date(trial) : null,
});
const SIGNED_UP = from("2026-01-05T00:00:00Z", "pro");

it.each<[what: string, history: PlanFrom[], now: string, expected: string]>([
  ["never upgraded", [SIGNED_UP], "2026-10-16T12:00:00Z", "2026-11-01"],
  [
    "signed up this month: no upgrade",
    [from("2026-10-30T00:00:00Z", "pro")],
    "2026-10-31T00:00:00Z",
    "2026-11-01",
  ],
  [
    "upgraded two minutes before the month's end",
    [SIGNED_UP, from("2026-10-31T23:58:00Z", "enterprise")],
    "2026-10-31T23:59:00Z",
    "2026-12-01",
  ],
  [
    "upgraded 28 days before the month's end, to the second",
    [SIGNED_UP, from("2026-10-04T00:00:00Z", "enterprise")],
    "2026-10-05T00:00:00Z",
    "2026-11-01",
  ],
  [
    "upgraded a second later",
    [SIGNED_UP, from("2026-10-04T00:00:01Z", "enterprise")],
    "2026-10-05T00:00:00Z",
    "2026-12-01",
  ],
  [
    "upgraded at the start of the shortest month",
    [SIGNED_UP, from("2026-02-01T00:00:00Z", "enterprise")],
    "2026-02-01T00:00:01Z",
    "2026-03-01",
  ],
  [
    "upgraded at the end of January: February alone is 28 days",
    [SIGNED_UP, from("2026-01-31T23:59:59Z", "enterprise")],
    "2026-01-31T23:59:59Z",
    "2026-03-01",
  ],
  [
    "upgraded long ago",
    [SIGNED_UP, from("2026-05-31T23:59:59Z", "enterprise")],
    "2026-10-31T23:59:59Z",
    "2026-11-01",
  ],
  [
    "two upgrades: the last one counts",
    [
      from("2026-01-05T00:00:00Z", "free"),
      from("2026-10-01T00:00:00Z", "pro"),
      from("2026-10-20T00:00:00Z", "enterprise"),
    ],
    "2026-10-21T00:00:00Z",
    "2026-12-01",
  ],
  [
    "a downgrade by an operator after the upgrade frees nobody of it",
    [SIGNED_UP, from("2026-10-20T00:00:00Z", "enterprise"), from("2026-10-21T00:00:00Z", "pro")],
    "2026-10-22T00:00:00Z",
    "2026-12-01",
  ],
  [
    "on trial",
    [SIGNED_UP, from("2026-10-20T00:00:00Z", "enterprise", "2026-11-10T00:00:00Z")],
    "2026-10-25T00:00:00Z",
    "2026-11-01",
  ],
  [
    "after a trial",
    [SIGNED_UP, from("2026-10-20T00:00:00Z", "enterprise", "2026-10-25T00:00:00Z")],
    "2026-10-25T00:00:00Z",
    "2026-12-01",
  ],
])("%s", (_what, history, now, expected) => {
  expect(downgradeAt(history, new Date(now)).toISOString()).toBe(`${expected}T00:00:00.000Z`);
});

it("is a month's end, never before the 28 days are over, and the first such", () => {
  const moment = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2028, 0, 1) });
  fc.assert(
    fc.property(moment, fc.integer({ min: 0, max: 100 * 86_400_000 }), (upgradedAt, later) => {
      const now = new Date(upgradedAt + later);
      const history = [
        from("2023-01-01T00:00:00Z", "pro"),
        { ...SIGNED_UP, planId: "enterprise" as const, effectiveAt: new Date(upgradedAt) },
      ];
      const at = downgradeAt(history, now);
      const before = endOfMonth(monthOf(new Date(at.getTime() - 40 * 86_400_000)));
      expect(at).toEqual(endOfMonth(monthOf(new Date(at.getTime() - 1))));
      expect(at > now && at.getTime() - upgradedAt >= DAYS_28).toBe(true);
      expect(before <= now || before.getTime() - upgradedAt < DAYS_28).toBe(true);
    }),
  );
});
