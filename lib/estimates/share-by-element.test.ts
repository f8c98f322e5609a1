import { eq } from "drizzle-orm";
import { afterAll, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { elements } from "#db/schema/files.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { CARBON_MODULES } from "#lib/processing/carbon/types.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { estimateOfFile, linesOf } from "./measured-model.ts";
import { shareByElement } from "./share-by-element.ts";
import { BUILDING, estimateFile, modelledFile } from "./test/modelled-file.ts";

afterAll(closePools);

const THIRDS = [0, 1, 1, 0, 1, 0, 0].map((storey) => ({
  ifcClass: "IfcColumn",
  storey,
  quantities: { volumeM3: 1 / 3 },
  materials: [["Concrete C30/37"]] as [string][],
}));

async function shared() {
  const ctx = await systemCtx((await makeTenant()).id);
  const run = await modelledFile(ctx, [...BUILDING, ...THIRDS]);
  await estimateFile(ctx, run);
  return ctx.transaction(async (tx) => {
    const estimate = await estimateOfFile(tx, ctx.tenant.id, run.fileId);
    if (!estimate) throw new Error("The file has no estimate");
    const lines = await linesOf(tx, ctx.tenant.id, estimate.id);
    const shares = await shareByElement(tx, ctx.tenant.id, { estimate, lines });
    return { ctx, run, estimate, lines, shares };
  });
}

const sum = (values: Iterable<number>) => [...values].reduce((all, value) => all + value, 0);

it("splits an estimate among its elements to the minor unit and the gram", async () => {
  const { estimate, lines, shares } = await shared();
  expect(shares.count).toBe(BUILDING.length + THIRDS.length);
  expect(sum(shares.lowMinor)).toBe(estimate.lowMinor);
  expect(sum(shares.likelyMinor)).toBe(estimate.likelyMinor);
  expect(sum(shares.highMinor)).toBe(estimate.highMinor);
  for (const module of CARBON_MODULES) expect(sum(shares.carbon[module]), module).toBe(estimate[module]);
  const columns = lines.find((line) => line.ifcClass === "IfcColumn");
  const own = columns?.elements.map((ordinal) => shares.likelyMinor[Number(ordinal)] ?? 0) ?? [];
  expect(sum(own)).toBe(columns?.likelyMinor);
  expect(Math.max(...own) - Math.min(...own)).toBeLessThanOrEqual(1);
  for (const part of columns?.costByStorey ?? []) {
    const there = THIRDS.flatMap(({ storey }, index) =>
      storey === part.storey ? (shares.likelyMinor[BUILDING.length + index] ?? 0) : [],
    );
    expect(sum(there)).toBe(part.likelyMinor);
  }
  shares.likelyMinor.forEach((likely, ordinal) => {
    expect(shares.lowMinor[ordinal]).toBeLessThanOrEqual(likely);
    expect(shares.highMinor[ordinal]).toBeGreaterThanOrEqual(likely);
  });
});

it("tells what has no price from what costs nothing", async () => {
  const { shares } = await shared();
  const stair = BUILDING.findIndex((element) => element.ifcClass === "IfcStair");
  expect(shares.priced[stair]).toBe(0);
  expect(shares.counted[stair]).toBe(0);
  expect(shares.priced[0]).toBe(1);
  expect(shares.counted[0]).toBe(1);
});

it("still splits a bill whole whose elements no longer measure", async () => {
  const { ctx, run, estimate, lines } = await shared();
  const changed = await ctx.transaction(async (tx) => {
    await tx.update(elements).set({ materials: [] }).where(eq(elements.fileId, run.fileId));
    return shareByElement(tx, ctx.tenant.id, { estimate, lines });
  });
  expect(sum(changed.likelyMinor)).toBe(estimate.likelyMinor);
  expect(sum(changed.carbon.a1a3G)).toBe(estimate.a1a3G);
});

it("has no shares for an estimate without a file", async () => {
  const { ctx, estimate, lines } = await shared();
  const none = await ctx.transaction((tx) =>
    shareByElement(tx, ctx.tenant.id, { estimate: { ...estimate, fileId: null }, lines }),
  );
  expect(none.count).toBe(0);
});
