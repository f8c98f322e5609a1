import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { workItemLibraries, workItems, workItemWords } from "#db/schema/work-items.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { CreateEstimate, createEstimate } from "#lib/estimates/create-estimate.ts";
import { readEstimate } from "#lib/estimates/read-estimate.ts";
import { type SampleRow, sampleCsv, sampleRows } from "#lib/price-books/cwicr/test/sample-rows.ts";
import { readPriceBook } from "#lib/price-books/read-price-book.ts";
import { setPriceLevels } from "#lib/search/levels/set-price-levels.ts";
import { objectStores } from "#lib/storage/index.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { AdoptItems, adoptItems } from "./adopt-items.ts";
import { deleteLibrary } from "./delete-library.ts";
import { importLibrary } from "./import-library.ts";
import { listLibraries } from "./list-libraries.ts";
import { MatchCatalogue, matchCatalogue } from "./match-catalogue.ts";
import { readItem } from "./read-item.ts";
import { receiveLibrary } from "./receive-library.ts";
import { SearchItems, searchItems } from "./search-items.ts";

let ctx: Ctx;
beforeAll(async () => {
  ctx = await systemCtx((await makeTenant({ plan: "pro" })).id);
});
afterAll(closePools);

const ITEM: SampleRow = {
  rate_code: "CON_W",
  rate_final_name: "Ready-mix concrete C30/37 in walls",
  rate_unit: "100 m3",
  section_name: "Concrete works",
  labor_hours_construction_workers: "120",
  labor_hours_engineers: "10",
  labor_hours_machinists: "6",
  cost_of_working_hours: "3900",
  total_value_machinery_equipment: "450",
  total_material_cost_per_position: "11000",
  total_cost_per_position: "15550",
  is_material: "True",
  resource_name: "Concrete",
  resource_unit: "m3",
  resource_quantity: "102",
  resource_cost_eur: "11000",
};
const OTHER: SampleRow = {
  ...ITEM,
  rate_code: "SHIFT",
  rate_final_name: "Tower crane on site",
  rate_unit: "machine-shift",
};

function request(content: string, fields: Record<string, string>): Request {
  const boundary = "----cwicr";
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const body = Buffer.from(
    `${parts.join("")}--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="edition.csv"\r\ncontent-type: text/csv\r\n\r\n${content}\r\n--${boundary}--\r\n`,
  );
  return new Request("http://t/", {
    method: "POST",
    headers: {
      "content-type": `multipart/form-data; boundary=${boundary}`,
      "content-length": String(body.length),
    },
    body,
  });
}

const csv = (rows: Iterable<SampleRow>) => [...sampleCsv(rows)].join("");

async function imported(who: Ctx, rows: Iterable<SampleRow>, fields: Record<string, string>) {
  const { id } = await receiveLibrary(who, request(csv(rows), fields));
  expect(await importLibrary(who, id)).toBe("ready");
  return id;
}

describe("a library of work items", () => {
  it("is imported whole, searched by words and units, and replaced by the edition's next import", async () => {
    const first = await imported(ctx, [ITEM, OTHER, ...sampleRows(200)], {
      name: "Berlin",
      currency: "EUR",
      priced_on: "2026-01-31",
    });
    const [library] = await listLibraries(ctx);
    expect(library).toMatchObject({
      id: first,
      status: "ready",
      items: 202,
      progress: 100,
      priced_on: "2026-01-31",
    });
    expect(library?.problems[0]).toMatchObject({
      row: 3,
      code: "unit_unknown",
      message: expect.stringContaining("machine-shift"),
    });
    const search = (query: Record<string, unknown>) => searchItems(ctx, first, SearchItems.parse(query));
    expect((await search({ q: "ready mix c30 wall" })).items[0]).toMatchObject({
      rate_code: "CON_W",
      unit: "m3",
      unit_scale: "100",
    });
    expect((await search({ q: "con_w" })).items.map((item) => item.rate_code)).toContain("CON_W");
    expect(await search({ q: "nothing like it" })).toEqual({ items: [], total: 0, next: null });
    const all = await search({ limit: 100 });
    expect([all.total, all.items.length, all.items[0]?.number, all.next]).toEqual([
      202,
      100,
      1,
      `/api/work-item-libraries/${first}/items?q=&skip=100&limit=100`,
    ]);
    const bricks = await search({ q: "brick", unit: "m3" });
    expect(bricks.total).toBeGreaterThan(0);
    expect(bricks.items.every((item) => item.unit === "m3" && /brick/.test(item.name))).toBe(true);
    // Metres are found apart from square and cubic ones.
    expect((await search({ unit: "m" })).items.every((item) => item.unit === "m")).toBe(true);

    const second = await imported(ctx, [ITEM], { name: "Berlin", currency: "EUR" });
    expect((await listLibraries(ctx)).map(({ id }) => id)).toEqual([second]);
    const left = await withSystem((tx) => tx.select().from(workItems).where(eq(workItems.libraryId, first)));
    expect(left).toEqual([]);
    const keys = [];
    for await (const { key } of objectStores().files.list(`files/${ctx.tenant.id}/imports/`)) keys.push(key);
    // The files go by the job that purges released objects.
    expect(keys).toHaveLength(2);
    const actions = await withSystem((tx) =>
      tx.select({ action: auditLogs.action }).from(auditLogs).where(eq(auditLogs.tenantId, ctx.tenant.id)),
    );
    expect(actions.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["work_item_library.created", "work_item_library.imported"]),
    );
    await deleteLibrary(ctx, second);
    expect(await listLibraries(ctx)).toEqual([]);
    expect(
      await withSystem((tx) => tx.select().from(workItemWords).where(eq(workItemWords.libraryId, second))),
    ).toEqual([]);
  });

  it("that cannot be read says why, and leaves nothing", async () => {
    const who = await systemCtx((await makeTenant({ plan: "pro" })).id);
    const { id } = await receiveLibrary(who, request("a,b\n1,2\n", { name: "X", currency: "EUR" }));
    await expect(receiveLibrary(who, request("a,b\n", { name: "X", currency: "EUR" }))).rejects.toMatchObject(
      { code: "work_item_import_under_way" },
    );
    expect(await importLibrary(who, id)).toBe("failed");
    expect((await listLibraries(who))[0]).toMatchObject({
      status: "failed",
      failure: expect.stringContaining("rate_code"),
    });
    expect(await importLibrary(who, id)).toBe("dropped");
    await expect(receiveLibrary(who, request("a", { name: "X", currency: "euro" }))).rejects.toThrow();
    // One in the middle of which a row stands apart: what was written before is gone.
    const apart = await receiveLibrary(
      who,
      request(csv([...sampleRows(600), ...sampleRows(1)]), { name: "Y", currency: "EUR" }),
    );
    expect(await importLibrary(who, apart.id)).toBe("failed");
    expect(
      await withSystem((tx) => tx.select().from(workItems).where(eq(workItems.libraryId, apart.id))),
    ).toEqual([]);
    expect(
      await withSystem((tx) =>
        tx
          .select({ key: workItemLibraries.objectKey })
          .from(workItemLibraries)
          .where(eq(workItemLibraries.id, apart.id)),
      ),
    ).toEqual([{ key: null }]);
    const gone = await receiveLibrary(who, request(csv([ITEM]), { name: "Z", currency: "EUR" }));
    await deleteLibrary(who, gone.id);
    expect(await importLibrary(who, gone.id)).toBe("dropped");
  });
});

describe("a work item", () => {
  it("is suggested for entries and prices one, in the next version, with its source and age", async () => {
    const who = await systemCtx((await makeTenant({ plan: "pro" })).id);
    const library = await imported(who, [ITEM, OTHER], {
      name: "Berlin",
      currency: "EUR",
      priced_on: "2026-01-31",
    });
    const detail = await readItem(who, library, 1);
    expect(detail).toMatchObject({
      rate_code: "CON_W",
      library: { attribution: "DDC CWICR by DataDrivenConstruction, CC BY 4.0" },
    });
    expect(detail.suggestions[0]).toMatchObject({
      catalogue_id: "concrete-c30",
      unit: "m3",
      master_format: expect.stringMatching(/^03/),
      build_up: null,
    });
    expect(detail.suggestions[0]?.reasons).toEqual(expect.arrayContaining(["unit", "division"]));
    expect(detail.terms.refused).toContain("EUR");
    const adopt = (input: Record<string, unknown>) =>
      adoptItems(who, "default", AdoptItems.parse({ library_id: library, ...input }));
    await expect(adopt({ items: [{ number: 1, catalogue_id: "concrete-c30" }] })).rejects.toMatchObject({
      code: "exchange_rate_missing",
    });

    await setPriceLevels(who, {
      index_values: [],
      exchange_rates: [
        { from: "EUR", to: "USD", period: "2026", rate: "1.2", source: "Own" },
        { from: "EUR", to: "USD", period: "2025", rate: "9", source: "Own" },
      ],
    });
    // Per m3: (11000 + 200) ÷ 100 × 1.2 = 134.40; machines 4.50 × 1.2 ÷ 75 = 0.072 h; labour 1.3 h.
    expect((await readItem(who, library, 1)).suggestions[0]?.build_up).toEqual({
      material_price: "134.4",
      labour_hours: "1.3",
      equipment_hours: "0.072",
    });
    await expect(
      adopt({
        items: [
          { number: 2, catalogue_id: "concrete-c30" },
          { number: 1, catalogue_id: "glass-wool" },
        ],
      }),
    ).rejects.toMatchObject({ code: "work_items_invalid" });
    await expect(adopt({ items: [{ number: 9, catalogue_id: "concrete-c30" }] })).rejects.toMatchObject({
      code: "work_item_not_found",
    });
    const version = await adopt({
      items: [
        { number: 1, catalogue_id: "concrete-c30" },
        {
          number: 1,
          catalogue_id: "concrete-walls-own",
          entry: { name: "Concrete walls of ours", unit: "m3", class: "concrete" },
        },
      ],
    });
    expect(version).toMatchObject({ version: 1, active: true, origin: "edit", currency: "USD" });
    const book = await readPriceBook(who, version.id);
    const row = book.items.find((item) => item.catalogue_id === "concrete-c30");
    expect(row?.price).toMatchObject({
      own: true,
      material_price: "134.4",
      labour_hours: "1.3",
      equipment_hours: "0.072",
      waste_allowance: "0",
      placeholder: false,
      priced_on: "2026-01-31",
    });
    expect(row?.price?.source).toMatch(
      /^DDC CWICR by DataDrivenConstruction, CC BY 4\.0: Berlin, CON_W \(100 m3\); prices of 2026-01-31, taken \d{4}-\d\d-\d\d; EUR × 1\.2 = USD \(2026\); machines by cost at 75/,
    );
    expect(book.items.find((item) => item.catalogue_id === "concrete-walls-own")?.entry).toMatchObject({
      name: "Concrete walls of ours",
    });

    // 10 m3 × (134.40 + 1.3 × 50 + 0.072 × 75) = 10 × 204.80.
    const { id } = await createEstimate(
      who,
      CreateEstimate.parse({
        materials: { "Ready-mix concrete C30/37": { quantity: "10", unit: "m3" } },
        location: "US average",
        labor_rate: 50,
        equipment_rate: 75,
      }),
    );
    expect((await readEstimate(who, id, { elements: "false" })).cost).toMatchObject({ likely: "2048.00" });
  });

  it("is found for the entries of the whole catalogue, by rare words, unit and section", async () => {
    const who = await systemCtx((await makeTenant({ plan: "pro" })).id);
    const library = await imported(who, [ITEM, OTHER, ...sampleRows(600)], {
      name: "Berlin",
      currency: "EUR",
    });
    const matches: Awaited<ReturnType<typeof matchCatalogue>>["items"] = [];
    let skip = 0;
    for (;;) {
      const page = await matchCatalogue(who, library, MatchCatalogue.parse({ show: "all", skip, limit: 50 }));
      matches.push(...page.items);
      if (!page.next) break;
      skip += 50;
    }
    const of = (id: string) => matches.find((match) => match.catalogue_id === id);
    expect(of("concrete-c30")?.candidates[0]).toMatchObject({
      rate_code: "CON_W",
      reasons: ["words", "unit", "division"],
    });
    expect(of("concrete-c30")?.priced).toBe("placeholder");
    for (const { unit, candidates } of matches)
      for (const { rate_unit, score } of candidates) {
        expect(score).toBeGreaterThanOrEqual(0.35);
        if (unit === "m3") expect(rate_unit).toMatch(/m3/);
      }
    expect(matches.filter(({ candidates }) => candidates.length > 0).length).toBeGreaterThan(10);
  });
});
