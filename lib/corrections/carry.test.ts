import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { elements } from "#db/schema/files.ts";
import { estimateReviewSteps } from "#db/schema/variants.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { confirmFloorArea, resetFloorArea } from "#lib/estimates/confirm-floor-area.ts";
import { estimateOfFile } from "#lib/estimates/measured-model.ts";
import { fixtureFolder } from "#lib/processing/geometry/testing/ifc-text.ts";
import { ListElements, listElements } from "#lib/processing/list-elements.ts";
import { processedFile } from "#lib/reports/test/processed-file.ts";
import { markVersion } from "#lib/revisions/mark-version.ts";
import { EDITED, houseIfc, WALLS } from "#lib/revisions/testing/house.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { carryCorrections } from "./carry-corrections.ts";
import { keepCorrections, withdrawCorrections } from "./end-corrections.ts";
import { listCorrections } from "./list-corrections.ts";
import { makeCorrections } from "./make-corrections.ts";
import { ListCorrections, MakeCorrections } from "./views.ts";

const folder = fixtureFolder();
let ctx: Ctx;
let first: string;
let second: string;
beforeAll(async () => {
  ctx = await systemCtx((await makeTenant()).id);
  first = await processedFile(ctx, folder.write(houseIfc(WALLS)));
  second = await processedFile(ctx, folder.write(houseIfc(EDITED.walls, EDITED.storeys)));
  await markVersion(ctx, second, { supersedes: first });
}, 60_000);
afterAll(async () => {
  folder.remove();
  await closePools();
});

const guid = (wall: number) => `v1wall${wall}`.padEnd(22, "0");
const correct = (file: string, asked: object) =>
  makeCorrections(ctx, file, MakeCorrections.parse({ reason: "As on the plans", ...asked }));
const listed = (file: string) => listCorrections(ctx, file, ListCorrections.parse({}));

describe("a new version of a corrected model", () => {
  it("takes the corrections over by GlobalId, and marks those of which its model says something else", async () => {
    // Of a wall that stays, of one that gets longer, of one that is excluded, and of one that goes.
    await correct(first, { global_ids: [guid(0)], quantities: { volume_m3: "3" } });
    await correct(first, { global_ids: [guid(2)], quantities: { volume_m3: "3.5" } });
    await correct(first, { global_ids: [guid(5)], excluded: true });
    await correct(first, { global_ids: [guid(1)], materials: [{ name: "Concrete C30/37" }] });
    expect((await listed(first)).earlier).toBeNull();
    expect((await listed(second)).earlier).toMatchObject({ file_id: first, number: 1, corrections: 3 });
    const carried = await carryCorrections(ctx, second);
    expect(carried).toMatchObject({ changed: 3, left_out: 1, to_look_at: 1 });
    const { items, elements: touched, earlier } = await listed(second);
    expect(touched).toEqual({ corrected: 3, excluded: 1 });
    // What is left out has no element here to be offered for.
    expect(earlier).toBeNull();
    await expect(carryCorrections(ctx, second)).rejects.toMatchObject({ code: "nothing_to_carry" });
    const byId = new Map(items.map((item) => [item.element.global_id, item]));
    expect(byId.get(guid(0))).toMatchObject({
      state: "standing",
      carried_from: first,
      quantity: { corrected: "3" },
    });
    expect(byId.get(guid(5))).toMatchObject({ state: "standing", kind: "exclusion" });
    const longer = byId.get(guid(2));
    expect(longer).toMatchObject({ state: "changed", quantity: { corrected: "3.5" } });
    expect(longer?.quantity?.now?.value).toBeGreaterThan(longer?.quantity?.found.value ?? 0);
    await keepCorrections(ctx, second, { ids: [longer?.id ?? ""] });
    expect(await listed(second)).toMatchObject({ standing: 3, to_look_at: 0 });
    // What somebody took back is not offered again.
    await withdrawCorrections(ctx, second, { ids: [byId.get(guid(5))?.id ?? ""] });
    expect(await listed(second)).toMatchObject({ standing: 2, earlier: null });
    await correct(second, { global_ids: [guid(5)], excluded: true });
    await expect(carryCorrections(ctx, first)).rejects.toMatchObject({ code: "nothing_to_carry" });
  }, 60_000);

  it("shows each figure's elements: of a line, of an entry, and of what has no price", async () => {
    const all = (query: Record<string, string>) =>
      listElements(ctx, second, ListElements.parse({ limit: "200", ...query }));
    const estimate = await ctx.transaction((tx) => estimateOfFile(tx, ctx.tenant.id, second));
    const { items: corrected } = await all({ finding: "corrected" });
    expect(corrected.map(({ global_id }) => global_id).sort()).toEqual([guid(0), guid(2), guid(5)].sort());
    expect((await all({ finding: "excluded" })).items).toMatchObject([
      {
        global_id: guid(5),
        excluded: true,
        measured: false,
        found: { quantities: { length_m: expect.any(Number) } },
      },
    ]);
    const lines = await withSystem(async (tx) => {
      const { linesOf } = await import("#lib/estimates/measured-model.ts");
      return linesOf(tx, ctx.tenant.id, estimate?.id ?? "");
    });
    for (const line of lines) {
      const { items } = await all({ line: String(line.position) });
      expect(items.map(({ ordinal }) => String(ordinal)).sort()).toEqual(line.elements.toSorted());
    }
    const [{ catalogueId } = { catalogueId: "" }] = lines;
    const ofEntry = lines.filter((line) => line.catalogueId === catalogueId).flatMap((line) => line.elements);
    expect((await all({ entry: catalogueId })).items.map(({ ordinal }) => String(ordinal)).sort()).toEqual(
      [...new Set(ofEntry)].sort(),
    );
    expect((await all({ gap: "price" })).total).toBe(0);
    await correct(second, { global_ids: [guid(3)], materials: [{ name: "Nobody's stuff" }] });
    for (const gap of ["price", "carbon"])
      expect((await all({ gap })).items.map(({ global_id }) => global_id)).toEqual([guid(3)]);
  }, 60_000);

  it("says of an approved estimate that it is a draft again, in the same transaction", async () => {
    const estimate = await ctx.transaction((tx) => estimateOfFile(tx, ctx.tenant.id, first));
    const id = estimate?.id ?? "";
    await withSystem((tx) =>
      tx.insert(estimateReviewSteps).values({
        tenantId: ctx.tenant.id,
        estimateId: id,
        position: 1,
        state: "approved",
        previous: "in_review",
        cause: "person",
        reason: null,
        actor: "system",
        pricedAt: estimate?.pricedAt ?? new Date(),
      }),
    );
    const { items } = await listed(first);
    await withdrawCorrections(ctx, first, { ids: [items[0]?.id ?? ""] });
    const steps = await withSystem((tx) =>
      tx
        .select()
        .from(estimateReviewSteps)
        .where(and(eq(estimateReviewSteps.tenantId, ctx.tenant.id), eq(estimateReviewSteps.estimateId, id))),
    );
    expect(steps.at(-1)).toMatchObject({ state: "draft", cause: "recalculated" });
    await expect(withdrawCorrections(ctx, first, { ids: [items[0]?.id ?? ""] })).rejects.toMatchObject({
      code: "correction_ended",
    });
  }, 60_000);

  it("needs a reason for another floor area than the file's, and lists it", async () => {
    const [element] = await withSystem((tx) =>
      tx
        .select()
        .from(elements)
        .where(and(eq(elements.tenantId, ctx.tenant.id), eq(elements.fileId, first)))
        .limit(1),
    );
    expect(element).toBeDefined();
    await confirmFloorArea(ctx, first, { floor_area_m2: 81.5, reason: "Measured on site" });
    expect((await listed(first)).floor_area).toMatchObject({
      corrected_m2: 81.5,
      reason: "Measured on site",
    });
    await resetFloorArea(ctx, first);
    expect((await listed(first)).floor_area).toBeNull();
  }, 60_000);
});
