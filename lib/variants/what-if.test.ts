import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { DEFAULT_CATALOGUE } from "#lib/catalogue/default-catalogue.ts";
import { CreateEstimate, createEstimate } from "#lib/estimates/create-estimate.ts";
import { estimateOfFile } from "#lib/estimates/measured-model.ts";
import { readEstimate } from "#lib/estimates/read-estimate.ts";
import { RepriceEstimate, repriceEstimate } from "#lib/estimates/reprice-estimate.ts";
import { BUILDING, estimateFile, modelledFile } from "#lib/estimates/test/modelled-file.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { WhatIf, whatIf } from "./what-if.ts";

let ctx: Ctx;
let id: string;
beforeAll(async () => {
  ctx = await systemCtx((await makeTenant()).id);
  const run = await modelledFile(ctx, BUILDING);
  await estimateFile(ctx, run);
  const estimate = await ctx.transaction((tx) => estimateOfFile(tx, ctx.tenant.id, run.fileId));
  if (!estimate) throw new Error("No estimate");
  id = estimate.id;
});
afterAll(closePools);

const ask = (changes: unknown[], of = id) => whatIf(ctx, of, WhatIf.parse({ changes }));
const read = (of = id) => readEstimate(ctx, of, { elements: "false" });
const create = async (materials: unknown, terms: object = {}) =>
  (
    await createEstimate(
      ctx,
      CreateEstimate.parse({
        materials,
        location: "US average",
        labor_rate: 45,
        equipment_rate: 75,
        ...terms,
      }),
    )
  ).id;

describe("without changes", () => {
  it("comes to the very estimate", async () => {
    const estimate = await read();
    const { after, before, difference, lines_changed, unpriced, missing_carbon } = await ask([]);
    expect(after).toEqual({ cost: estimate.cost, carbon: estimate.carbon, per_m2: estimate.per_m2 });
    expect(before).toEqual(after);
    expect(difference.cost.likely).toBe("0.00");
    expect(difference.carbon.a1_a3_kg).toBe(0);
    expect(lines_changed).toBe(0);
    expect(unpriced.after).toBe(unpriced.before);
    expect(missing_carbon.after).toBe(missing_carbon.before);
  });

  it("stands at the rates it was calculated at, whatever was chosen since", async () => {
    const own = await create({ "Concrete C30/37": 3 }, { location: "Berlin", labor_rate: 81.5 });
    expect((await ask([], own)).difference.cost.likely).toBe("0.00");
  });
});

describe("another material", () => {
  it("comes to what an estimate of that material comes to", async () => {
    const before = await create({ "concrete-c30": { quantity: 10.5, unit: "m3" } });
    const after = await read(await create({ "concrete-c40": { quantity: 10.5, unit: "m3" } }));
    const [line] = (await read(before)).lines;
    const swapped = await ask(
      [{ kind: "swap_material", from: line?.catalogue_id, to: after.lines[0]?.catalogue_id }],
      before,
    );
    expect(after.lines[0]?.catalogue_id).not.toBe(line?.catalogue_id);
    expect(swapped.after.cost).toEqual(after.cost);
    expect(swapped.after.carbon).toEqual(after.carbon);
  });

  it("keeps the volume, so that another density makes another mass", async () => {
    const { lines } = await ask([
      { kind: "swap_material", from: "concrete-c30", to: "clt", ifc_class: "IfcWall" },
    ]);
    const [line] = lines;
    expect(lines).toHaveLength(1);
    expect(line?.ifc_class).toBe("IfcWall");
    expect(line?.after.quantity).toBe(line?.before.quantity);
    const density = DEFAULT_CATALOGUE.get("clt")?.densityKgM3 ?? 0;
    expect(Number(line?.after.mass_kg)).toBeCloseTo(Number(line?.after.quantity) * density, 2);
    expect(line?.after.carbon?.biogenic_kg).toBeGreaterThan(0);
  });

  it("adds up: the difference is the sum of the lines' differences", async () => {
    const answer = await ask([{ kind: "swap_material", from: "concrete-c30", to: "concrete-c40" }]);
    const cents = (text: string | null) => Math.round(Number(text ?? 0) * 100);
    const moved = answer.lines.reduce(
      (all, { before, after }) => all + cents(after.cost) - cents(before.cost),
      0,
    );
    expect(answer.lines.length).toBe(2);
    expect(cents(answer.difference.cost.likely)).toBe(moved);
    expect(cents(answer.after.cost.likely) - cents(answer.before.cost.likely)).toBe(moved);
    const grams = (kg: number | undefined) => Math.round((kg ?? 0) * 1000);
    expect(grams(answer.difference.carbon.a1_a3_kg)).toBe(
      answer.lines.reduce(
        (all, { before, after }) => all + grams(after.carbon?.a1_a3_kg) - grams(before.carbon?.a1_a3_kg),
        0,
      ),
    );
  });

  it("turns a weight into a weight by the densities alone", async () => {
    const own = await create({ rebar: { quantity: 785, unit: "kg" } });
    const same = await ask([{ kind: "swap_material", from: "rebar", to: "rebar" }], own);
    expect(same.difference.cost.likely).toBe("0.00");
  });

  it.each([
    { why: "a whole product", from: "concrete-c30", to: "door-wood-int", says: "whole product" },
    { why: "an air layer", from: "concrete-c30", to: "air-gap", says: "air layer" },
    { why: "an entry that is none", from: "concrete-c30", to: "no-such", says: "no entry no-such" },
    { why: "a line that is none", from: "no-such", to: "concrete-c30", says: "no line of" },
    { why: "an area of no thickness", from: "concrete-c30", to: "clay-tile", says: "estimated in m3" },
    { why: "a weight of no density", from: "concrete-c30", to: "textile", says: "density is not known" },
  ])("refuses $why, and says why", async ({ from, to, says }) => {
    await expect(ask([{ kind: "swap_material", from, to }])).rejects.toMatchObject({
      code: "change_impossible",
      message: expect.stringContaining(says),
      extra: { issues: [{ path: "changes.0" }] },
    });
  });
});

describe("a rate", () => {
  it("is what the line costs a unit, in any place", async () => {
    const own = await create({ "concrete-c30": { quantity: 10, unit: "m3" } }, { location: "Zurich" });
    const { lines, after } = await ask(
      [{ kind: "unit_rate", catalogue_id: "concrete-c30", rate: "333.3333" }],
      own,
    );
    expect(Number(lines[0]?.after.unit_rate)).toBe(333.3333);
    expect(after.cost.likely).toBe("3333.33");
  });

  it("acts on the one class that it is given for", async () => {
    const { lines } = await ask([
      { kind: "unit_rate", catalogue_id: "concrete-c30", ifc_class: "IfcSlab", rate: 1 },
    ]);
    expect(lines.map((line) => line.ifc_class)).toEqual(["IfcSlab"]);
  });
});

describe("place and hourly rates", () => {
  it("come to what calculating it again with them comes to", async () => {
    const own = await create({ "concrete-c30": { quantity: 7, unit: "m3" }, Brick: 3 });
    const terms = { location: "London", labor_rate: "52.5", equipment_rate: "80" };
    const asked = await ask([{ kind: "terms", ...terms }], own);
    const repriced = await repriceEstimate(ctx, own, RepriceEstimate.parse(terms));
    expect(asked.after.cost).toEqual(repriced.cost);
    expect(asked.terms.location_factor).toBe(repriced.location_factor.factor);
  });
});

describe("waste", () => {
  it("moves the material's price and A5, and nothing when it is what it was", async () => {
    const rate = DEFAULT_CATALOGUE.get("concrete-c30")?.waste.rate ?? 0;
    const same = await ask([{ kind: "waste", catalogue_id: "concrete-c30", rate }]);
    expect(same.lines_changed).toBe(0);
    const more = await ask([{ kind: "waste", catalogue_id: "concrete-c30", rate: 0.2 }]);
    expect(Number(more.difference.cost.likely)).toBeGreaterThan(0);
    expect(more.difference.carbon.a5_kg).toBeGreaterThan(0);
    expect(more.difference.carbon.a1_a3_kg).toBe(0);
  });
});

it("takes a rate after a swap for the new material", async () => {
  const own = await create({ "concrete-c30": { quantity: 2, unit: "m3" } });
  const { after } = await ask(
    [
      { kind: "swap_material", from: "concrete-c30", to: "concrete-c40" },
      { kind: "unit_rate", catalogue_id: "concrete-c40", rate: 100 },
    ],
    own,
  );
  expect(after.cost.likely).toBe("200.00");
});

it("knows no estimate of another organisation", async () => {
  const other = await systemCtx((await makeTenant()).id);
  await expect(whatIf(other, id, { changes: [] })).rejects.toMatchObject({ code: "estimate_not_found" });
});
