import { describe, expect, it } from "vitest";
import { inngest } from "#inngest/client.ts";
import { functions } from "#inngest/functions/index.ts";
import { lastOccurrence } from "./cron.ts";
import { backoff } from "./drive.ts";
import { describeFunctions, placesOf, UnsupportedFunction } from "./functions.ts";
import { timeAfter } from "./protocol.ts";

type Options = Parameters<typeof inngest.createFunction>[0];
const made = (options: Partial<Options>) =>
  inngest.createFunction({ id: "it", triggers: [{ event: "test/x" }], ...options }, async () => {});
const described = (options: Partial<Options>) =>
  describeFunctions(inngest, [made(options)]).get("construction-ai-it");

describe("functions for the embedded engine", () => {
  it("are described by their own declarations", () => {
    expect(
      described({ retries: 5, triggers: [{ event: "test/x" }, { cron: "0 2 * * *" }], onFailure: () => {} }),
    ).toEqual({
      id: "construction-ai-it",
      events: ["test/x"],
      crons: ["0 2 * * *"],
      maxAttempts: 6,
      limits: [],
      cancelOn: [],
      failureId: "construction-ai-it-failure",
    });
  });

  it("include every function of the product", () => {
    expect([...describeFunctions(inngest, functions).keys()]).toEqual(
      expect.arrayContaining(functions.map((fn) => fn.id("construction-ai"))),
    );
  });

  it.each<[string, Partial<Options>]>([
    ["batchEvents", { batchEvents: { maxSize: 10, timeout: "5s" } }],
    ["throttle", { throttle: { limit: 1, period: "1m" } }],
    ["rateLimit", { rateLimit: { limit: 1, period: "1m" } }],
    ["debounce", { debounce: { period: "1m" } }],
    ["priority", { priority: { run: "100" } }],
    ["singleton", { singleton: { mode: "skip" } }],
    ["idempotency", { idempotency: "event.data.id" }],
    ["timeouts", { timeouts: { start: "1m" } }],
    ["if", { triggers: [{ event: "test/x", if: "event.data.n > 1" }] }],
    ["inngest/function.finished", { triggers: [{ event: "inngest/function.finished" }] }],
    ["concurrency key", { concurrency: [{ limit: 1, key: "event.data.a + event.data.b" }] }],
    ["cancelOn", { cancelOn: [{ event: "test/stop", if: "async.data.n > 3" }] }],
  ])("are refused with the option's name when they ask for what is not offered: %s", (word, options) => {
    expect(() => described(options)).toThrow(UnsupportedFunction);
    expect(() => described(options)).toThrow(word === "concurrency key" ? /plain path/ : word);
  });

  it("count a run under each of its limits", () => {
    const spec = described({
      concurrency: [
        { limit: 2, key: "event.data.tenant_id" },
        { limit: 8, scope: "env", key: '"heavy"' },
      ],
    });
    expect(spec && placesOf(spec, { data: { tenant_id: "t1" } })).toEqual([
      { key: 'construction-ai-it:event.data.tenant_id="t1"', limit: 2 },
      { key: "env:heavy", limit: 8 },
    ]);
    const single = described({ concurrency: 3 });
    expect(single && placesOf(single, {})).toEqual([{ key: "construction-ai-it", limit: 3 }]);
  });
});

describe("schedules", () => {
  it.each([
    ["0 2 * * *", "2026-03-29T01:59:59.999Z", "2026-03-28T02:00:00.000Z"],
    ["0 2 * * *", "2026-03-29T02:00:00.000Z", "2026-03-29T02:00:00.000Z"],
    ["*/5 * * * *", "2026-03-29T02:07:00.000Z", "2026-03-29T02:05:00.000Z"],
    ["TZ=Europe/Berlin 0 12 * * *", "2026-03-30T10:30:00.000Z", "2026-03-30T10:00:00.000Z"],
    ["TZ=Europe/Berlin 0 12 * * *", "2026-03-28T11:30:00.000Z", "2026-03-28T11:00:00.000Z"],
  ])("%s was last due before %s at %s", (cron, now, due) => {
    expect(lastOccurrence(cron, new Date(now)).toISOString()).toBe(due);
  });

  it("are refused when they cannot be read", () => {
    expect(() => described({ triggers: [{ cron: "61 * * * *" }] })).toThrow(/schedule 61/);
    expect(() => described({ triggers: [{ cron: "TZ=Moon/Base 0 * * * *" }] })).toThrow(/schedule TZ=Moon/);
  });
});

describe("times", () => {
  it.each([
    ["1s", 1000],
    ["2m30s", 150_000],
    ["1d2h", 93_600_000],
    ["1w", 604_800_000],
    ["", 0],
    ["1970-01-01T00:00:05.000Z", 5000],
  ])("understands %s", (text, ms) => {
    expect(timeAfter(0, text).getTime()).toBe(ms);
  });

  it("refuses what is no time", () => {
    expect(() => timeAfter(0, "soon")).toThrow(/not understood/);
  });

  it.each([0, 1, 4, 9, 30])(
    "doubles the pause before attempt %i + 1, up to ten minutes, within a fifth",
    (attempt) => {
      const middle = Math.min(600_000, 2000 * 2 ** attempt);
      const pauses = Array.from({ length: 50 }, () => backoff(2000, attempt));
      expect(Math.min(...pauses)).toBeGreaterThanOrEqual(0.8 * middle);
      expect(Math.max(...pauses)).toBeLessThanOrEqual(1.2 * middle);
      expect(new Set(pauses).size).toBeGreaterThan(1);
    },
  );
});
