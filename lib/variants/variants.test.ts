import { eq } from "drizzle-orm";
import { afterAll, beforeEach, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { estimateVariants } from "#db/schema/variants.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { CreateEstimate, createEstimate } from "#lib/estimates/create-estimate.ts";
import { readEstimate } from "#lib/estimates/read-estimate.ts";
import { RepriceEstimate, repriceEstimate } from "#lib/estimates/reprice-estimate.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { deleteVariant } from "./delete-variant.ts";
import { listVariants } from "./list-variants.ts";
import { recalculateVariant } from "./recalculate-variant.ts";
import { restoreVariant } from "./restore-variant.ts";
import { MOST_VARIANTS, SaveVariant, saveVariant } from "./save-variant.ts";
import { WhatIf, whatIf } from "./what-if.ts";

let ctx: Ctx;
let id: string;
beforeEach(async () => {
  ctx = await systemCtx((await makeTenant()).id);
  id = (
    await createEstimate(
      ctx,
      CreateEstimate.parse({
        materials: { "concrete-c30": { quantity: 12.5, unit: "m3" }, brick: 4 },
        location: "US average",
        labor_rate: 45,
        equipment_rate: 75,
        floor_area_m2: 50,
      }),
    )
  ).id;
});
afterAll(closePools);

const SWAP = { kind: "swap_material", from: "concrete-c30", to: "concrete-c30-low" };
const save = (name = "Low-carbon concrete", changes: unknown[] = [SWAP]) =>
  saveVariant(ctx, id, SaveVariant.parse({ name, changes }));

it("keeps what the what-if said, and leaves the estimate as it is", async () => {
  const before = await readEstimate(ctx, id, { elements: "false" });
  const asked = await whatIf(ctx, id, WhatIf.parse({ changes: [SWAP] }));
  const saved = await save();
  expect(saved).toMatchObject({
    name: "Low-carbon concrete",
    ...asked.after,
    terms: asked.terms,
    lines_changed: 1,
    outdated: false,
    names: { "concrete-c30": "Ready-mix concrete C30/37" },
  });
  expect(Object.keys(saved.names).sort()).toEqual(["concrete-c30", "concrete-c30-low"]);
  const list = await listVariants(ctx, id);
  expect(list.items).toEqual([saved]);
  expect(list.base).toMatchObject({ cost: before.cost, carbon: before.carbon, per_m2: before.per_m2 });
  expect(await readEstimate(ctx, id, { elements: "false" })).toEqual(before);
});

it("writes the audit log", async () => {
  const { id: variantId } = await save();
  await deleteVariant(ctx, { id, variantId });
  await restoreVariant(ctx, { id, variantId });
  await recalculateVariant(ctx, { id, variantId });
  const rows = await withSystem((tx) =>
    tx.select({ action: auditLogs.action }).from(auditLogs).where(eq(auditLogs.targetId, id)),
  );
  expect(
    rows
      .map((row) => row.action)
      .filter((action) => action.startsWith("variant."))
      .sort(),
  ).toEqual(["variant.deleted", "variant.recalculated", "variant.restored", "variant.saved"]);
});

it("says that its estimate was calculated again, and follows when it is asked to", async () => {
  const saved = await save();
  await repriceEstimate(ctx, id, RepriceEstimate.parse({ location: "London" }));
  const [outdated] = (await listVariants(ctx, id)).items;
  expect(outdated).toEqual({ ...saved, outdated: true });
  const again = await recalculateVariant(ctx, { id, variantId: saved.id });
  expect(again.outdated).toBe(false);
  expect(again.terms.location).toBe("London");
  expect(again.cost).toEqual((await whatIf(ctx, id, WhatIf.parse({ changes: [SWAP] }))).after.cost);
});

it("has a deleted variant back as it was, for a day", async () => {
  const saved = await save();
  const ref = { id, variantId: saved.id };
  await deleteVariant(ctx, ref);
  expect((await listVariants(ctx, id)).items).toEqual([]);
  await expect(deleteVariant(ctx, ref)).rejects.toMatchObject({ code: "variant_not_found" });
  expect(await restoreVariant(ctx, ref)).toEqual(saved);
  await expect(restoreVariant(ctx, ref)).rejects.toMatchObject({ code: "variant_not_found" });

  await deleteVariant(ctx, ref);
  await withSystem((tx) =>
    tx
      .update(estimateVariants)
      .set({ deletedAt: new Date(Date.now() - 25 * 3_600_000) })
      .where(eq(estimateVariants.id, saved.id)),
  );
  await deleteVariant(ctx, { id, variantId: (await save("Another")).id });
  await expect(restoreVariant(ctx, ref)).rejects.toMatchObject({ code: "variant_not_found" });
});

it("takes no variant without a change, and no more than are compared", async () => {
  expect(SaveVariant.safeParse({ name: "Nothing", changes: [] }).success).toBe(false);
  const saved = await save();
  await withSystem(async (tx) => {
    const [row] = await tx.select().from(estimateVariants).where(eq(estimateVariants.id, saved.id));
    if (!row) throw new Error("No variant");
    const { id: _, ...rest } = row;
    await tx.insert(estimateVariants).values(Array.from({ length: MOST_VARIANTS - 1 }, () => rest));
  });
  await expect(save("One too many")).rejects.toMatchObject({ code: "too_many_variants" });
});

it("refuses viewers", async () => {
  const viewer: Ctx = { ...ctx, principal: { kind: "api_key", keyId: "none", role: "viewer" } };
  await expect(
    saveVariant(viewer, id, SaveVariant.parse({ name: "Mine", changes: [SWAP] })),
  ).rejects.toMatchObject({ code: "role_required" });
});
