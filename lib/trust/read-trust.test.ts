import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { elements, fileAnalyses } from "#db/schema/files.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { NotFound } from "#lib/errors.ts";
import { ListElements, listElements } from "#lib/processing/list-elements.ts";
import { processedFile } from "#lib/reports/test/processed-file.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import type { Finding } from "./findings.ts";
import { readTrust } from "./read-trust.ts";

let ctx: Ctx;
let fileId: string;
beforeEach(async () => {
  ctx = await systemCtx((await makeTenant()).id);
  fileId = await processedFile(ctx);
}, 60_000);
afterAll(closePools);

type Values = Partial<typeof elements.$inferInsert>;
const spoil = (ordinal: number, values: Values) =>
  withSystem((tx) =>
    tx
      .update(elements)
      .set(values)
      .where(
        and(eq(elements.tenantId, ctx.tenant.id), eq(elements.fileId, fileId), eq(elements.ordinal, ordinal)),
      ),
  );
const rows = () =>
  withSystem((tx) =>
    tx
      .select()
      .from(elements)
      .where(
        and(eq(elements.tenantId, ctx.tenant.id), eq(elements.fileId, fileId), eq(elements.measured, true)),
      )
      .orderBy(elements.ordinal),
  );
const countOf = (trust: Awaited<ReturnType<typeof readTrust>>, finding: Finding) =>
  trust.findings.find((one) => one.finding === finding)?.elements;
const shown = async (finding: Finding) =>
  (await listElements(ctx, fileId, ListElements.parse({ finding, limit: 200 }))).items.map(
    ({ ordinal }) => ordinal,
  );

describe("how far a take-off can be trusted", () => {
  it("finds each thing that was made wrong, no more, and every count opens to its elements", async () => {
    const before = await readTrust(ctx, fileId);
    expect(before.unit_doubtful).toBe(false);
    expect(before.extent_m?.z).toBeGreaterThan(2);
    const all = await rows();
    const [a, b, c, d, e, f, g] = all.filter(({ boxM, materials }) => boxM && materials.length > 0);
    if (!a || !b || !c || !d || !e || !f || !g) throw new Error("The sample is too small for this test");
    await spoil(a.ordinal, { lengthM: null, areaM2: 0, volumeM3: null, weightKg: null, sources: {} });
    await spoil(c.ordinal, { boxM: b.boxM, ifcClass: b.ifcClass, volumeM3: b.volumeM3 });
    await spoil(d.ordinal, { globalId: b.globalId });
    await spoil(e.ordinal, { materials: [] });
    await spoil(f.ordinal, { materials: [{ name: "Nobody's stuff", thicknessM: null, share: 1 }] });
    await withSystem((tx) =>
      tx.execute(sql`insert into materials (tenant_id, file_id, name, confidence, rule, volume_m3, elements)
        values (${ctx.tenant.id}, ${fileId}, 'Nobody''s stuff', 0, 'none', 1, 1)`),
    );
    await spoil(g.ordinal, { lengthM: 431, storey: null, parentGlobalId: null });
    const after = await readTrust(ctx, fileId);
    const added = (finding: Finding) => (countOf(after, finding) ?? 0) - (countOf(before, finding) ?? 0);
    expect({
      no_quantity: added("no_quantity"),
      doubled: added("doubled"),
      same_id: added("same_id"),
      no_material: added("no_material"),
      unknown_material: added("unknown_material"),
      oversized: added("oversized"),
      no_storey: added("no_storey"),
    }).toEqual({
      no_quantity: 1,
      doubled: 2,
      same_id: 2,
      no_material: 1,
      unknown_material: 1,
      oversized: 1,
      no_storey: 1,
    });
    expect(await shown("no_quantity")).toContain(a.ordinal);
    expect(await shown("doubled")).toEqual(expect.arrayContaining([b.ordinal, c.ordinal]));
    expect(await shown("same_id")).toEqual([b.ordinal, d.ordinal].toSorted((x, y) => x - y));
    expect(await shown("no_material")).toContain(e.ordinal);
    expect(await shown("unknown_material")).toContain(f.ordinal);
    expect(await shown("oversized")).toEqual([g.ordinal]);
    for (const { finding, elements: count } of after.findings)
      expect((await shown(finding)).length, finding).toBe(Math.min(200, count));
    expect(
      after.overlaps.pairs.some(({ a: one, b: two }) =>
        [one.ordinal, two.ordinal].every((ordinal) => [b.ordinal, c.ordinal].includes(ordinal)),
      ),
    ).toBe(true);
  }, 60_000);

  it("names empty storeys and heights that are none, and doubts the unit of a model that is no building", async () => {
    await withSystem((tx) =>
      tx
        .update(fileAnalyses)
        .set({
          storeys: [
            { globalId: "a", name: "Ground", elevationM: 0, elements: 3 },
            { globalId: "b", name: "Half", elevationM: 0.4, elements: 0 },
            { globalId: "c", name: "Roof", elevationM: 3, elements: 1 },
          ],
        })
        .where(and(eq(fileAnalyses.tenantId, ctx.tenant.id), eq(fileAnalyses.fileId, fileId))),
    );
    const [first] = await rows();
    if (!first) throw new Error("The sample has no elements");
    await spoil(first.ordinal, { boxM: [9_000_000, 0, 0, 1, 1, 1] });
    const trust = await readTrust(ctx, fileId);
    expect(trust.storeys).toEqual({
      total: 3,
      without_elements: ["Half"],
      unusual_heights: [{ name: "Ground", height_m: 0.4 }],
    });
    expect(trust.unit_doubtful).toBe(true);
  }, 60_000);

  it("says where places were not kept, and nothing of somebody else's file", async () => {
    await withSystem((tx) =>
      tx
        .update(elements)
        .set({ boxM: null })
        .where(and(eq(elements.tenantId, ctx.tenant.id), eq(elements.fileId, fileId))),
    );
    expect(await readTrust(ctx, fileId)).toMatchObject({
      overlaps: { total: null, pairs: [] },
      extent_m: null,
    });
    const other = await systemCtx((await makeTenant()).id);
    await expect(readTrust(other, fileId)).rejects.toThrow(NotFound);
  }, 60_000);
});
