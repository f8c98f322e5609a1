import "#lib/jobs/test/own-database.ts";

import { asc } from "drizzle-orm";
import { afterAll, afterEach, beforeEach, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { healthDays, healthSamples } from "#db/schema/status.ts";
import { withSystem } from "#db/tenant.ts";
import type { PartState } from "#lib/observability/health/parts.ts";
import { recordSamples } from "#lib/status/record-samples.ts";
import type { Asked } from "./ask-readiness.ts";
import { type Sampler, sampleHealth } from "./sample-health.ts";

const since = new Date().toISOString();
const answering = (state: PartState, status = 200): Asked => ({
  status,
  parts: [{ name: "database", state, since }],
});
const STOPPING: Asked = { status: 503, parts: [] };
const START = Date.now();
const at = (minutes: number) => new Date(START + minutes * 60_000);

let answer: Asked | null;
let sampler: Sampler;
let isDatabaseAway = false;
beforeEach(async () => {
  await withSystem((tx) => tx.delete(healthSamples));
  isDatabaseAway = false;
  sampler = sampleHealth(
    async () => answer,
    async (samples) => {
      if (isDatabaseAway) throw new Error("away");
      await recordSamples(samples);
    },
  );
});
afterEach(() => sampler.stop());
afterAll(closePools);

async function statesOfPages(): Promise<number[]> {
  const rows = await withSystem((tx) => tx.select().from(healthSamples).orderBy(asc(healthSamples.minute)));
  return rows.filter(({ capability }) => capability === "pages").map(({ state }) => state);
}

it("what is still starting is not down, and what answered once and does no more is", async () => {
  answer = null;
  await sampler.take(at(0));
  expect(await statesOfPages()).toEqual([]);
  answer = answering("ready");
  await sampler.take(at(1));
  answer = null;
  await sampler.take(at(2));
  expect(await statesOfPages()).toEqual([0, 2]);
});

it("samples wait for the database, so that its absence is told once it is back", async () => {
  answer = answering("ready");
  await sampler.take(at(0));
  isDatabaseAway = true;
  answer = answering("down", 503);
  for (const minute of [1, 2, 3]) await sampler.take(at(minute));
  expect(await statesOfPages()).toEqual([0]);
  isDatabaseAway = false;
  answer = answering("ready");
  await sampler.take(at(4));
  expect(await statesOfPages()).toEqual([0, 2, 2, 2, 0]);
});

it("a process that is about to end says nothing of the others", async () => {
  answer = answering("ready");
  await sampler.take(at(0));
  answer = STOPPING;
  await sampler.take(at(1));
  expect(await statesOfPages()).toEqual([0]);
});

it("a day that is over is counted with the first sample of the next", async () => {
  answer = answering("ready");
  await sampler.take(at(0));
  await sampler.take(at(24 * 60));
  const days = await withSystem((tx) => tx.select().from(healthDays));
  expect(days.filter(({ capability }) => capability === "pages")).toMatchObject([
    { day: at(0).toISOString().slice(0, 10), measured: 1, down: 0 },
  ]);
});
