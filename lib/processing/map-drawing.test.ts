import { and, eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { drawingMappings } from "#db/schema/drawings.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { estimateOfFile, linesOf } from "#lib/estimates/measured-model.ts";
import { findModel } from "#lib/models/find-model.ts";
import { processedDrawing, runThrough, storedDrawing } from "#lib/processing/drawing/testing/drawn-file.ts";
import { type DxfDrawing, dxf, insert, line, rectangle } from "#lib/processing/drawing/testing/dxf.ts";
import { extractGeometry } from "#lib/processing/extract-geometry.ts";
import { ListElements, listElements } from "#lib/processing/list-elements.ts";
import { MapDrawing, mapDrawing } from "#lib/processing/map-drawing.ts";
import { readAnalysis } from "#lib/processing/read-analysis.ts";
import { readDrawing } from "#lib/processing/read-drawing.ts";
import { startRun } from "#lib/processing/start-run.ts";
import { exportFile } from "#lib/reports/export-estimate.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";

let ctx: Ctx;
beforeEach(async () => {
  ctx = await systemCtx((await makeTenant({ plan: "pro" })).id);
});
afterAll(closePools);

/** A plan in mm: a wall of 10 m by its two faces, a slab of 10 × 6 m, two doors, a layer that says nothing. */
const PLAN: DxfDrawing = {
  insunits: 4,
  blocks: [{ name: "Door 90", entities: [rectangle("0", [0, 0], 900, 50)] }],
  entities: [
    line("A-WALL", [0, 0], [10_000, 0]),
    line("A-WALL", [0, 240], [10_000, 240]),
    rectangle("Decke", [0, 0], 10_000, 6000),
    insert("A-DOOR", "Door 90", [1000, 0]),
    insert("A-DOOR", "Door 90", [4000, 0], { scale: [-1, 1] }),
    line("Q1", [0, 0], [3000, 0]),
  ],
};

const WALL = {
  use: "element",
  ifc_class: "ifcwall",
  measure: "length_height_thickness",
  height_m: 2.5,
  thickness_m: 0.24,
  two_lines: true,
  material: "Brick",
  storey: "Ground floor",
};
const SLAB = {
  use: "element",
  ifc_class: "IfcSlab",
  measure: "area_thickness",
  thickness_m: 0.2,
  material: "Reinforced concrete",
  storey: "Ground floor",
};
const DOOR = { use: "element", ifc_class: "IfcDoor", measure: "count" };

const ALL = {
  mappings: [
    { kind: "layer", name: "A-WALL", mapping: WALL },
    { kind: "layer", name: "Decke", mapping: SLAB },
    { kind: "block", name: "Door 90", mapping: DOOR },
    { kind: "layer", name: "Q1", mapping: { use: "leave_out" } },
  ],
};

async function mapped(fileId: string, said: unknown): Promise<void> {
  const { run_id: runId } = await mapDrawing(ctx, fileId, MapDrawing.parse(said));
  await runThrough(ctx, { fileId, runId });
}

const priced = async (fileId: string) =>
  ctx.transaction(async (tx) => {
    const estimate = await estimateOfFile(tx, ctx.tenant.id, fileId);
    if (!estimate) throw new Error("no estimate");
    return { estimate, lines: await linesOf(tx, ctx.tenant.id, estimate.id) };
  });

describe("from a drawing to an estimate", () => {
  it("by names alone: of low confidence, with a warning, and what says nothing is listed and not estimated", async () => {
    const { fileId } = await processedDrawing(ctx, dxf(PLAN));
    const drawing = await readDrawing(ctx, fileId);
    expect(drawing.unit).toEqual({ stated: "mm", said: null, used: "mm" });
    expect(
      drawing.layers.map(({ name, state, length_m, area_m2 }) => [name, state, length_m, area_m2]),
    ).toEqual([
      ["A-WALL", "suggested", 20, 0],
      ["Decke", "suggested", 32, 60],
      ["Q1", "none", 3, 0],
    ]);
    expect(drawing.blocks).toMatchObject([{ name: "Door 90", count: 2, state: "suggested", applied: true }]);
    const analysis = await readAnalysis(ctx, fileId);
    expect(analysis).toMatchObject({ status: "completed", format: "dxf", schema: "DXF AC1015" });
    expect(analysis.elements?.by_class).toMatchObject({
      IfcWall: { count: 2, low_confidence: 2 },
      IfcDoor: { count: 2, low_confidence: 2 },
    });
    expect(analysis.warnings.join("\n")).toMatch(/names alone: 3[\s\S]*not in the estimate: 1/);
  });

  it("as confirmed: the hand-worked quantities, priced, counted and exported; no model and no IFC", async () => {
    const { fileId } = await processedDrawing(ctx, dxf(PLAN));
    await mapped(fileId, ALL);
    const analysis = await readAnalysis(ctx, fileId);
    expect(analysis.warnings).toEqual([]);
    expect(analysis.storeys).toMatchObject([{ name: "Ground floor", elements: 3 }]);
    const { estimate, lines } = await priced(fileId);
    expect(
      Object.fromEntries(lines.map((row) => [row.catalogueId, [row.unit, Number(row.quantity)]])),
    ).toEqual({
      // 10 m × 2.5 m × 0.24 m, half of both faces' length; 60 m² × 0.2 m; two doors.
      brick: ["m3", 6],
      "concrete-rc": ["m3", 12],
      "door-wood-int": ["pcs", 2],
    });
    expect(estimate.likelyMinor).toBe(lines.reduce((sum, { likelyMinor }) => sum + (likelyMinor ?? 0), 0));
    expect(estimate.likelyMinor).toBeGreaterThan(0);
    expect(estimate.a1a3G).toBeGreaterThan(0);
    const { items } = await listElements(ctx, fileId, ListElements.parse({}));
    expect(items[0]).toMatchObject({
      sources: { count: "drawn", volume_m3: "drawn" },
      storey: "Ground floor",
    });
    await expect(ctx.transaction((tx) => findModel(tx, ctx.tenant.id, fileId))).rejects.toMatchObject({
      code: "model_not_made",
      message: expect.stringContaining("drawing"),
    });
    const wanted = { format: "ifc", rows: "lines" } as const;
    await expect(exportFile(ctx, fileId, wanted)).rejects.toMatchObject({ code: "not_a_model" });
    const log = await withSystem((tx) =>
      tx
        .select()
        .from(auditLogs)
        .where(and(eq(auditLogs.tenantId, ctx.tenant.id), eq(auditLogs.action, "drawing.mapped"))),
    );
    expect(log).toHaveLength(1);
  });

  it("is remembered for later drawings, whatever their case and xref, and forgotten when asked", async () => {
    const first = await processedDrawing(ctx, dxf(PLAN));
    await mapped(first.fileId, ALL);
    const again = { ...PLAN, entities: [line("eg|a-Wall", [0, 0], [10_000, 0])] };
    const second = await processedDrawing(ctx, dxf(again));
    expect((await readDrawing(ctx, second.fileId)).layers).toMatchObject([
      { state: "confirmed", applied: true },
    ]);
    const { items } = await listElements(ctx, second.fileId, ListElements.parse({}));
    expect(items[0]?.quantities.volume_m3).toBeCloseTo(3, 9);
    await mapped(second.fileId, { mappings: [{ kind: "layer", name: "eg|a-Wall", mapping: null }] });
    expect((await readDrawing(ctx, second.fileId)).layers[0]?.state).toBe("suggested");
    // The first drawing was taken off by what was forgotten since, and says so.
    const wall = (await readDrawing(ctx, first.fileId)).layers.find(({ name }) => name === "A-WALL");
    expect(wall).toMatchObject({ state: "suggested", applied: false });
  });

  it("another organisation's mappings are its own", async () => {
    await mapped((await processedDrawing(ctx, dxf(PLAN))).fileId, ALL);
    const other = await systemCtx((await makeTenant({ plan: "pro" })).id);
    const { fileId } = await processedDrawing(other, dxf(PLAN));
    expect((await readDrawing(other, fileId)).layers[0]?.state).toBe("suggested");
    expect(await other.transaction((tx) => tx.select().from(drawingMappings))).toEqual([]);
    await expect(readDrawing(ctx, fileId)).rejects.toMatchObject({ status: 404 });
  });

  it("a unit that is missing is said by a person, and stays said", async () => {
    const { insunits: _, ...unitless } = PLAN;
    const { fileId } = await processedDrawing(ctx, dxf(unitless));
    expect((await readDrawing(ctx, fileId)).layers[0]).toMatchObject({ length: 20_000, length_m: null });
    expect((await readAnalysis(ctx, fileId)).elements?.by_class).toMatchObject({ IfcDoor: { count: 2 } });
    await mapped(fileId, { unit: "mm" });
    expect((await readDrawing(ctx, fileId)).unit).toEqual({ stated: null, said: "mm", used: "mm" });
    await mapped(fileId, ALL);
    expect((await readDrawing(ctx, fileId)).layers[0]?.length_m).toBeCloseTo(20, 9);
    expect(Number((await priced(fileId)).lines.find((row) => row.catalogueId === "brick")?.quantity)).toBe(6);
  });

  it("one of which nothing is known is completed, and worth nothing yet", async () => {
    const { fileId } = await processedDrawing(
      ctx,
      dxf({ insunits: 4, entities: [line("Q1", [0, 0], [1, 0])] }),
    );
    const analysis = await readAnalysis(ctx, fileId);
    expect(analysis).toMatchObject({ status: "completed", elements: { total: 0 } });
    expect((await priced(fileId)).estimate.likelyMinor).toBe(0);
  });
});

describe("what is refused", () => {
  it("names that the drawing does not have, or that are said twice", async () => {
    const { fileId } = await processedDrawing(ctx, dxf(PLAN));
    const say = (...names: string[]) =>
      mapDrawing(
        ctx,
        fileId,
        MapDrawing.parse({ mappings: names.map((name) => ({ kind: "layer", name, mapping: DOOR })) }),
      );
    await expect(say("nowhere")).rejects.toMatchObject({ code: "mapping_invalid" });
    await expect(say("A-WALL", "a-wall")).rejects.toMatchObject({ code: "mapping_invalid" });
  });

  it.each([
    [{ ...WALL, height_m: null }],
    [{ ...SLAB, thickness_m: null }],
    [{ ...DOOR, ifc_class: "IfcSpaceship" }],
    [{ ...WALL, height_m: -1 }],
    [{ ...DOOR, more: 1 }],
  ])("mapping %#", (mapping) => {
    expect(MapDrawing.safeParse({ mappings: [{ kind: "layer", name: "X", mapping }] }).success).toBe(false);
  });

  it("nothing at all", () => expect(MapDrawing.safeParse({}).success).toBe(false));

  it("while it is being processed", async () => {
    const fileId = await storedDrawing(ctx, dxf(PLAN));
    await expect(readDrawing(ctx, fileId)).rejects.toMatchObject({ code: "drawing_not_read" });
    const runId = await ctx.transaction((tx) => startRun(ctx, tx, fileId));
    await extractGeometry(ctx, { fileId, runId });
    await expect(mapDrawing(ctx, fileId, MapDrawing.parse({ unit: "cm" }))).rejects.toMatchObject({
      code: "already_processing",
    });
  });

  it.each([
    ["drawing_damaged", Buffer.concat([Buffer.from("AC1032"), Buffer.alloc(4000)]), "dwg"],
    ["drawing_version_unsupported", Buffer.concat([Buffer.from("AC1036"), Buffer.alloc(4000)]), "dwg"],
    ["drawing_truncated", dxf(PLAN).subarray(0, 1500), "dxf"],
    ["drawing_garbage", Buffer.from("0\nEOF\n"), "dxf"],
  ] as const)("%s", async (code, bytes, format) => {
    const fileId = await storedDrawing(ctx, bytes, format);
    const runId = await ctx.transaction((tx) => startRun(ctx, tx, fileId));
    await expect(extractGeometry(ctx, { fileId, runId })).rejects.toMatchObject({ code });
  });
});
