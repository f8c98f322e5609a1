import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { BUILDING, modelledFile } from "#lib/estimates/test/modelled-file.ts";
import type { RunRef } from "#lib/processing/run-step.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { ListElements, listElements } from "./list-elements.ts";

let ctx: Ctx;
let run: RunRef;
beforeAll(async () => {
  ctx = await systemCtx((await makeTenant()).id);
  run = await modelledFile(ctx, BUILDING);
});
afterAll(closePools);

const list = (query: Record<string, string> = {}) => listElements(ctx, run.fileId, ListElements.parse(query));
const ordinals = (page: Awaited<ReturnType<typeof list>>) => page.items.map((item) => item.ordinal);

describe("a file's elements", () => {
  it("come in the model's order, with quantities that are there and no others", async () => {
    const all = await list();
    expect(ordinals(all)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(all).toMatchObject({ total: 7, next: null });
    expect(all.items[2]).toMatchObject({
      ifc_class: "IfcWall",
      storey: "First floor",
      quantities: { volume_m3: 6, area_m2: 20 },
      materials: [
        { name: "Brick", share: 0.5, thickness_m: 0.15 },
        { name: "Zubrium 9", share: 0.5, thickness_m: 0.15 },
      ],
    });
    expect(JSON.stringify(all.items[2]?.quantities)).not.toContain("length_m");
  });

  it("page by skip and by the address of the next page", async () => {
    expect(ordinals(await list({ skip: "5", limit: "10" }))).toEqual([5, 6]);
    const first = await list({ limit: "3", class: "IfcWall" });
    expect(first).toMatchObject({ total: 3, next: null });
    const seen: number[] = [];
    for (let query: Record<string, string> | null = { limit: "2" }; query; ) {
      const page: Awaited<ReturnType<typeof list>> = await list(query);
      seen.push(...ordinals(page));
      query = page.next ? Object.fromEntries(new URL(page.next, "http://x").searchParams) : null;
    }
    expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it("come after any ordinal that the database can hold, and none beyond", async () => {
    expect(await list({ after: "2147483647" })).toMatchObject({ total: 7, items: [], next: null });
    const refused = ListElements.safeParse({ after: "9999999999" });
    expect(refused.error?.issues).toMatchObject([
      { path: ["after"], message: "Give an ordinal up to 2147483647, as `next` does." },
    ]);
  });

  it("are chosen by class and storey, also by none", async () => {
    expect(ordinals(await list({ class: "IfcWall", storey: "First floor" }))).toEqual([1, 2]);
    expect(ordinals(await list({ storey: "none" }))).toEqual([6]);
    expect(await list({ storey: "Cellar" })).toMatchObject({ total: 0, items: [] });
  });

  it("of another organisation are not there", async () => {
    const other = await systemCtx((await makeTenant()).id);
    await expect(listElements(other, run.fileId, ListElements.parse({}))).rejects.toMatchObject({
      status: 404,
    });
  });
});
