import { existsSync, readFileSync } from "node:fs";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { billMappings } from "#db/schema/bills.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { estimateOfFile, linesOf } from "#lib/estimates/measured-model.ts";
import { findModel } from "#lib/models/find-model.ts";
import { zip } from "#lib/price-books/test/workbook.ts";
import { processed, storedFile } from "#lib/processing/bill/testing/stored-bill.ts";
import { workbookOf } from "#lib/processing/bill/testing/workbook.ts";
import { runThrough } from "#lib/processing/drawing/testing/drawn-file.ts";
import { extractGeometry } from "#lib/processing/extract-geometry.ts";
import { ListElements, listElements } from "#lib/processing/list-elements.ts";
import { MapBill, mapBill } from "#lib/processing/map-bill.ts";
import { readAnalysis } from "#lib/processing/read-analysis.ts";
import { readBillRows } from "#lib/processing/read-bill-rows.ts";
import { startRun } from "#lib/processing/start-run.ts";
import { exportFile } from "#lib/reports/export-estimate.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";

let ctx: Ctx;
beforeEach(async () => {
  ctx = await systemCtx((await makeTenant({ plan: "pro" })).id);
});
afterAll(closePools);

/** `Zahl` says nothing: which column holds the quantities is for a person to say. */
const HEAD = ["Pos", "Bezeichnung", "Baustoff", "Zahl", "Einheit", "Dicke (cm)"];
const ROWS = [
  HEAD,
  ["1", "Außenwand", "Reinforced concrete", "12.5", "m3", ""],
  ["2", "Decke über EG", "Reinforced concrete", "60", "m2", "20"],
  ["3", "Innentür", "", "2", "Stk", ""],
  ["4", "Betonstahl", "Rebar", "1.5", "t", ""],
  ["5", "Baustelleneinrichtung", "", "1", "psch", ""],
];
const BILL = Buffer.from(ROWS.map((row) => row.join(";")).join("\n"));
const ROLES = ["item", "description", "material", "quantity", "unit", "thickness"];

async function mapped(fileId: string, said: unknown): Promise<void> {
  const { run_id: runId } = await mapBill(ctx, fileId, MapBill.parse(said));
  await runThrough(ctx, { fileId, runId });
}

const quantities = (fileId: string) =>
  ctx.transaction(async (tx) => {
    const estimate = await estimateOfFile(tx, ctx.tenant.id, fileId);
    if (!estimate) throw new Error("no estimate");
    const lines = await linesOf(tx, ctx.tenant.id, estimate.id);
    return {
      estimate,
      lines: Object.fromEntries(
        lines.map((row) => [`${row.catalogueId} ${row.ifcClass}`, [row.unit, Number(row.quantity)]]),
      ),
    };
  });

/** 12.5 m³ and 60 m² × 0.2 m of concrete, two doors, 1.5 t of rebar. */
const BY_HAND = {
  "concrete-rc IfcWall": ["m3", 12.5],
  "concrete-rc IfcSlab": ["m3", 12],
  "door-wood-int IfcDoor": ["pcs", 2],
  "rebar IfcBuildingElementProxy": ["kg", 1500],
};

describe("from a bill to an estimate", () => {
  it("a column that no heading tells is said once, and remembered for later bills", async () => {
    const { fileId } = await processed(ctx, BILL, "csv");
    const before = await readBillRows(ctx, fileId);
    expect(before.sheets).toMatchObject([{ problem: "no_quantity", state: "suggested", read: 0 }]);
    expect(await readAnalysis(ctx, fileId)).toMatchObject({
      status: "completed",
      format: "csv",
      schema: "CSV",
    });
    await mapped(fileId, { sheets: [{ name: "CSV", mapping: { roles: ROLES } }] });
    const { sheets } = await readBillRows(ctx, fileId);
    expect(sheets).toMatchObject([{ problem: null, state: "confirmed", applied: true, read: 4, unread: 1 }]);
    expect(sheets[0]?.unread_rows).toMatchObject([{ row: 6, item: "5", reason: "lump_sum", read: null }]);
    const { estimate, lines } = await quantities(fileId);
    expect(lines).toEqual(BY_HAND);
    expect(estimate.likelyMinor).toBeGreaterThan(0);
    expect(estimate.a1a3G).toBeGreaterThan(0);
    const { items } = await listElements(ctx, fileId, ListElements.parse({}));
    expect(items[0]).toMatchObject({ global_id: "CSV/1", sources: { volume_m3: "listed" } });
    expect((await readAnalysis(ctx, fileId)).warnings.join()).toMatch(/not be read[^:]*: 1/);

    const later = await processed(ctx, Buffer.from(BILL.toString().replace("12.5", "13.5")), "csv");
    expect((await readBillRows(ctx, later.fileId)).sheets).toMatchObject([{ state: "confirmed", read: 4 }]);
    expect((await quantities(later.fileId)).lines["concrete-rc IfcWall"]).toEqual(["m3", 13.5]);

    await mapped(later.fileId, { sheets: [{ name: "CSV", mapping: null }] });
    expect((await readBillRows(ctx, later.fileId)).sheets).toMatchObject([{ state: "suggested", read: 0 }]);
    // The first bill was read by what was forgotten since, and says so.
    expect((await readBillRows(ctx, fileId)).sheets).toMatchObject([{ applied: false, read: 4 }]);
    const log = await withSystem((tx) =>
      tx
        .select()
        .from(auditLogs)
        .where(and(eq(auditLogs.tenantId, ctx.tenant.id), eq(auditLogs.action, "file.bill_mapped"))),
    );
    expect(log).toHaveLength(2);
  });

  it("a workbook by its headings alone is of low confidence; a hidden sheet can be taken in", async () => {
    const head = ["Item", "Description", "Qty", "Unit"];
    const bytes = workbookOf(
      { name: "Bill", rows: [head, ["1", "Concrete C30/37 in walls", 3, "m3"]] },
      { name: "Notes", hidden: true, rows: [head, ["1", "Concrete C30/37 in slabs", 5, "m3"]] },
    );
    const { fileId } = await processed(ctx, bytes, "xlsx");
    expect((await readAnalysis(ctx, fileId)).elements).toMatchObject({
      total: 1,
      by_class: { IfcWall: { count: 1, low_confidence: 1 } },
    });
    await mapped(fileId, { sheets: [{ name: "Notes", use: true }] });
    expect((await readAnalysis(ctx, fileId)).elements).toMatchObject({ total: 2 });
    await mapped(fileId, { sheets: [{ name: "Bill", use: false }] });
    const { sheets } = await readBillRows(ctx, fileId);
    expect(sheets).toMatchObject([
      { problem: "left_out", use: false },
      { problem: null, hidden: true, use: true },
    ]);
    await expect(ctx.transaction((tx) => findModel(tx, ctx.tenant.id, fileId))).rejects.toMatchObject({
      code: "model_not_made",
      message: expect.stringContaining("bill of quantities"),
    });
    await expect(exportFile(ctx, fileId, { format: "ifc", rows: "lines" })).rejects.toMatchObject({
      code: "not_a_model",
    });
  });

  it("without headings what the columns are holds for the file, and survives a re-run", async () => {
    const { fileId } = await processed(ctx, Buffer.from("Concrete;3;m3\nConcrete;4;m3"), "csv");
    expect((await readBillRows(ctx, fileId)).sheets).toMatchObject([
      { problem: "no_headings", heading_row: 0 },
    ]);
    const roles = ["description", "quantity", "unit"];
    await mapped(fileId, { sheets: [{ name: "CSV", mapping: { roles } }] });
    expect((await readBillRows(ctx, fileId)).sheets).toMatchObject([
      { state: "confirmed", applied: true, read: 2 },
    ]);
    const runId = await ctx.transaction((tx) => startRun(ctx, tx, fileId));
    await runThrough(ctx, { fileId, runId });
    expect((await readBillRows(ctx, fileId)).sheets).toMatchObject([{ state: "confirmed", read: 2 }]);
    expect(await ctx.transaction((tx) => tx.select().from(billMappings))).toEqual([]);
  });

  it("an amount of what is priced by the piece is no piece", async () => {
    const bytes = Buffer.from("Description;Material;Qty;Unit\nLinings to doors;Interior door, wood;12,5;m2");
    const { fileId } = await processed(ctx, bytes, "csv");
    expect((await quantities(fileId)).lines).toEqual({});
  });

  it("another organisation's columns are its own", async () => {
    const { fileId } = await processed(ctx, BILL, "csv");
    await mapped(fileId, { sheets: [{ name: "CSV", mapping: { roles: ROLES } }] });
    const other = await systemCtx((await makeTenant({ plan: "pro" })).id);
    const theirs = await processed(other, BILL, "csv");
    expect((await readBillRows(other, theirs.fileId)).sheets).toMatchObject([{ state: "suggested" }]);
    expect(await other.transaction((tx) => tx.select().from(billMappings))).toEqual([]);
    await expect(readBillRows(other, fileId)).rejects.toMatchObject({ status: 404 });
  });
});

describe("what is refused", () => {
  it("sheets that the file does not have, or that are said twice", async () => {
    const { fileId } = await processed(ctx, BILL, "csv");
    const say = (...names: string[]) =>
      mapBill(ctx, fileId, MapBill.parse({ sheets: names.map((name) => ({ name, use: true })) }));
    await expect(say("nowhere")).rejects.toMatchObject({ code: "mapping_invalid" });
    await expect(say("CSV", "CSV")).rejects.toMatchObject({ code: "mapping_invalid" });
  });

  it.each([
    [["quantity", "quantity", "description"]],
    [["description", "unit"]],
    [["quantity", "unit"]],
    [["quantity", "price"]],
    [[]],
  ])("columns %j", (roles) =>
    expect(MapBill.safeParse({ sheets: [{ name: "A", mapping: { roles } }] }).success).toBe(false),
  );

  it("a file without rows, and one that is being processed", async () => {
    const fileId = await storedFile(ctx, BILL, "csv");
    await expect(readBillRows(ctx, fileId)).rejects.toMatchObject({ code: "no_bill" });
    const runId = await ctx.transaction((tx) => startRun(ctx, tx, fileId));
    await extractGeometry(ctx, { fileId, runId });
    const said = MapBill.parse({ sheets: [{ name: "CSV", use: true }] });
    await expect(mapBill(ctx, fileId, said)).rejects.toMatchObject({ code: "already_processing" });
  });

  it.each([
    ["bill_damaged", Buffer.from("PK\u0003\u0004 nothing"), "xlsx"],
    ["bill_not_text", Buffer.alloc(100), "csv"],
    ["ifczip_no_model", zip({ "a.txt": "x" }), "ifczip"],
    ["ifczip_ifcxml", zip({ "a.ifcxml": "<ifcXML/>" }), "ifczip"],
  ] as const)("%s", async (code, bytes, format) => {
    const fileId = await storedFile(ctx, bytes, format);
    const runId = await ctx.transaction((tx) => startRun(ctx, tx, fileId));
    await expect(extractGeometry(ctx, { fileId, runId })).rejects.toMatchObject({ code });
  });
});

describe("a packed model", () => {
  const SAMPLE = "public/samples/sample-building.ifc";
  it("is measured, drawn and exported as the same model that was never packed", {
    timeout: 120_000,
  }, async () => {
    expect(existsSync(SAMPLE)).toBe(true);
    const model = readFileSync(SAMPLE);
    const [plain, packed] = [
      await processed(ctx, model, "ifc"),
      await processed(ctx, zip({ "notes.txt": "x", "model/Sample.ifc": model }), "ifczip"),
    ];
    const [a, b] = [await readAnalysis(ctx, plain.fileId), await readAnalysis(ctx, packed.fileId)];
    expect(b).toMatchObject({ format: "ifczip", schema: a.schema, cost: a.cost });
    expect(b.elements).toEqual(a.elements);
    const drawn = await ctx.transaction((tx) => findModel(tx, ctx.tenant.id, packed.fileId));
    expect(drawn).toBeTruthy();
    const exported = await exportFile(ctx, packed.fileId, { format: "ifc", rows: "lines" });
    const parts: Buffer[] = [];
    for await (const part of exported.body) parts.push(Buffer.from(part));
    const text = Buffer.concat(parts).toString("latin1");
    expect(text.startsWith("ISO-10303-21;")).toBe(true);
    expect(text).toContain("CAI_CostAndCarbon");
  });
});
