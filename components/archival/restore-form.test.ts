import { expect, it } from "vitest";
import { daysOffered } from "./restore-form.tsx";

const NOW = Date.parse("2026-11-28T12:00:00Z");
const restore = {
  restore_id: "r",
  file_id: "f",
  batch_id: null,
  status: "in_progress" as const,
  tier: "standard" as const,
  restore_days: 7,
  permanent: false,
  size: 1,
  requested_at: "2026-11-28T11:00:00Z",
  estimated_ready: "2026-11-28T16:00:00Z",
  ready_at: null,
  expires_at: null,
  finished_at: null,
  failure: null,
};

it.each([
  ["a new one is for a week", null, 7],
  ["one under way gets a week more", restore, 14],
  [
    "a readable one a week more than it has left",
    { ...restore, status: "ready" as const, expires_at: "2026-12-01T11:00:00Z" },
    10,
  ],
  ["never more than a year", { ...restore, restore_days: 363 }, 365],
])("%s", (_, one, days) => {
  expect(daysOffered(one, NOW)).toBe(days);
});
