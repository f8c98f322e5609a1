import "./test/own-index.ts";

import { rm, writeFile } from "node:fs/promises";
import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { costEstimates } from "#db/schema/estimates.ts";
import { outbox } from "#db/schema/jobs.ts";
import { estimateIndex } from "#db/schema/search.ts";
import { withSystem, withTenant } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { deleteEstimate } from "#lib/estimates/delete-estimate.ts";
import { estimateOfFile } from "#lib/estimates/measured-model.ts";
import { RepriceEstimate, repriceEstimate } from "#lib/estimates/reprice-estimate.ts";
import { BUILDING, estimateFile, modelledFile } from "#lib/estimates/test/modelled-file.ts";
import { deleteFile } from "#lib/files/delete-file.ts";
import { createProject } from "#lib/projects/create-project.ts";
import { MoveContents, moveContents } from "#lib/projects/move-contents.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { dueTenants, forgetTenant, tidyIndex, verifyTenant } from "./catch-up.ts";
import { documentText } from "./document.ts";
import { embed } from "./embedding/embed.ts";
import { openIndex, vectorIndex } from "./index/index.ts";
import { indexDue } from "./index-due.ts";
import { indexProgress, presentGeneration } from "./index-progress.ts";
import { indexStatus, reindexAll, reindexTenant } from "./reindex.ts";
import { readSummaries } from "./summaries.ts";
import { makeEstimate, makeEstimates } from "./test/estimates.ts";
import { indexDirectory, loseIndex } from "./test/own-index.ts";

let ctx: Ctx;
beforeEach(async () => {
  ctx = await systemCtx((await makeTenant()).id);
});
afterAll(async () => {
  await openIndex().close();
  await closePools();
});

/** Ids of all that is found of the tenant, sorted. */
async function found(of = ctx, filter = {}): Promise<string[]> {
  const {
    vectors: [vector],
  } = await embed(of.tenant.id, ["concrete office"]);
  if (!vector) throw new Error("no vector");
  const hits = await vectorIndex(of.tenant.id).search(vector, { limit: 2000, filter });
  return hits.map(({ id }) => id).sort();
}
async function settle(of = ctx) {
  const sum = { indexed: 0, removed: 0, failed: 0 };
  for (let more = true; more; ) {
    const pass = await indexDue(of.tenant.id);
    sum.indexed += pass.indexed;
    sum.removed += pass.removed;
    sum.failed += pass.failed;
    more = pass.more;
  }
  return sum;
}
const announced = (name: string) =>
  withSystem((tx) =>
    tx
      .select({ data: outbox.data })
      .from(outbox)
      .where(and(eq(outbox.tenantId, ctx.tenant.id), eq(outbox.name, name))),
  );

async function progress(ctx: Ctx) {
  const generation = await presentGeneration();
  return ctx.transaction((tx) => indexProgress(tx, ctx.tenant.id, generation));
}

describe("an estimate", () => {
  it("is found once it is indexed, under its own id, with what the index filters by", async () => {
    const id = await makeEstimate(ctx, "Office", { floor_area_m2: 400 });
    expect(await announced("estimate/saved")).toHaveLength(1);
    expect(await settle()).toEqual({ indexed: 1, removed: 0, failed: 0 });
    expect(await settle()).toEqual({ indexed: 0, removed: 0, failed: 0 });
    expect(await found()).toEqual([id]);
    expect(await found(ctx, { place: "Berlin", floorAreaM2: { min: 400, max: 400 } })).toEqual([id]);
    expect(await found(ctx, { place: "Paris" })).toEqual([]);
    const [summary] = await ctx.transaction((tx) => readSummaries(tx, [id]));
    if (!summary) throw new Error("no summary");
    const {
      vectors: [vector],
    } = await embed(ctx.tenant.id, [documentText(summary)]);
    const hits = await vectorIndex(ctx.tenant.id).search(vector ?? new Float32Array(384), { limit: 1 });
    expect(hits).toEqual([{ id, score: expect.closeTo(1, 4) }]);
    expect(await progress(ctx)).toEqual({
      estimates: 1,
      indexed: 1,
    });
  });

  it("of a file is summed up by material and class, and follows every change of it", async () => {
    const run = await modelledFile(ctx, BUILDING);
    await estimateFile(ctx, run);
    const id = (await ctx.transaction((tx) => estimateOfFile(tx, ctx.tenant.id, run.fileId)))?.id ?? "";
    await settle();
    const [summary] = await ctx.transaction((tx) => readSummaries(tx, [id]));
    expect(summary).toMatchObject({ estimateId: id, floorAreaM2: 100, storeys: 2 });
    const shares = Object.values(summary?.classShares ?? {});
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6);
    const [row] = await ctx.transaction((tx) =>
      tx.select().from(costEstimates).where(eq(costEstimates.id, id)),
    );
    const ofMaterials = summary?.materials.reduce((sum, { cost }) => sum + (cost ?? 0), 0) ?? 0;
    expect(ofMaterials).toBeCloseTo((row?.likelyMinor ?? 0) / 100, 2);

    const { id: projectId } = await createProject(ctx, { name: "North", is_restricted: false });
    await moveContents(ctx, MoveContents.parse({ project_id: projectId, file_ids: [run.fileId] }));
    expect(await announced("search/index.due")).toHaveLength(1);
    expect(await settle()).toMatchObject({ indexed: 1 });
    expect(await found(ctx, { projectIds: [projectId] })).toEqual([id]);
    await repriceEstimate(ctx, id, RepriceEstimate.parse({ location: "Paris" }));
    await settle();
    expect(await found(ctx, { place: "Paris" })).toEqual([id]);
    expect(await found()).toEqual([id]);
  });

  it("goes from the index when it is deleted, and tells so", async () => {
    const [kept, gone] = [await makeEstimate(ctx, "Kept"), await makeEstimate(ctx, "Gone")];
    await settle();
    await deleteEstimate(ctx, gone);
    expect(await announced("estimate/deleted")).toEqual([
      { data: { tenant_id: ctx.tenant.id, estimate_id: gone, name: "Gone", project_id: null } },
    ]);
    expect(await settle()).toEqual({ indexed: 0, removed: 1, failed: 0 });
    expect(await found()).toEqual([kept]);
    const rows = await ctx.transaction((tx) => tx.select().from(estimateIndex));
    expect(rows.map(({ estimateId }) => estimateId)).toEqual([kept]);
    const [entry] = await ctx.transaction((tx) =>
      tx.select().from(auditLogs).where(eq(auditLogs.action, "estimate.deleted")),
    );
    expect(entry).toMatchObject({ targetId: gone, before: { name: "Gone", currency: "USD" } });
    await expect(deleteEstimate(ctx, gone)).rejects.toMatchObject({ code: "estimate_not_found" });
  });

  it("of a file is deleted only when its file is gone", async () => {
    const run = await modelledFile(ctx, BUILDING);
    await estimateFile(ctx, run);
    const id = (await ctx.transaction((tx) => estimateOfFile(tx, ctx.tenant.id, run.fileId)))?.id ?? "";
    await expect(deleteEstimate(ctx, id)).rejects.toMatchObject({
      status: 409,
      code: "estimate_follows_file",
    });
    await deleteFile(ctx, run.fileId);
    await settle();
    expect(await found()).toEqual([id]);
    await deleteEstimate(ctx, id);
    await settle();
    expect(await found()).toEqual([]);
  });

  it("that cannot be indexed keeps no other, and is tried again when it changes", async () => {
    const [broken, fine] = [await makeEstimate(ctx, "Broken"), await makeEstimate(ctx, "Fine")];
    const storeyless = (storeys: unknown) =>
      withSystem((tx) =>
        tx.execute(
          sql`update cost_estimates set location_match = ${JSON.stringify(storeys)}::jsonb where id = ${broken}`,
        ),
      );
    await storeyless(null);
    expect(await settle()).toEqual({ indexed: 1, removed: 0, failed: 1 });
    expect(await settle()).toEqual({ indexed: 0, removed: 0, failed: 0 });
    expect(await found()).toEqual([fine]);
    const [row] = await ctx.transaction((tx) =>
      tx.select().from(estimateIndex).where(eq(estimateIndex.estimateId, broken)),
    );
    expect(row).toMatchObject({ failures: 1, problem: expect.any(String), retryAt: expect.any(Date) });
    await storeyless({ asked: null, name: "Berlin", factor: "1", source: "", placeholder: false });
    expect(await settle()).toEqual({ indexed: 1, removed: 0, failed: 0 });
    expect(await found()).toEqual([broken, fine].sort());
  });
});

describe("the index", () => {
  it("is caught up with when it was away: what is saved meanwhile is due", async () => {
    const first = await makeEstimate(ctx, "First");
    await settle();
    await loseIndex();
    // Where its directory should be stands something else: it cannot be made.
    await writeFile(indexDirectory, "");
    await expect(found()).rejects.toMatchObject({ code: "search_unavailable" });
    const second = await makeEstimate(ctx, "Second");
    await expect(indexDue(ctx.tenant.id)).rejects.toMatchObject({ code: "search_unavailable" });
    expect(await progress(ctx)).toEqual({
      estimates: 2,
      indexed: 0,
    });
    expect(await indexStatus()).toMatchObject({ away: expect.any(String) });
    await rm(indexDirectory);
    expect(await dueTenants(1000)).toContain(ctx.tenant.id);
    expect(await settle()).toMatchObject({ indexed: 2 });
    expect(await found()).toEqual([first, second].sort());
    expect(await dueTenants(1000)).not.toContain(ctx.tenant.id);
  });

  it("is built anew beside the present one, which answers and is kept up to date meanwhile", async () => {
    const ids = await makeEstimates(ctx, 450);
    await settle();
    const before = await openIndex().present();
    let added = "";
    let looked = 0;
    const seen = new Set<number>();
    const { generation, done } = await reindexAll(async ({ done }) => {
      seen.add(done);
      if (looked++ > 0) return;
      added = await makeEstimate(ctx, "Added meanwhile");
      await deleteEstimate(ctx, ids[0] ?? "");
      await settle();
      expect(await openIndex().present()).toBe(before);
    });
    expect(await openIndex().present()).toBe(generation);
    expect(seen.size).toBeGreaterThan(3);
    expect(done).toBeGreaterThanOrEqual(449);
    await settle();
    expect(await found()).toEqual([...ids.slice(1), added].sort());
    const both = await Promise.allSettled([reindexAll(), reindexAll()]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(both.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "reindex_running" },
    });
  });

  it("of one tenant is written anew in its place, and rid of what does not belong there", async () => {
    const ids = await makeEstimates(ctx, 120);
    await settle();
    const foreign = { ...(await pointLike(ids[0] ?? "")), id: crypto.randomUUID() };
    await vectorIndex(ctx.tenant.id).upsert([foreign]);
    expect(await reindexTenant(ctx.tenant.id)).toEqual({ done: 120, total: 120 });
    expect(await found()).toEqual(ids.sort());
  });

  it("that differs from the database is set right", async () => {
    const [a = "", b = "", c = ""] = await makeEstimates(ctx, 3);
    await settle();
    const index = vectorIndex(ctx.tenant.id);
    await index.remove([a]);
    await index.upsert([{ ...(await pointLike(b)), hash: "of another day" }]);
    await index.upsert([{ ...(await pointLike(c)), id: crypto.randomUUID() }]);
    expect(await verifyTenant(ctx.tenant.id)).toEqual({ missing: 1, stale: 1, orphans: 1 });
    expect(await settle()).toMatchObject({ indexed: 2 });
    expect(await verifyTenant(ctx.tenant.id)).toEqual({ missing: 0, stale: 0, orphans: 0 });
    expect(await found()).toEqual([a, b, c].sort());
    await openIndex().create();
    await tidyIndex();
    expect(await indexStatus()).toMatchObject({ index: "embedded", generation: await openIndex().present() });
  });

  it("holds nothing of a deleted tenant", async () => {
    await makeEstimates(ctx, 5);
    await settle();
    await forgetTenant(ctx.tenant.id);
    expect(await vectorIndex(ctx.tenant.id).count()).toBe(0);
    await withSystem((tx) => tx.execute(sql`delete from cost_estimates where tenant_id = ${ctx.tenant.id}`));
    await settle();
    expect(await ctx.transaction((tx) => tx.select().from(estimateIndex))).toEqual([]);
  });

  async function pointLike(id: string) {
    const [summary] = await withTenant(ctx.tenant.id, (tx) => readSummaries(tx, [id]));
    if (!summary) throw new Error("no summary");
    const {
      vectors: [vector],
    } = await embed(ctx.tenant.id, [documentText(summary)]);
    const { indexPayload } = await import("./document.ts");
    return { id, vector: vector ?? new Float32Array(384), hash: "", payload: indexPayload(summary) };
  }
});

describe("row-level security", () => {
  it("keeps the state of the index, vectors and price levels of a tenant to that tenant", async () => {
    await makeEstimate(ctx, "Mine");
    const other = await systemCtx((await makeTenant()).id);
    const tables = ["estimate_index", "embeddings", "price_index_values", "price_exchange_rates"];
    await withSystem(async (tx) => {
      const of = ctx.tenant.id;
      await tx.execute(sql`insert into embeddings values (${of}, 'h', 'm', '\\x00')`);
      await tx.execute(
        sql`insert into price_index_values (tenant_id, series, period, value) values (${of}, 'DE', '2024', 100)`,
      );
      await tx.execute(
        sql`insert into price_exchange_rates (tenant_id, from_currency, to_currency, period, rate) values (${of}, 'USD', 'EUR', '2024', 0.9)`,
      );
    });
    for (const table of tables) {
      const count = (of: Ctx) =>
        withTenant(of.tenant.id, async (tx) => {
          const [row] = await tx.execute<{ n: number }>(
            sql`select count(*)::int as n from ${sql.identifier(table)}`,
          );
          return row?.n;
        });
      expect([table, await count(ctx), await count(other)]).toEqual([table, 1, 0]);
      await expect(
        withTenant(other.tenant.id, (tx) =>
          tx.execute(sql`update ${sql.identifier(table)} set tenant_id = ${ctx.tenant.id}`),
        ),
      ).resolves.toBeDefined();
    }
    // Another tenant's ids bring nothing, not even in a transaction over all tenants.
    const [mine] = await ctx.transaction((tx) => tx.select({ id: costEstimates.id }).from(costEstimates));
    expect(await withTenant(other.tenant.id, (tx) => readSummaries(tx, [mine?.id ?? ""]))).toEqual([]);
    expect(await withSystem((tx) => readSummaries(tx, [mine?.id ?? ""]))).toEqual([]);
  });
});
