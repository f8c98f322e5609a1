import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { usageEvents } from "#db/schema/usage.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { DEFAULT_CATALOGUE, DEFAULT_CATALOGUE_VERSION } from "#lib/catalogue/default-catalogue.ts";
import { EditPriceBookRow, editPriceBookRow } from "#lib/price-books/edit-price-book-row.ts";
import { readAnalysis } from "#lib/processing/read-analysis.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { CreateEstimate, createEstimate } from "./create-estimate.ts";
import { listEstimates } from "./list-estimates.ts";
import { readEstimate } from "./read-estimate.ts";
import { RepriceEstimate, repriceEstimate } from "./reprice-estimate.ts";
import { estimateFile, modelledFile } from "./test/modelled-file.ts";

const BUILT_IN_VERSION = `default-${DEFAULT_CATALOGUE_VERSION}`;

let ctx: Ctx;
beforeEach(async () => {
  ctx = await systemCtx((await makeTenant()).id);
});
afterAll(closePools);

const RATES = { location: "US average", labor_rate: 45, equipment_rate: 75 };
const create = async (input: unknown) => (await createEstimate(ctx, CreateEstimate.parse(input))).id;
const read = (id: string) => readEstimate(ctx, id, { elements: "false" });
const price = {
  unit: "m3",
  material_price: "1000",
  labour_hours: "0",
  equipment_hours: "0",
  waste_allowance: "0",
  low_factor: "1",
  high_factor: "1",
  source: "Quote",
  placeholder: false,
  priced_on: null,
} as const;

describe("an estimate by hand", () => {
  it("comes to the same as a file of the same quantities", async () => {
    const run = await modelledFile(ctx, [
      {
        ifcClass: "IfcSlab",
        storey: 0,
        quantities: { volumeM3: 10.5, areaM2: 50 },
        materials: [["Concrete C30/37"]],
      },
      { ifcClass: "IfcWall", storey: 0, quantities: { volumeM3: 4.25, areaM2: 20 }, materials: [["Brick"]] },
    ]);
    await estimateFile(ctx, run);
    const file = await readAnalysis(ctx, run.fileId);
    const hand = await read(
      await create({
        materials: { "Concrete C30/37": { quantity: 10.5, unit: "m3" }, Brick: 4.25 },
        ...RATES,
        floor_area_m2: 100,
      }),
    );
    expect(hand.cost).toEqual(file.cost);
    expect(hand.carbon).toEqual(file.carbon);
    expect(hand.per_m2).toEqual(file.per_m2);
    expect(hand.status).toBe("complete");
    expect(hand.materials).toEqual({
      Brick: { quantity: "4.25", unit: null },
      "Concrete C30/37": { quantity: "10.5", unit: "m3" },
    });
  });

  it.each([
    { unit: "m2", id: "ceramic-tile", quantity: 74.42225, kg: "40", massKg: "2976.89" },
    { unit: "m", id: "kerb", quantity: 12.5, kg: "120", massKg: "1500" },
    { unit: "pcs", id: "bracket", quantity: 1, kg: "7.5", massKg: "7.5" },
  ] as const)("weighs $unit by the organisation's own mass of one, as a file does", async (given) => {
    const { id, unit, quantity, massKg } = given;
    const isBuiltIn = DEFAULT_CATALOGUE.has(id);
    await editPriceBookRow(
      ctx,
      "default",
      id,
      EditPriceBookRow.parse({
        ...(isBuiltIn ? {} : { entry: { name: id, unit, class: "insulation" } }),
        mass: { density_kg_m3: "2000", mass_per_unit_kg: given.kg, source: "Data sheet" },
        factor: { a1_a3_kg_per_kg: "0.5", quality: "A", source: "EPD 7" },
      }),
    );
    const quantities = { volumeM3: 0.74, areaM2: quantity, lengthM: quantity };
    const run = await modelledFile(ctx, [
      { ifcClass: "IfcCovering", storey: 0, quantities, materials: [[id]] },
    ]);
    await estimateFile(ctx, run);
    const file = await readAnalysis(ctx, run.fileId);
    const hand = await read(await create({ materials: { [id]: { quantity, unit } }, ...RATES }));
    const expected = [{ catalogue_id: id, unit, mass_kg: massKg }];
    expect((await read(file.estimate_id ?? "")).lines).toMatchObject(expected);
    expect(hand.lines).toMatchObject(expected);
    expect(hand.carbon).toEqual(file.carbon);
    expect(file.materials).toMatchObject([{ mass_kg: Number(massKg) }]);
  });

  it("takes every name of the catalogue for that entry, whatever the rules make of its words", async () => {
    const entries = [...DEFAULT_CATALOGUE.values()];
    const hand = await read(
      await create({
        materials: Object.fromEntries(entries.map(({ name, unit }) => [name, { quantity: 1, unit }])),
        ...RATES,
      }),
    );
    const taken = new Map(
      hand.lines.flatMap((line) => line.materials.map((name) => [name, line.catalogue_id] as const)),
    );
    expect(entries.filter(({ id, name }) => taken.has(name) && taken.get(name) !== id)).toEqual([]);
    expect(hand.unpriced.filter(({ reason }) => reason === "unknown_material")).toEqual([]);
    expect(hand.origin).toBe("manual");
  });

  it("lists unknown names as unpriced and guesses nothing", async () => {
    const hand = await read(await create({ materials: { "Zubrium 9": 5 }, ...RATES }));
    expect(hand.cost.likely).toBe("0.00");
    expect(hand.unpriced).toEqual([
      expect.objectContaining({ reason: "unknown_material", material: "Zubrium 9" }),
    ]);
    expect(hand.coverage.cost.elements).toEqual({ covered: 0, total: 1, share: 0 });
  });

  it("refuses a unit that does not fit, and stores nothing", async () => {
    await expect(
      create({ materials: { "Concrete C30/37": { quantity: 1, unit: "m2" } }, ...RATES }),
    ).rejects.toMatchObject({ code: "unit_not_convertible" });
    expect((await listEstimates(ctx, { skip: 0, limit: 10 })).total).toBe(0);
  });

  it("is metered once with cost and carbon, audited and listed", async () => {
    const id = await create({ materials: { Brick: 1 }, ...RATES, description: "Garden wall\nfor a friend" });
    const [event] = await withSystem((tx) =>
      tx.select().from(usageEvents).where(eq(usageEvents.tenantId, ctx.tenant.id)),
    );
    const hand = await read(id);
    expect(event).toMatchObject({
      key: `estimate:${id}`,
      kind: "estimate",
      detail: { cost: hand.cost.likely, currency: "USD", a1_a3_kg: String(hand.carbon?.a1_a3_kg) },
    });
    const [entry] = await withSystem((tx) =>
      tx.select().from(auditLogs).where(eq(auditLogs.tenantId, ctx.tenant.id)),
    );
    expect(entry).toMatchObject({ action: "estimate.created", targetId: id });
    expect((await listEstimates(ctx, { skip: 0, limit: 10 })).items).toMatchObject([
      { id, name: "Garden wall", file_id: null },
    ]);
  });

  it("pages newest first without gaps or repeats", async () => {
    const ids: string[] = [];
    for (let n = 0; n < 5; n++) ids.unshift(await create({ materials: { Brick: n + 1 }, ...RATES }));
    const seen: string[] = [];
    for (let next: string | null = "/api/cost-estimates?limit=2"; next; ) {
      const query: URLSearchParams = new URL(next, "http://x").searchParams;
      const page: Awaited<ReturnType<typeof listEstimates>> = await listEstimates(ctx, {
        skip: 0,
        limit: 2,
        cursor: query.get("cursor") ?? undefined,
      });
      expect(page.total).toBe(5);
      seen.push(...page.items.map((item) => item.id));
      next = page.next;
    }
    expect(seen).toEqual(ids);
  });

  it("of another organisation is not there", async () => {
    const id = await create({ materials: { Brick: 1 }, ...RATES });
    const other = await systemCtx((await makeTenant()).id);
    await expect(readEstimate(other, id, { elements: "false" })).rejects.toMatchObject({ status: 404 });
    await expect(repriceEstimate(other, id, {})).rejects.toMatchObject({ status: 404 });
    expect((await listEstimates(other, { skip: 0, limit: 10 })).total).toBe(0);
  });
});

describe("pricing again", () => {
  it("says which version it used, and goes back to the built-in one", async () => {
    const id = await create({ materials: { Brick: 2 }, ...RATES });
    const builtIn = await read(id);
    expect(builtIn.price_book).toEqual({
      id: "default",
      version: BUILT_IN_VERSION,
      factor_version: BUILT_IN_VERSION,
    });
    const book = await editPriceBookRow(ctx, "default", "brick", {
      price,
      factor: {
        a1_a3_kg_per_kg: "1",
        module: "A1-A3",
        quality: "A",
        source: "EPD",
        biogenic_kg_per_kg: null,
      },
    });
    // What is there keeps its version until someone asks.
    expect((await read(id)).price_book.id).toBe("default");
    const repriced = await repriceEstimate(ctx, id, { price_book_id: book.id });
    expect(repriced).toMatchObject({
      id,
      cost: { likely: "2000.00" },
      price_book: {
        id: book.id,
        version: `1 over ${BUILT_IN_VERSION}`,
        factor_version: `1 over ${BUILT_IN_VERSION}`,
      },
      placeholder_prices: false,
    });
    expect(repriced.lines[0]).toMatchObject({
      price_book_id: book.id,
      price_source: "Quote",
      placeholder: false,
      factor: { source: "EPD" },
    });
    expect(repriced.carbon?.a1_a3_kg).toBe(Number(repriced.lines[0]?.mass_kg));
    const back = await repriceEstimate(ctx, id, { price_book_id: "default" });
    expect(back.cost).toEqual(builtIn.cost);
    expect(back.carbon).toEqual(builtIn.carbon);
    const events = await withSystem((tx) =>
      tx.select().from(usageEvents).where(eq(usageEvents.tenantId, ctx.tenant.id)),
    );
    expect(events).toHaveLength(1);
  });

  it("on another place and rate keeps what was not asked to change", async () => {
    const id = await create({ materials: { Brick: 2 }, ...RATES });
    const away = await repriceEstimate(
      ctx,
      id,
      RepriceEstimate.parse({ location: "New York", labor_rate: "60.50" }),
    );
    expect(away).toMatchObject({
      location: "New York",
      labor_rate: "60.5",
      equipment_rate: "75",
      location_factor: { matched: "New York" },
    });
    expect(Number(away.cost.likely)).toBeGreaterThan(
      Number((await read(await create({ materials: { Brick: 2 }, ...RATES }))).cost.likely),
    );
    expect(await repriceEstimate(ctx, id, RepriceEstimate.parse({ labor_rate: null }))).toMatchObject({
      location: "New York",
      labor_rate: "45.00",
    });
  });

  it("refuses a version that is not there, and changes nothing", async () => {
    const id = await create({ materials: { Brick: 2 }, ...RATES });
    const before = await read(id);
    await expect(
      repriceEstimate(ctx, id, { price_book_id: "3f6f1d52-8a3b-4b55-9a58-0f3a0e9d3c11" }),
    ).rejects.toMatchObject({ code: "price_book_not_found" });
    expect(await read(id)).toEqual(before);
  });
});
