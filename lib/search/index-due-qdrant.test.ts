import { qdrant } from "./test/own-qdrant.ts";

import "./test/own-index.ts";

import { afterAll, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { deleteEstimate } from "#lib/estimates/delete-estimate.ts";
import { checkReadiness } from "#lib/observability/readiness.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { dueTenants, forgetTenant, tidyIndex, verifyTenant } from "./catch-up.ts";
import { openIndex, vectorIndex } from "./index/index.ts";
import { indexDue } from "./index-due.ts";
import { reindexAll } from "./reindex.ts";
import { makeEstimate, makeEstimates } from "./test/estimates.ts";

afterAll(async () => {
  await closePools();
  await qdrant?.stop();
});

/** How the index is found to be; what was found counts for a moment. */
const vectors = async () => (await checkReadiness()).parts.find(({ name }) => name === "vectors")?.state;

it.skipIf(!qdrant)(
  "on Qdrant: away, lost, built anew and tidied, the index holds each estimate once and nothing else",
  async () => {
    if (!qdrant) return;
    const ctx = await systemCtx((await makeTenant()).id);
    const index = vectorIndex(ctx.tenant.id);
    const held = async () => (await index.entries(null, 1000)).map(({ id }) => id);
    const settle = async () => {
      while ((await indexDue(ctx.tenant.id)).more);
    };
    const ids = await makeEstimates(ctx, 130);
    await settle();
    expect(await held()).toEqual([...ids].sort());

    qdrant.failWith = 503;
    const saved = await makeEstimate(ctx, "While it is away");
    await deleteEstimate(ctx, ids[0] ?? "");
    await expect(indexDue(ctx.tenant.id)).rejects.toMatchObject({ code: "search_unavailable" });
    await expect.poll(vectors).not.toBe("ready");
    qdrant.failWith = null;
    expect(await dueTenants(10)).toEqual([ctx.tenant.id]);
    await settle();
    const wanted = [...ids.slice(1), saved].sort();
    expect(await held()).toEqual(wanted);

    qdrant.forget();
    expect(await dueTenants(10)).toEqual([ctx.tenant.id]);
    await settle();
    expect(await held()).toEqual(wanted);

    const { generation } = await reindexAll();
    expect(await openIndex().present()).toBe(generation);
    expect(await held()).toEqual(wanted);
    await openIndex().create();
    await tidyIndex();
    expect(qdrant.collections()).toEqual([generation]);
    expect(await verifyTenant(ctx.tenant.id)).toEqual({ missing: 0, stale: 0, orphans: 0 });
    await expect.poll(vectors, { timeout: 5000 }).toBe("ready");

    await forgetTenant(ctx.tenant.id);
    expect(qdrant.points(generation)).toEqual([]);
    expect(qdrant.problems).toEqual([]);
  },
);
