import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { elementCorrections } from "#db/schema/corrections.ts";
import { costEstimates } from "#db/schema/estimates.ts";
import { elements, fileAnalyses } from "#db/schema/files.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { linesOf } from "#lib/estimates/measured-model.ts";
import { estimateFile } from "#lib/estimates/test/modelled-file.ts";
import { extractGeometry } from "#lib/processing/extract-geometry.ts";
import { startRun } from "#lib/processing/start-run.ts";
import { processedFile } from "#lib/reports/test/processed-file.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { keepCorrections, withdrawCorrections } from "./end-corrections.ts";
import { listCorrections } from "./list-corrections.ts";
import { makeCorrections } from "./make-corrections.ts";
import { ListCorrections, MakeCorrections } from "./views.ts";

let ctx: Ctx;
let fileId: string;
beforeAll(async () => {
  ctx = await systemCtx((await makeTenant()).id);
  fileId = await processedFile(ctx);
}, 60_000);
afterAll(closePools);

const REASON = "Measured on the plans of 3 May";
const correct = (asked: object) =>
  makeCorrections(ctx, fileId, MakeCorrections.parse({ reason: REASON, ...asked }));
const listed = (state: "standing" | "all" = "standing") =>
  listCorrections(ctx, fileId, ListCorrections.parse({ state }));
const withdrawAll = async () => {
  const { items } = await listed();
  if (items.length > 0)
    await withdrawCorrections(ctx, fileId, { ids: items.map(({ id }) => id), reason: "Not so after all" });
};
const rows = (id = fileId) =>
  withSystem((tx) =>
    tx
      .select()
      .from(elements)
      .where(and(eq(elements.tenantId, ctx.tenant.id), eq(elements.fileId, id)))
      .orderBy(elements.ordinal),
  );
const rowOf = async (ordinal: number) => {
  const row = (await rows()).find((element) => element.ordinal === ordinal);
  if (!row) throw new Error(`No element ${ordinal}`);
  return row;
};
const estimate = async () => {
  const [row] = await withSystem((tx) =>
    tx
      .select()
      .from(costEstimates)
      .where(and(eq(costEstimates.tenantId, ctx.tenant.id), eq(costEstimates.fileId, fileId))),
  );
  if (!row) throw new Error("No estimate");
  return row;
};
const sums = async () => {
  const [row] = await withSystem((tx) =>
    tx
      .select()
      .from(fileAnalyses)
      .where(and(eq(fileAnalyses.tenantId, ctx.tenant.id), eq(fileAnalyses.fileId, fileId))),
  );
  return row?.byClass ?? {};
};
const rerun = async () => {
  const run = { fileId, runId: await ctx.transaction((tx) => startRun(ctx, tx, fileId)) };
  await extractGeometry(ctx, run);
  await estimateFile(ctx, run);
};

/** An element whose volume is priced by itself: a line in m³ with a rate. */
async function priced() {
  const all = await rows();
  const lines = await withSystem(async (tx) => linesOf(tx, ctx.tenant.id, (await estimate()).id));
  for (const line of lines) {
    if (line.unit !== "m3" || line.unitRate === null) continue;
    const element = all.find(
      ({ ordinal, volumeM3, materials }) =>
        line.elements.includes(String(ordinal)) &&
        volumeM3 !== null &&
        volumeM3 > 0.1 &&
        materials.length === 1,
    );
    if (element) return { element, line };
  }
  throw new Error("The sample has no element that is priced by its volume");
}

describe("what a person corrects of an element", () => {
  it("counts in its estimate to the cent, keeps what was found, and goes back to it when withdrawn", async () => {
    const before = await estimate();
    const byClass = await sums();
    const { element } = await priced();
    const volume = (element.volumeM3 ?? 0) + 1.25;
    const answer = await correct({
      ordinals: [element.ordinal],
      quantities: { volume_m3: volume.toFixed(6) },
    });
    expect(answer.changed).toBe(1);
    const corrected = await rowOf(element.ordinal);
    expect(corrected).toMatchObject({
      volumeM3: Number(volume.toFixed(6)),
      sources: { ...element.sources, volumeM3: "corrected" },
      found: {
        quantities: { volumeM3: element.volumeM3 },
        sources: element.sources,
        materials: element.materials,
      },
      measured: true,
    });
    const after = await estimate();
    expect(after.likelyMinor).toBeGreaterThan(before.likelyMinor);
    expect(answer.estimate?.after.cost.likely).toBe((after.likelyMinor / 100).toFixed(2));
    expect((await sums())[element.ifcClass]?.volumeM3).toBeCloseTo(
      (byClass[element.ifcClass]?.volumeM3 ?? 0) + 1.25,
      5,
    );
    const { items, standing, elements: touched } = await listed();
    expect(standing).toBe(1);
    expect(touched).toEqual({ corrected: 1, excluded: 0 });
    expect(items[0]).toMatchObject({
      kind: "volume_m3",
      state: "standing",
      reason: REASON,
      element: { ordinal: element.ordinal, global_id: element.globalId },
      quantity: {
        found: { value: element.volumeM3, source: element.sources.volumeM3 },
        now: null,
        corrected: String(Number(volume.toFixed(6))),
      },
    });
    await withdrawAll();
    expect(await rowOf(element.ordinal)).toEqual(element);
    expect(await sums()).toEqual(byClass);
    expect((await estimate()).likelyMinor).toBe(before.likelyMinor);
    expect((await estimate()).a1a3G).toBe(before.a1a3G);
    const { items: former } = await listed("all");
    expect(former[0]).toMatchObject({ state: "withdrawn", ended: { reason: "Not so after all" } });
  }, 60_000);

  it("survives another run over the file, and says so where the model then measures something else", async () => {
    const { element } = await priced();
    await correct({ global_ids: [element.globalId], quantities: { volume_m3: "7.5" } });
    await correct({ ordinals: [element.ordinal], quantities: { volume_m3: "8.5" }, reason: "Counted again" });
    const total = (await estimate()).likelyMinor;
    await rerun();
    expect(await rowOf(element.ordinal)).toMatchObject({
      volumeM3: 8.5,
      found: { quantities: { volumeM3: element.volumeM3 } },
    });
    expect((await estimate()).likelyMinor).toBe(total);
    expect(await listed()).toMatchObject({ standing: 1, to_look_at: 0, former: expect.any(Number) });
    const { items } = await listed("all");
    expect(items.map(({ state, quantity }) => [state, quantity?.corrected]).slice(0, 2)).toEqual([
      ["standing", "8.5"],
      ["replaced", "7.5"],
    ]);
    // As if the model had been measured otherwise.
    await withSystem((tx) =>
      tx.execute(sql`update elements set found = jsonb_set(found, '{quantities,volumeM3}', '9.125')
        where tenant_id = ${ctx.tenant.id} and file_id = ${fileId} and ordinal = ${element.ordinal}`),
    );
    const changed = await listed();
    expect(changed).toMatchObject({ standing: 1, to_look_at: 1 });
    expect(changed.items[0]).toMatchObject({
      state: "changed",
      quantity: { found: { value: element.volumeM3 }, now: { value: 9.125 }, corrected: "8.5" },
    });
    await keepCorrections(ctx, fileId, { ids: [changed.items[0]?.id ?? ""] });
    expect((await listed()).items[0]).toMatchObject({
      state: "standing",
      reason: "Counted again",
      quantity: { found: { value: 9.125 }, corrected: "8.5" },
    });
    await rerun();
    expect((await listed()).items[0]).toMatchObject({
      state: "changed",
      quantity: { now: { value: element.volumeM3 } },
    });
    await withdrawAll();
  }, 60_000);

  it("excludes it from quantities, cost and carbon, and only then", async () => {
    const before = await estimate();
    const byClass = await sums();
    const { element } = await priced();
    await correct({ ordinals: [element.ordinal], excluded: true });
    expect(await rowOf(element.ordinal)).toMatchObject({
      lengthM: null,
      areaM2: null,
      volumeM3: null,
      weightKg: null,
      sources: {},
      measured: false,
      found: { quantities: { volumeM3: element.volumeM3 } },
    });
    const after = await estimate();
    expect(after.elements).toBe(before.elements - 1);
    expect(after.likelyMinor).toBeLessThan(before.likelyMinor);
    const lines = await withSystem((tx) => linesOf(tx, ctx.tenant.id, after.id));
    expect(lines.some((line) => line.elements.includes(String(element.ordinal)))).toBe(false);
    expect((await sums())[element.ifcClass]?.volumeM3).toBeCloseTo(
      (byClass[element.ifcClass]?.volumeM3 ?? 0) - (element.volumeM3 ?? 0),
      9,
    );
    await expect(
      correct({ ordinals: [element.ordinal], quantities: { volume_m3: "1" } }),
    ).rejects.toMatchObject({ code: "element_excluded" });
    await withdrawAll();
    expect((await estimate()).likelyMinor).toBe(before.likelyMinor);
  }, 60_000);

  it("is made of other materials: an entry of the catalogue, a name, or shares", async () => {
    const { element, line } = await priced();
    const before = await estimate();
    await expect(
      correct({ ordinals: [element.ordinal], materials: [{ catalogue_id: "no-such-entry" }] }),
    ).rejects.toMatchObject({ code: "correction_material_unknown" });
    await correct({
      ordinals: [element.ordinal],
      materials: [
        { catalogue_id: line.catalogueId, share: 0.25 },
        { name: "Nobody's stuff", share: 0.75 },
      ],
    });
    const [first, second] = (await rowOf(element.ordinal)).materials;
    expect([first?.share, second]).toEqual([0.25, { name: "Nobody's stuff", thicknessM: null, share: 0.75 }]);
    const after = await estimate();
    expect(after.likelyMinor).toBeLessThan(before.likelyMinor);
    expect(after.unmeasured.some(({ materialName }) => materialName === "Nobody's stuff")).toBe(true);
    await expect(
      correct({
        ordinals: [element.ordinal],
        materials: [
          { name: "a", share: 0.5 },
          { name: "b", share: 0.4 },
        ],
      }),
    ).rejects.toMatchObject({ code: "correction_shares" });
    await withdrawAll();
    expect((await estimate()).likelyMinor).toBe(before.likelyMinor);
  }, 60_000);

  it("is said of many at once by the take-off's filter, and told to the log", async () => {
    const walls = (await rows()).filter(
      ({ ifcClass, measured }) => ifcClass.startsWith("IfcWall") && measured,
    );
    const [{ ifcClass } = { ifcClass: "" }] = walls;
    const alike = walls.filter((wall) => wall.ifcClass === ifcClass);
    const { changed } = await correct({ filter: { class: ifcClass }, excluded: true });
    expect(changed).toBe(alike.length);
    expect((await listed()).elements).toEqual({ corrected: alike.length, excluded: alike.length });
    const [entry] = await withSystem((tx) =>
      tx
        .select()
        .from(auditLogs)
        .where(and(eq(auditLogs.tenantId, ctx.tenant.id), eq(auditLogs.action, "file.elements_corrected")))
        .orderBy(sql`created_at desc`)
        .limit(1),
    );
    expect(entry?.detail).toMatchObject({ elements: alike.length, reason: REASON });
    await withdrawAll();
  }, 60_000);

  it("is refused where it cannot be meant, in a sentence", async () => {
    const { element } = await priced();
    const ordinals = [element.ordinal];
    for (const given of ["0", "-1", "1e3", "0.0000001", "1000001", "NaN", ""])
      expect(
        MakeCorrections.safeParse({ ordinals, quantities: { volume_m3: given }, reason: REASON }).success,
      ).toBe(false);
    for (const wrong of [
      { ordinals, quantities: { volume_m3: "1" } },
      { ordinals, quantities: {}, reason: REASON },
      { ordinals, reason: REASON },
      { ordinals, excluded: true, quantities: { volume_m3: "1" }, reason: REASON },
      { ordinals, filter: {}, excluded: true, reason: REASON },
      { quantities: { volume_m3: "1" }, reason: REASON },
      { ordinals, quantities: { volume_m3: "1" }, reason: " x " },
    ])
      expect(MakeCorrections.safeParse(wrong).success, JSON.stringify(wrong)).toBe(false);
    const sure = (await rows()).find(
      ({ volumeM3, sources }) =>
        (volumeM3 ?? 0) > 0 && sources.volumeM3 && sources.volumeM3 !== "low_confidence",
    );
    await expect(
      correct({
        ordinals: [sure?.ordinal ?? 0],
        quantities: { volume_m3: ((sure?.volumeM3 ?? 0) * 1001).toFixed(6) },
      }),
    ).rejects.toMatchObject({ code: "correction_out_of_bounds" });
    await expect(correct({ ordinals: [999_999], excluded: true })).rejects.toMatchObject({
      code: "no_such_element",
    });
    await expect(correct({ filter: { q: "nothing is called that" }, excluded: true })).rejects.toMatchObject({
      code: "no_such_element",
    });
    const whole = (await rows()).find(({ measured }) => !measured);
    if (whole)
      await expect(correct({ ordinals: [whole.ordinal], excluded: true })).rejects.toMatchObject({
        code: "element_is_whole",
      });
    expect((await listed()).standing).toBe(0);
    const written = await withSystem((tx) =>
      tx.$count(
        elementCorrections,
        and(eq(elementCorrections.tenantId, ctx.tenant.id), sql`ended_at is null`),
      ),
    );
    expect(written).toBe(0);
  }, 60_000);

  it("of another organisation is not there", async () => {
    const other = await systemCtx((await makeTenant()).id);
    const asked = MakeCorrections.parse({ ordinals: [0], excluded: true, reason: REASON });
    await expect(makeCorrections(other, fileId, asked)).rejects.toMatchObject({ status: 404 });
    await expect(listCorrections(other, fileId, ListCorrections.parse({}))).rejects.toMatchObject({
      status: 404,
    });
  });

  it("is no piece where it is an amount, whatever it is said to be made of", async () => {
    const { element } = await priced();
    const amount = element.materials.map((material) => ({ ...material, uncounted: true as const }));
    const mine = and(
      eq(elements.tenantId, ctx.tenant.id),
      eq(elements.fileId, fileId),
      eq(elements.ordinal, element.ordinal),
    );
    await withSystem((tx) => tx.update(elements).set({ materials: amount }).where(mine));
    await correct({ ordinals: [element.ordinal], materials: [{ name: "Oak", share: 1 }] });
    expect((await rowOf(element.ordinal)).materials).toEqual([
      { name: "Oak", thicknessM: null, share: 1, uncounted: true },
    ]);
    await withdrawAll();
    expect((await rowOf(element.ordinal)).materials).toEqual(amount);
    await withSystem((tx) => tx.update(elements).set({ materials: element.materials }).where(mine));
  });
});
