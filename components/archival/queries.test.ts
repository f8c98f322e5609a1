import { expect, it } from "vitest";
import { paceOf } from "./queries.ts";

const NOW = Date.parse("2026-11-28T12:00:00Z");
const at = (seconds: number) => new Date(NOW + seconds * 1000).toISOString();
const restore = {
  status: "in_progress" as const,
  estimated_ready: at(5 * 3600),
  expires_at: null,
  permanent: false,
  failure: null,
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
