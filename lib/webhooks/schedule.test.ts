import fc from "fast-check";
import { expect, it } from "vitest";
import { MAX_ATTEMPTS, nextAttempt, PAUSES_MS } from "./schedule.ts";

const NOW = new Date("2026-10-05T08:00:00Z");
const HOUR = 3_600_000;
const after = (number: number, retryAfter: string | null, chance = 0) => {
  const next = nextAttempt(number, NOW, retryAfter, chance);
  return next && next.getTime() - NOW.getTime();
};

it("tries ten times over three days, each pause up to a fifth longer", () => {
  const total = PAUSES_MS.reduce((sum, pause) => sum + pause, 0);
  expect(total / HOUR).toBeGreaterThan(72);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: MAX_ATTEMPTS - 1 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (number, chance) => {
        const pause = PAUSES_MS[number - 1] ?? 0;
        const waited = after(number, null, chance) ?? 0;
        expect(waited).toBeGreaterThanOrEqual(pause);
        expect(waited).toBeLessThanOrEqual(pause * 1.2 + 1);
      },
    ),
  );
  expect(nextAttempt(MAX_ATTEMPTS, NOW, "60")).toBeNull();
});

it.each([
  ["120", 120_000],
  ["0", 5000],
  ["-5", 5000],
  ["9999999", 24 * HOUR],
  ["Mon, 05 Oct 2026 10:00:00 GMT", 2 * HOUR],
  ["Mon, 05 Oct 2020 10:00:00 GMT", 5000],
  ["soon", 5000],
  ["", 5000],
])("Retry-After %j after the first attempt means %i ms", (header, ms) => {
  expect(after(1, header)).toBe(ms);
});
