import "./test/own-index.ts";

import { type ChildProcess, fork } from "node:child_process";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { estimateIndex } from "#db/schema/search.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { deleteEstimate } from "#lib/estimates/delete-estimate.ts";
import { listEstimates } from "#lib/estimates/list-estimates.ts";
import { RepriceEstimate, repriceEstimate } from "#lib/estimates/reprice-estimate.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { tidyIndex, verifyTenant } from "./catch-up.ts";
import { embed } from "./embedding/embed.ts";
import { openIndex, vectorIndex } from "./index/index.ts";
import { indexDue } from "./index-due.ts";
import { makeEstimate, makeEstimates } from "./test/estimates.ts";

const running = new Set<ChildProcess>();
afterAll(async () => {
  await Promise.all([...running].map(kill));
  await openIndex().close();
  await closePools();
});

const SIZE = 350;
const KILLS = process.env.VERIFY_FULL === "1" ? 60 : 3;

it("killed at any moment of indexing, each estimate is found once, none twice, and nothing of deleted ones", async () => {
  const tenants = await Promise.all([1, 2].map(async () => systemCtx((await makeTenant()).id)));
  const gone = new Set<string>();
  for (const ctx of tenants) await makeEstimates(ctx, SIZE);
  for (let round = 0; round < KILLS; round++) {
    // Two at once, one of which may build a new generation.
    const killed = await Promise.all([start(tenants, round % 2 === 1), start(tenants, false)]);
    for (const ctx of tenants) {
      const id = await makeEstimate(ctx, `Round ${round}`);
      const { items } = await listEstimates(ctx, { skip: 0, limit: 200 });
      for (const { id } of items.slice(3 + round * 2, 5 + round * 2)) {
        gone.add(id);
        await deleteEstimate(ctx, id);
      }
      await repriceEstimate(ctx, id, RepriceEstimate.parse({ location: "Paris" }));
    }
    await sleep(Math.random() * 400);
    await Promise.all(killed.map(kill));
  }
  for (const ctx of tenants) {
    while ((await indexDue(ctx.tenant.id)).more);
    await tidyIndex();
    const wanted = (
      await ctx.transaction((tx) => tx.select({ id: estimateIndex.estimateId }).from(estimateIndex))
    )
      .map(({ id }) => id)
      .sort();
    expect(wanted).toHaveLength(SIZE + KILLS - KILLS * 2);
    const index = vectorIndex(ctx.tenant.id);
    const {
      vectors: [vector],
    } = await embed(ctx.tenant.id, ["office"]);
    const hits = await index.search(vector ?? new Float32Array(384), { limit: 4000, scoreThreshold: -1 });
    expect(hits.map(({ id }) => id).sort()).toEqual(wanted);
    expect((await index.entries(null, 4000)).map(({ id }) => id)).toEqual(wanted);
    expect(wanted.filter((id) => gone.has(id))).toEqual([]);
    expect(await verifyTenant(ctx.tenant.id)).toEqual({ missing: 0, stale: 0, orphans: 0 });
  }
}, 180_000);

function start(tenants: Ctx[], reindex: boolean): Promise<ChildProcess> {
  const given = JSON.stringify({ tenants: tenants.map(({ tenant }) => tenant.id), reindex });
  const child = fork(path.join(import.meta.dirname, "test/kill-indexer.ts"), [given], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: { ...process.env, NODE_COMPILE_CACHE: path.join(process.env.DATA_DIR ?? "", "compile-cache") },
  });
  running.add(child);
  child.once("exit", () => running.delete(child));
  return new Promise((resolve, reject) => {
    child.once("message", () => resolve(child));
    child.once("exit", (code) => reject(new Error(`A process ended before it was ready (${code})`)));
  });
}

function kill(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once("exit", () => resolve());
    child.kill("SIGKILL");
  });
}
