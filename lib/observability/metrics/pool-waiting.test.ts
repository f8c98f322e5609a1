import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { instruments } from "./instruments.ts";
import { awaitConnection, openPool } from "./record.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => void vi.useRealTimers());

const waiting = async (role: string) =>
  (await instruments().own.getMetricsAsJSON())
    .find(({ name }) => name === "database_pool_waiting")
    ?.values.find(({ labels }) => labels.role === role)?.value;

it("counts as waiting who has had no connection for longer than an answer takes", async () => {
  openPool("cai_test", 2);
  expect(await waiting("cai_test")).toBe(0);
  const [quick, slow, stuck] = [1, 2, 3].map(() => awaitConnection("cai_test"));
  vi.advanceTimersByTime(49);
  expect(await waiting("cai_test")).toBe(0);
  quick?.got();
  vi.advanceTimersByTime(1);
  expect(await waiting("cai_test")).toBe(2);
  const late = awaitConnection("cai_test");
  expect(await waiting("cai_test")).toBe(2);
  slow?.got();
  expect(await waiting("cai_test")).toBe(1);
  for (const one of [quick, slow, stuck, late]) one?.done();
  vi.advanceTimersByTime(1000);
  expect(await waiting("cai_test")).toBe(0);
});
