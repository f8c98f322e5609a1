import "#lib/search/test/own-index.ts";

import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { closePools } from "#db/client.ts";
import { jobRuns } from "#db/schema/jobs.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { inngest } from "#inngest/client.ts";
import { deleteEstimate } from "#lib/estimates/delete-estimate.ts";
import { type Engine, startEngine } from "#lib/jobs/embedded/engine.ts";
import { announceDue } from "#lib/search/catch-up.ts";
import { openIndex, vectorIndex } from "#lib/search/index/index.ts";
import { makeEstimate, makeEstimates } from "#lib/search/test/estimates.ts";
import { loseIndex } from "#lib/search/test/own-index.ts";
import { deleteTenant } from "#lib/tenancy/delete-tenant.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { functions } from "./index.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine({ client: inngest, schedules: false, functions, slots: 3, backoffMs: 200 });
});
afterAll(async () => {
  await engine.stop();
  await openIndex().close();
  await closePools();
});

it("saved, deleted, lost and purged: the index follows by its events alone", async () => {
  const tenant = await makeTenant();
  const ctx = await systemCtx(tenant.id);
  const index = vectorIndex(tenant.id);
  const holds = (count: number) =>
    vi.waitFor(async () => expect(await index.count()).toBe(count), { timeout: 20_000, interval: 100 });

  const ids = await makeEstimates(ctx, 230);
  await holds(230);
  const added = await makeEstimate(ctx, "One more");
  await holds(231);
  await deleteEstimate(ctx, added);
  await deleteEstimate(ctx, ids[0] ?? "");
  await holds(229);

  await loseIndex();
  expect(await announceDue(100)).toBe(1);
  await holds(229);
  const runs = await withSystem((tx) => tx.select().from(jobRuns).where(eq(jobRuns.tenantId, tenant.id)));
  expect(runs.filter(({ status }) => status === "failed")).toEqual([]);

  await deleteTenant({ slug: tenant.slug, confirmed: true });
  await holds(0);
}, 90_000);
