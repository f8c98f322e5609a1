import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { costEstimateLines, costEstimates } from "#db/schema/estimates.ts";
import { files, processingRuns } from "#db/schema/files.ts";
import { outbox } from "#db/schema/jobs.ts";
import { usageEvents } from "#db/schema/usage.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { DEFAULT_INSTALLED_PRICES } from "#lib/catalogue/default-catalogue.ts";
import { assignMaterials } from "#lib/estimates/assign-materials.ts";
import { ConfirmFloorArea, confirmFloorArea, resetFloorArea } from "#lib/estimates/confirm-floor-area.ts";
import { floorAreaOf } from "#lib/estimates/floor-area.ts";
import { readEstimate } from "#lib/estimates/read-estimate.ts";
import { BUILDING, estimateFile, modelledFile, runAgain } from "#lib/estimates/test/modelled-file.ts";
import { deleteFile } from "#lib/files/delete-file.ts";
import { calculateCarbon } from "#lib/processing/calculate-carbon.ts";
import { classifyMaterials } from "#lib/processing/classify-materials.ts";
import { estimateCosts } from "#lib/processing/estimate-costs.ts";
import { readAnalysis } from "#lib/processing/read-analysis.ts";
import { runStep } from "#lib/processing/run-step.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";

let ctx: Ctx;
beforeEach(async () => {
  ctx = await systemCtx((await makeTenant()).id);
});
afterAll(closePools);

const estimatesOf = (tenantId: string) =>
  withSystem((tx) => tx.select().from(costEstimates).where(eq(costEstimates.tenantId, tenantId)));
const usageOf = async (tenantId: string) =>
  (await withSystem((tx) => tx.select().from(usageEvents).where(eq(usageEvents.tenantId, tenantId))))
    .map((event) => event.key)
    .sort();
const announced = async (tenantId: string) =>
  (await withSystem((tx) => tx.select().from(outbox).where(eq(outbox.tenantId, tenantId)))).map(
    (event) => event.name,
  );
const cents = (amount: string) => Math.round(Number(amount) * 100);

describe("a file's estimate", () => {
  it("adds up to the cent and to the gram: lines, storeys, materials, total", async () => {
    const run = await modelledFile(ctx, BUILDING);
    await estimateFile(ctx, run);
    const [row] = await estimatesOf(ctx.tenant.id);
    const lines = await withSystem((tx) =>
      tx
        .select()
        .from(costEstimateLines)
        .where(eq(costEstimateLines.estimateId, row?.id ?? "")),
    );
    expect(lines.length).toBeGreaterThan(3);
    const sumOf = (key: "lowMinor" | "likelyMinor" | "highMinor" | "a1a3G" | "a4G" | "a5G" | "biogenicG") =>
      lines.reduce((sum, line) => sum + (line[key] ?? 0), 0);
    for (const key of ["lowMinor", "likelyMinor", "highMinor", "a1a3G", "a4G", "a5G", "biogenicG"] as const) {
      expect(row?.[key], key).toBe(sumOf(key));
      expect(row?.[key], key).toBeGreaterThan(0);
    }

    const shown = await readEstimate(ctx, row?.id ?? "", { elements: "true" });
    const total = cents(shown.cost.likely);
    expect(shown.lines.reduce((sum, line) => sum + cents(line.cost?.likely ?? "0"), 0)).toBe(total);
    expect(shown.by_storey.reduce((sum, storey) => sum + cents(storey.cost), 0)).toBe(total);
    expect(shown.by_material.reduce((sum, material) => sum + cents(material.cost), 0)).toBe(total);
    expect(shown.by_storey.map((storey) => storey.storey)).toEqual(["Ground floor", "First floor"]);

    // By hand: concrete walls at the installed price, since the default rates give it back.
    const wall = shown.lines.find(
      (line) => line.ifc_class === "IfcWall" && line.catalogue_id === "concrete-c30",
    );
    expect(wall).toMatchObject({ quantity: "19.348", unit: "m3", element_ids: ["0", "1"] });
    expect(cents(wall?.cost?.likely ?? "0")).toBe(
      Math.round(19.348 * Number(DEFAULT_INSTALLED_PRICES.get("concrete-c30")) * 100),
    );
  });

  it("lists what is unknown beside the total, with its coverage and figures per m²", async () => {
    const run = await modelledFile(ctx, BUILDING);
    await estimateFile(ctx, run);
    const analysis = await readAnalysis(ctx, run.fileId);
    expect(analysis.status).toBe("completed");
    expect(analysis.steps.map((step) => step.status)).toEqual([
      "completed",
      "completed",
      "completed",
      "completed",
    ]);
    expect(analysis.unknown_materials).toEqual(["Zubrium 9"]);
    expect(analysis.unpriced).toContainEqual(
      expect.objectContaining({
        reason: "unknown_material",
        material: "Zubrium 9",
        volume_m3: 3,
        elements: 1,
      }),
    );
    // Six elements count, the stair is an assembly; one wall is not wholly priced.
    expect(analysis.coverage?.cost.elements).toEqual({ covered: 5, total: 6, share: 0.8333 });
    expect(cents(analysis.per_m2?.cost.likely ?? "0")).toBe(
      Math.round(cents(analysis.cost?.likely ?? "0") / 100),
    );
    expect(analysis.placeholder_prices).toBe(true);
  });

  it("is an honest zero when nothing is known", async () => {
    const run = await modelledFile(ctx, [
      { ifcClass: "IfcWall", quantities: { volumeM3: 2 }, materials: [["Zubrium 9"]] },
    ]);
    await estimateFile(ctx, run);
    const analysis = await readAnalysis(ctx, run.fileId);
    expect(analysis.cost).toEqual({ currency: "USD", low: "0.00", likely: "0.00", high: "0.00" });
    expect(analysis.coverage?.cost.elements.share).toBe(0);
    expect(analysis.carbon).toEqual({ a1_a3_kg: 0, a4_kg: 0, a5_kg: 0, biogenic_kg: 0 });
  });

  it("ends its run once: file, run, usage, audit and events together", async () => {
    const run = await modelledFile(ctx, BUILDING);
    await estimateFile(ctx, run);
    const [estimate] = await estimatesOf(ctx.tenant.id);
    expect(await usageOf(ctx.tenant.id)).toEqual([
      `estimate:${estimate?.id}`,
      `file_processed:${run.fileId}`,
    ]);
    expect((await announced(ctx.tenant.id)).sort()).toEqual([
      "estimate/saved",
      "file/process.requested",
      "file/processed",
    ]);
    const actions = await withSystem((tx) =>
      tx.select().from(auditLogs).where(eq(auditLogs.tenantId, ctx.tenant.id)),
    );
    expect(actions.map((entry) => entry.action)).toContain("file.processed");
    const [ended] = await withSystem((tx) =>
      tx.select().from(processingRuns).where(eq(processingRuns.id, run.runId)),
    );
    expect(ended?.status).toBe("completed");
  });

  it("is one estimate, metered once, when steps are repeated and the file is run again", async () => {
    const run = await modelledFile(ctx, BUILDING);
    for (const step of [
      classifyMaterials,
      classifyMaterials,
      estimateCosts,
      estimateCosts,
      calculateCarbon,
      calculateCarbon,
    ])
      await step(ctx, run);
    const [first] = await estimatesOf(ctx.tenant.id);
    await estimateFile(ctx, await runAgain(ctx, run.fileId));
    const after = await estimatesOf(ctx.tenant.id);
    expect(after).toHaveLength(1);
    expect(after[0]).toMatchObject({ id: first?.id, likelyMinor: first?.likelyMinor, a1a3G: first?.a1a3G });
    expect(await usageOf(ctx.tenant.id)).toEqual([`estimate:${first?.id}`, `file_processed:${run.fileId}`]);
  });

  it("two attempts of the last step at once complete the run once", async () => {
    const run = await modelledFile(ctx, BUILDING);
    await classifyMaterials(ctx, run);
    await estimateCosts(ctx, run);
    await Promise.all([calculateCarbon(ctx, run), calculateCarbon(ctx, run), calculateCarbon(ctx, run)]);
    expect((await announced(ctx.tenant.id)).filter((name) => name === "file/processed")).toHaveLength(1);
    expect(await usageOf(ctx.tenant.id)).toHaveLength(2);
  });

  it.each([false, true])(
    "killed at the end of any transaction of any step comes out the same (commit done: %s)",
    async (committed) => {
      const undisturbed = await modelledFile(ctx, BUILDING);
      await estimateFile(ctx, undisturbed);
      const wanted = await readAnalysis(ctx, undisturbed.fileId);

      const run = await modelledFile(ctx, BUILDING);
      let kills = 0;
      for (const step of [classifyMaterials, estimateCosts, calculateCarbon]) {
        // Each attempt gets one transaction further, until one gets through.
        for (let nth = 1; await isKilled(step(dyingAt(ctx, nth, committed), run)); nth++) kills++;
      }
      expect(kills).toBeGreaterThanOrEqual(8);
      const found = await readAnalysis(ctx, run.fileId);
      expect({ ...found, file_id: "", estimate_id: "", steps: [] }).toEqual({
        ...wanted,
        file_id: "",
        estimate_id: "",
        steps: [],
      });
      expect(found.steps.map((one) => one.status)).toEqual([
        "completed",
        "completed",
        "completed",
        "completed",
      ]);
      const [estimate, ...more] = (await estimatesOf(ctx.tenant.id)).filter(
        (row) => row.fileId === run.fileId,
      );
      expect(more).toEqual([]);
      const lines = await withSystem((tx) =>
        tx
          .select()
          .from(costEstimateLines)
          .where(eq(costEstimateLines.estimateId, estimate?.id ?? "")),
      );
      expect(lines.reduce((sum, line) => sum + (line.likelyMinor ?? 0), 0)).toBe(estimate?.likelyMinor);
      expect(await usageOf(ctx.tenant.id)).toHaveLength(4);
      expect((await announced(ctx.tenant.id)).filter((name) => name === "file/processed")).toHaveLength(2);
    },
  );

  it("outlives its file", async () => {
    const run = await modelledFile(ctx, BUILDING);
    await estimateFile(ctx, run);
    const [estimate] = await estimatesOf(ctx.tenant.id);
    await deleteFile(ctx, run.fileId);
    expect(await readEstimate(ctx, estimate?.id ?? "", { elements: "false" })).toMatchObject({
      file_id: null,
      status: "complete",
    });
  });

  it("of a file that was deleted meanwhile is not made", async () => {
    const run = await modelledFile(ctx, BUILDING);
    await classifyMaterials(ctx, run);
    await withSystem((tx) => tx.delete(files).where(eq(files.id, run.fileId)));
    await expect(estimateCosts(ctx, run)).rejects.toMatchObject({ code: "file_gone" });
    expect(await estimatesOf(ctx.tenant.id)).toEqual([]);
  });
});

describe("assigning materials", () => {
  it("re-prices the file before it answers, and is remembered for the next file in any spelling", async () => {
    const run = await modelledFile(ctx, BUILDING);
    await estimateFile(ctx, run);
    const before = await readAnalysis(ctx, run.fileId);
    const answer = await assignMaterials(ctx, run.fileId, { assignments: { "Zubrium 9": "concrete-c30" } });
    expect(answer.unknown_materials).toEqual([]);
    expect(answer.coverage.cost.elements.share).toBe(1);
    // 3 m³ more of it, in the walls' line.
    const expected =
      cents(before.cost?.likely ?? "0") +
      Math.round(3 * Number(DEFAULT_INSTALLED_PRICES.get("concrete-c30")) * 100);
    expect(Math.abs(cents(answer.cost.likely) - expected)).toBeLessThanOrEqual(1);
    expect(answer.estimate_id).toBe(before.estimate_id);
    expect((await readAnalysis(ctx, run.fileId)).cost).toEqual(answer.cost);
    expect(await usageOf(ctx.tenant.id)).toHaveLength(2);

    const next = await modelledFile(ctx, [
      { ifcClass: "IfcWall", quantities: { volumeM3: 1 }, materials: [["ZUBRIUM_9"]] },
    ]);
    await estimateFile(ctx, next);
    const [material] = (await readAnalysis(ctx, next.fileId)).materials;
    expect(material).toMatchObject({ catalogue_id: "concrete-c30", rule: "remembered", confidence: 1 });

    await assignMaterials(ctx, next.fileId, { assignments: { ZUBRIUM_9: null } });
    expect((await readAnalysis(ctx, next.fileId)).unknown_materials).toEqual(["ZUBRIUM_9"]);
  });

  it("of another organisation does not count here", async () => {
    const run = await modelledFile(ctx, BUILDING);
    await estimateFile(ctx, run);
    await assignMaterials(ctx, run.fileId, { assignments: { "Zubrium 9": "concrete-c30" } });
    const other = await systemCtx((await makeTenant()).id);
    const theirs = await modelledFile(other, BUILDING);
    await estimateFile(other, theirs);
    expect((await readAnalysis(other, theirs.fileId)).unknown_materials).toEqual(["Zubrium 9"]);
    await expect(
      assignMaterials(other, run.fileId, { assignments: { "Zubrium 9": "concrete-c30" } }),
    ).rejects.toMatchObject({ status: 404 });
  });

  it("refuses names the file does not have and entries that are not there, and remembers nothing then", async () => {
    const run = await modelledFile(ctx, BUILDING);
    await estimateFile(ctx, run);
    await expect(
      assignMaterials(ctx, run.fileId, { assignments: { "Zubrium 9": "no-such-thing" } }),
    ).rejects.toMatchObject({ code: "assignment_invalid" });
    await expect(
      assignMaterials(ctx, run.fileId, { assignments: { "Zubrium 9": "brick", Nothing: "brick" } }),
    ).rejects.toMatchObject({ code: "assignment_invalid" });
    expect((await readAnalysis(ctx, run.fileId)).unknown_materials).toEqual(["Zubrium 9"]);
  });

  it("waits for a run that is under way", async () => {
    const run = await modelledFile(ctx, BUILDING);
    await estimateFile(ctx, run);
    await runAgain(ctx, run.fileId);
    await expect(
      assignMaterials(ctx, run.fileId, { assignments: { "Zubrium 9": "brick" } }),
    ).rejects.toMatchObject({ code: "already_processing" });
  });
});

describe("the floor area", () => {
  it("that a person confirmed is what figures per m² are for, and a new run keeps it", async () => {
    const run = await modelledFile(ctx, BUILDING);
    await estimateFile(ctx, run);
    await expect(confirmFloorArea(ctx, run.fileId, { floor_area_m2: 250 })).rejects.toMatchObject({
      code: "floor_area_reason_needed",
    });
    expect(
      await confirmFloorArea(ctx, run.fileId, { floor_area_m2: 250, reason: "As on the plans" }),
    ).toEqual({ floor_area_m2: 250, source: "confirmed", kind: "confirmed" });
    await estimateFile(ctx, await runAgain(ctx, run.fileId));
    const analysis = await readAnalysis(ctx, run.fileId);
    expect(analysis.floor_areas?.used).toEqual({
      floor_area_m2: 250,
      source: "confirmed",
      kind: "confirmed",
    });
    expect(cents(analysis.per_m2?.cost.likely ?? "0")).toBe(
      Math.round(cents(analysis.cost?.likely ?? "0") / 250),
    );
    expect((await estimatesOf(ctx.tenant.id))[0]?.floorAreaM2).toBe(250);
    expect(await resetFloorArea(ctx, run.fileId)).toMatchObject({
      floor_area_m2: 100,
      source: "measured",
      kind: "gross",
    });
  });

  it("is none below 0.01 m², whoever says so: figures per m² would be without bounds", () => {
    expect(ConfirmFloorArea.safeParse({ floor_area_m2: 5e-324 }).success).toBe(false);
    expect(ConfirmFloorArea.safeParse({ floor_area_m2: 0.01 }).success).toBe(true);
    const stated = { grossM2: 1e-9, grossSource: "stated", netM2: 40, netSource: "stated" } as const;
    expect(floorAreaOf({ floorAreaOverride: null, floorAreas: { ...stated, byStorey: [] } }).m2).toBe(40);
  });
});

class Killed extends Error {}

/** A process that ends at its n-th transaction: before the commit, or right after it. */
function dyingAt(of: Ctx, nth: number, committed: boolean): Ctx {
  let count = 0;
  return {
    ...of,
    transaction: async (work) => {
      const last = ++count === nth;
      const result = await of.transaction(async (tx) => {
        const value = await work(tx);
        if (last && !committed) throw new Killed();
        return value;
      });
      if (last) throw new Killed();
      return result;
    },
  };
}

async function isKilled(attempt: Promise<void>): Promise<boolean> {
  return attempt.then(
    () => false,
    (error) => {
      if (error instanceof Killed) return true;
      throw error;
    },
  );
}

it("a step that was completed is left alone", async () => {
  const run = await modelledFile(ctx, BUILDING);
  let computed = 0;
  const step = () =>
    runStep(ctx, run, "extract_geometry", { compute: async () => computed++, persist: async () => {} });
  await step();
  expect(computed).toBe(0);
});
