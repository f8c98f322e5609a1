import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { costEstimateLines, materials } from "#db/schema/estimates.ts";
import { elements } from "#db/schema/files.ts";
import { withSystem, withTenant } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { completeEstimate } from "#lib/estimates/complete-estimate.ts";
import { estimateOfFile } from "#lib/estimates/measured-model.ts";
import { readEstimate } from "#lib/estimates/read-estimate.ts";
import { repriceEstimate } from "#lib/estimates/reprice-estimate.ts";
import { estimateFile, modelledFile } from "#lib/estimates/test/modelled-file.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";

let ctx: Ctx;
beforeEach(async () => {
  ctx = await systemCtx((await makeTenant()).id);
});
afterAll(closePools);

async function estimateIdOf(fileId: string): Promise<string> {
  const row = await ctx.transaction((tx) => estimateOfFile(tx, ctx.tenant.id, fileId));
  if (!row) throw new Error("The file has no estimate");
  return row.id;
}

describe("a bill that went through the database", () => {
  it("holds what the model states of its walls, over more elements than one batch, and keeps it when re-priced", async () => {
    const wall = {
      ifcClass: "IfcWall",
      quantities: { volumeM3: 0.25 },
      materials: [["Beton"]] as [string][],
    };
    const run = await modelledFile(
      ctx,
      Array.from({ length: 1201 }, () => wall),
    );
    // Three walls of four outside and bearing, the rest inside and not; the last says nothing.
    await withSystem((tx) =>
      tx
        .update(elements)
        .set({ isExternal: sql`ordinal % 4 <> 0`, loadBearing: sql`ordinal % 4 <> 0` })
        .where(and(eq(elements.fileId, run.fileId), sql`ordinal < 1200`)),
    );
    await estimateFile(ctx, run);
    const id = await estimateIdOf(run.fileId);
    const shown = (lines: Awaited<ReturnType<typeof readEstimate>>["lines"]) =>
      lines.map(({ codes, quantity, elements: count }) => [codes.din_276, quantity, count]);
    const expected = [
      [null, "0.25", 1],
      ["331", "225", 900],
      ["342", "75", 300],
    ];
    expect(shown((await readEstimate(ctx, id, { elements: "false" })).lines)).toEqual(expected);
    expect(shown((await repriceEstimate(ctx, id, { labor_rate: "60" })).lines)).toEqual(expected);
    const [material] = await withSystem((tx) =>
      tx.select().from(materials).where(eq(materials.fileId, run.fileId)),
    );
    expect(material).toMatchObject({
      elements: 1201,
      unweighedElements: 0,
      volumeM3: "300.25",
      massKg: "720600",
    });
  });

  it("says of a line and of the total what part has a mass", async () => {
    const run = await modelledFile(ctx, [
      { ifcClass: "IfcWall", quantities: { volumeM3: 1 }, materials: [["Beton"]] },
      { ifcClass: "IfcWall", quantities: { volumeM3: 3 }, materials: [["Beton"]] },
    ]);
    await estimateFile(ctx, run);
    const id = await estimateIdOf(run.fileId);
    await withSystem((tx) =>
      tx
        .update(costEstimateLines)
        .set({ massKg: "2400", unweighed: { quantity: "3", elementIds: ["1"] } })
        .where(eq(costEstimateLines.estimateId, id)),
    );
    await withTenant(ctx.tenant.id, (tx) => completeEstimate(tx, ctx.tenant.id, id));
    const estimate = await readEstimate(ctx, id, { elements: "false" });
    // 1 m³ of 4 has a mass: 2400 kg × 0.116.
    expect(estimate.lines[0]).toMatchObject({
      mass_kg: "2400",
      mass_share: 0.25,
      carbon: { a1_a3_kg: 278.4 },
    });
    expect(estimate.coverage.carbon?.elements).toEqual({ covered: 1, total: 2, share: 0.5 });
    expect(estimate.missing_carbon).toMatchObject([
      { reason: "no_mass", catalogue_id: "concrete-c30", elements: 1 },
    ]);
  });
});
