import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { epds } from "#db/schema/epds.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { CreateEstimate, createEstimate } from "#lib/estimates/create-estimate.ts";
import { readEstimate } from "#lib/estimates/read-estimate.ts";
import { RepriceEstimate, repriceEstimate } from "#lib/estimates/reprice-estimate.ts";
import { importPriceBook } from "#lib/price-books/import-price-book.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { changeSettings } from "#lib/tenancy/settings.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { chooseEpd } from "./choose-epd.ts";
import { deleteEpd } from "./delete-epd.ts";
import { importEpds } from "./import-epds.ts";
import { listChoices } from "./list-choices.ts";
import { ListEpds, listEpds } from "./list-epds.ts";
import { ListOptions, listOptions } from "./list-options.ts";
import { readCarbon } from "./read-carbon.ts";
import { readEpd } from "./read-epd.ts";
import { CONCRETE, type Given, processJson } from "./test/data-sets.ts";

afterAll(closePools);

const ENTRY = "concrete-c30";
const newCtx = async () => systemCtx((await makeTenant()).id);

/** A form as a browser sends it. */
async function sent(files: Record<string, string>, field = "file"): Promise<Request> {
  const form = new FormData();
  for (const [name, text] of Object.entries(files)) form.append(field, new File([text], name));
  const body = Buffer.from(await new Response(form).arrayBuffer());
  const type = new Response(form).headers.get("content-type") ?? "";
  const boundary = /boundary=(.*)$/.exec(type)?.[1] ?? "";
  const written = body.toString("latin1");
  const own = /^--(.+?)\r\n/.exec(written)?.[1] ?? boundary;
  return new Request("http://localhost/api/epds", {
    method: "POST",
    body,
    headers: {
      "content-type": `multipart/form-data; boundary=${own}`,
      "content-length": String(body.length),
    },
  });
}

const importOf = async (ctx: Ctx, given: Given) =>
  importEpds(ctx, await sent({ "epd.json": processJson(given) }));

async function importOne(ctx: Ctx, given: Given = CONCRETE): Promise<string> {
  const { items } = await importOf(ctx, { ...given, uuid: given.uuid ?? randomUUID() });
  return items[0]?.id ?? "";
}

const tenCubicMetres = (ctx: Ctx) =>
  createEstimate(
    ctx,
    CreateEstimate.parse({
      materials: { "Ready-mix concrete C30/37": { quantity: "10", unit: "m3" } },
      location: "US average",
      labor_rate: 45,
      equipment_rate: 75,
      floor_area_m2: 20,
    }),
  );

const carbonOf = async (ctx: Ctx, id: string) => {
  const { carbon, lines, price_book } = await readEstimate(ctx, id, { elements: "false" });
  return { carbon, factor: lines[0]?.factor, version: price_book.factor_version };
};

it("is imported once, a newer version beside it, and one with a fault not at all", async () => {
  const ctx = await newCtx();
  const uuid = randomUUID();
  const first = await importOf(ctx, { ...CONCRETE, uuid });
  expect(first).toMatchObject({ added: 1, unchanged: 0, versions: 0, left_out: 0 });
  const again = await importOf(ctx, { ...CONCRETE, uuid, gwp: { total: { "A1-A3": "1" } } });
  expect(again).toMatchObject({ added: 0, unchanged: 1 });
  expect(again.notes[0]?.message).toContain("already");
  const kept = await readEpd(ctx, first.items[0]?.id ?? "");
  expect(kept.modules[0]?.fossil).toBe("178");
  const newer = await importOf(ctx, { ...CONCRETE, uuid, version: "00.02.000" });
  expect(newer).toMatchObject({ added: 1, versions: 1 });
  expect((await readEpd(ctx, newer.items[0]?.id ?? "")).versions.map(({ version }) => version)).toEqual([
    "00.02.000",
    "00.01.000",
  ]);
  const good = processJson({ ...CONCRETE, uuid: randomUUID() });
  const bad = processJson({ ...CONCRETE, uuid: "none" });
  await expect(importEpds(ctx, await sent({ "good.json": good, "bad.json": bad }))).rejects.toMatchObject({
    code: "epd_invalid",
    extra: { issues: [{ path: expect.stringContaining("bad.json") }] },
  });
  expect((await listEpds(ctx, ListEpds.parse({}))).total).toBe(2);
});

it("is found by every word, and by whether it still holds", async () => {
  const ctx = await newCtx();
  await importOne(ctx);
  await importOne(ctx, { ...CONCRETE, names: { de: "Altbeton" }, validUntil: "2020" });
  const found = async (query: object) =>
    (await listEpds(ctx, ListEpds.parse(query))).items.map(({ name }) => name);
  expect(await found({ q: "mix BEISPIEL" })).toEqual(["Ready-mix concrete C30/37"]);
  expect(await found({ validity: "expired" })).toEqual(["Altbeton"]);
  expect(await found({ validity: "valid" })).toEqual(["Ready-mix concrete C30/37"]);
  const { items } = await listOptions(ctx, ENTRY, ListOptions.parse({}));
  expect(items[0]).toMatchObject({ name: "Ready-mix concrete C30/37", refused: null, a1_a3_kg: "178.5" });
});

it("counts when it is chosen and the estimate is priced again, to the gram; the one before stays as it was", async () => {
  const ctx = await newCtx();
  const { id } = await tenCubicMetres(ctx);
  const old = await tenCubicMetres(ctx);
  const before = await carbonOf(ctx, id);
  // 10 m³ × 2400 kg × 0.116.
  expect(before.carbon?.a1_a3_kg).toBe(2784);
  const epd = await importOne(ctx);
  const book = await chooseEpd(ctx, ENTRY, { epd: { id: epd, kind: "product", scenario: null } });
  expect(await carbonOf(ctx, id)).toEqual(before);
  await repriceEstimate(ctx, id, RepriceEstimate.parse({ price_book_id: book.id }));
  const after = await carbonOf(ctx, id);
  // 10 × 178.5.
  expect(after.carbon?.a1_a3_kg).toBe(1785);
  expect(after.carbon?.a4_kg).toBe(before.carbon?.a4_kg);
  expect(after.version).not.toBe(before.version);
  const { modules, totals, lines, data_quality, study_period } = await readCarbon(ctx, id, {});
  const kg = Object.fromEntries(modules.map(({ module, kg }) => [module, kg]));
  expect(kg).toMatchObject({ "A1-A3": 1785, C1: 30, C2: 60, C3: 50, C4: null, D: -210, B1: null });
  const upfront = 1785 + (after.carbon?.a4_kg ?? 0) + (after.carbon?.a5_kg ?? 0);
  expect(totals.upfront_kg).toBeCloseTo(upfront, 3);
  expect(totals.whole_kg).toBeCloseTo(upfront + 140, 3);
  expect(totals.whole_per_m2_year).toBeCloseTo((upfront + 140) / 20 / 60, 3);
  expect(modules.find(({ module }) => module === "C4")?.coverage).toBe(0);
  expect(modules.find(({ module }) => module === "C1")).toMatchObject({ coverage: 1, per_m2: 1.5 });
  expect(lines[0]?.epd).toMatchObject({
    id: epd,
    version: "00.01.000",
    declared_quantity: "10",
    expired: false,
  });
  expect(Number(data_quality)).toBeLessThan(2);
  expect(study_period.years).toBe(60);
  await changeSettings(ctx, { study_period_years: 50 });
  expect((await readCarbon(ctx, id, {})).study_period.years).toBe(50);
  expect((await readCarbon(ctx, id, { years: "60" })).study_period.years).toBe(60);
  // What was not priced again is as it was.
  expect((await carbonOf(ctx, old.id)).carbon?.a1_a3_kg).toBe(2784);
  // Chosen: it stays, and the choice outlives an imported table.
  await expect(deleteEpd(ctx, epd)).rejects.toMatchObject({ code: "epd_in_use" });
  expect((await readEpd(ctx, epd)).used).toMatchObject([{ catalogue_id: ENTRY, price_book_version: 1 }]);
  const table = "catalogue_id,a1_a3_kg_per_kg,quality,factor_source\nrebar,0.5,B,test\n";
  await importPriceBook(ctx, await sent({ "prices.csv": table }));
  const chosen = (await listChoices(ctx)).find(({ epd }) => epd);
  expect(chosen).toMatchObject({ catalogue_id: ENTRY, epd: { id: epd, kind: "product" } });
  const back = await chooseEpd(ctx, ENTRY, { epd: null });
  await repriceEstimate(ctx, id, RepriceEstimate.parse({ price_book_id: back.id }));
  expect((await carbonOf(ctx, id)).carbon).toEqual(before.carbon);
});

it("that cannot be converted is refused with a sentence, and nothing is saved", async () => {
  const ctx = await newCtx();
  const epd = await importOne(ctx, { ...CONCRETE, unit: "pcs", material: {} });
  await expect(
    chooseEpd(ctx, ENTRY, { epd: { id: epd, kind: "product", scenario: null } }),
  ).rejects.toMatchObject({ code: "epd_impossible", message: expect.stringContaining("declared per pcs") });
  expect((await listChoices(ctx)).some(({ epd }) => epd)).toBe(false);
  await deleteEpd(ctx, epd);
  expect((await listEpds(ctx, ListEpds.parse({}))).total).toBe(0);
});

it("warns of one that has run out", async () => {
  const ctx = await newCtx();
  const epd = await importOne(ctx, { ...CONCRETE, validUntil: "2020" });
  await chooseEpd(ctx, ENTRY, { epd: { id: epd, kind: "average", scenario: null } });
  const { id } = await tenCubicMetres(ctx);
  const { expired, lines } = await readCarbon(ctx, id, {});
  expect(expired).toEqual({ lines: 1, mass_kg: "24000" });
  expect(lines[0]).toMatchObject({ epd: { expired: true }, data_quality: { time: 4 } });
});

it("of somebody else is not there, for the library, the choice and the database", async () => {
  const [mine, theirs] = [await newCtx(), await newCtx()];
  const epd = await importOne(theirs);
  await expect(readEpd(mine, epd)).rejects.toMatchObject({ code: "epd_not_found" });
  await expect(deleteEpd(mine, epd)).rejects.toMatchObject({ code: "epd_not_found" });
  await expect(
    chooseEpd(mine, ENTRY, { epd: { id: epd, kind: "product", scenario: null } }),
  ).rejects.toMatchObject({ code: "epd_not_found" });
  const seen = await mine.transaction((tx) => tx.select().from(epds).where(eq(epds.id, epd)));
  expect(seen).toEqual([]);
});
