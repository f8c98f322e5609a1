import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { priceBooks } from "#db/schema/price-books.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import {
  DEFAULT_CATALOGUE,
  DEFAULT_CATALOGUE_VERSION,
  DEFAULT_INSTALLED_PRICES,
} from "#lib/catalogue/default-catalogue.ts";
import { inLocale } from "#lib/i18n/request-locale.ts";
import { unitRate } from "#lib/processing/costs/estimate-costs.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { activatePriceBook } from "./activate-price-book.ts";
import { editPriceBookRow } from "./edit-price-book-row.ts";
import { effectiveBook } from "./effective-book.ts";
import { exportPriceBook } from "./export-price-book.ts";
import { importPriceBook } from "./import-price-book.ts";
import { listPriceBooks } from "./list-price-books.ts";
import { readPriceBook } from "./read-price-book.ts";
import { readTable } from "./read-table.ts";
import { workbook, zip } from "./test/workbook.ts";

const BUILT_IN_VERSION = `default-${DEFAULT_CATALOGUE_VERSION}`;

let ctx: Ctx;
beforeEach(async () => {
  ctx = await systemCtx((await makeTenant()).id);
});
afterAll(closePools);

async function upload(content: string | Buffer, fields: Record<string, string> = {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set("file", new File([typeof content === "string" ? content : new Uint8Array(content)], "prices.csv"));
  const probe = new Response(form);
  const body = Buffer.from(await probe.arrayBuffer());
  return new Request("http://t.localhost/api/price-books", {
    method: "POST",
    headers: {
      "content-type": probe.headers.get("content-type") ?? "",
      "content-length": String(body.length),
    },
    body,
  });
}

const versions = () =>
  withSystem((tx) => tx.select().from(priceBooks).where(eq(priceBooks.tenantId, ctx.tenant.id)));
const HEADER =
  "catalogue_id,unit,material_price,labour_hours,equipment_hours,waste_allowance,low_factor,high_factor,price_source,a1_a3_kg_per_kg,quality,factor_source";
const BRICK = "brick,m3,410.55,3.5,0.1,0.05,0.9,1.2,Quote of May,,,";

describe("importing a price book", () => {
  it("makes the next version, active, over the built-in one", async () => {
    const book = await importPriceBook(
      ctx,
      await upload(`${HEADER}\n${BRICK}\nconcrete-c30,,,,,,,,,0.0999,A,EPD 42`, { name: "Mine" }),
    );
    expect(book).toMatchObject({
      version: 1,
      name: "Mine",
      active: true,
      prices: 1,
      factors: 1,
      currency: "USD",
    });
    const used = await ctx.transaction((tx) => effectiveBook(tx, ctx.tenant.id));
    expect(used).toMatchObject({
      id: book.id,
      priceVersion: `1 over ${BUILT_IN_VERSION}`,
      factorVersion: `1 over ${BUILT_IN_VERSION}`,
    });
    expect(used.prices.rows.get("brick")).toMatchObject({
      materialPrice: "410.55",
      labourHours: "3.5",
      placeholder: false,
      source: "Quote of May",
    });
    expect(used.catalogue.get("concrete-c30")?.carbon).toMatchObject({
      a1a3KgPerKg: 0.0999,
      quality: "A",
      source: "EPD 42",
    });
    // What the file leaves out is built in.
    const concrete = used.prices.rows.get("concrete-c30");
    expect(concrete && Number(unitRate(concrete, "45", "75"))).toBe(
      Number(DEFAULT_INSTALLED_PRICES.get("concrete-c30")),
    );
  });

  it("names every fault by its row and stores nothing", async () => {
    const faults = [
      HEADER,
      BRICK,
      "brick,m3,1,1,,,,,again,,,",
      "no-such-thing,m3,1,1,,,,,x,,,",
      "concrete-c30,m2,1,1,,,,,x,,,",
      "concrete-c40,m3,minus,1,,,,,x,,,",
      "concrete-c25,m3,1,1,,,,,,,,",
      "precast,,,,,,,,,1,Z,x",
      "",
      "mortar,m3,,,2,,,,,,,",
    ].join("\n");
    const failure = importPriceBook(ctx, await upload(faults));
    await expect(failure).rejects.toMatchObject({ status: 400, code: "price_book_invalid" });
    const issues = await failure.catch((error: { extra: { issues: { path: string }[] } }) =>
      error.extra.issues.map((issue) => issue.path),
    );
    expect(issues).toEqual([
      "row 3: catalogue_id",
      "row 4: catalogue_id",
      "row 5: unit",
      "row 6: material_price",
      "row 7: price_source",
      "row 8: quality",
      "row 10: material_price",
    ]);
    expect(await versions()).toEqual([]);
  });

  it("refuses unknown columns, text that is not UTF-8, empty and broken files with what to do", async () => {
    await expect(importPriceBook(ctx, await upload("catalogue_id,colour\nbrick,red"))).rejects.toMatchObject({
      code: "price_book_invalid",
    });
    await expect(
      importPriceBook(ctx, await upload(Buffer.from([0x63, 0xff, 0xfe, 0x0a, 0x62]))),
    ).rejects.toMatchObject({ code: "price_book_encoding" });
    await expect(importPriceBook(ctx, await upload(`${HEADER}\nbrick,m3,,,,,,,,,,`))).rejects.toMatchObject({
      code: "price_book_empty",
    });
    await expect(importPriceBook(ctx, await upload(HEADER))).rejects.toMatchObject({
      code: "price_book_empty",
    });
    await expect(importPriceBook(ctx, await upload(`${HEADER}\n"brick`))).rejects.toMatchObject({
      code: "price_book_unreadable",
    });
    await expect(
      importPriceBook(
        ctx,
        await upload(Buffer.concat([Buffer.from("PK\u0003\u0004", "latin1"), Buffer.alloc(100, 7)])),
      ),
    ).rejects.toMatchObject({ code: "price_book_unreadable" });
    await expect(
      importPriceBook(ctx, await upload(zip({ "xl/worksheets/sheet1.xml": Buffer.alloc(65 * 2 ** 20) }))),
    ).rejects.toMatchObject({ code: "price_book_unreadable" });
  });

  it.each([
    [`\nbrick,"m3\nx`, "row 3, column 2. A quotation mark is opened and not closed"],
    [`\nbrick,m"3`, "row 3, column 2. A quotation mark stands within a cell that does not begin with one"],
    [`brick,"m3"x,1`, "row 2, column 2. Something stands behind the closing quotation mark of a cell"],
    [`brick,${"x".repeat(20_001)}`, "row 2, column 2. The row has more than 20,000 characters"],
  ])("says by row and column, in words of its own, why %j is no CSV", async (rows, fault) => {
    await expect(readTable(Buffer.from(`catalogue_id,unit\n${rows}`))).rejects.toMatchObject({
      message: expect.stringContaining(`The file is no valid CSV: ${fault}`),
    });
    await expect(
      inLocale("de", () => readTable(Buffer.from(`catalogue_id,unit\n${rows}`))),
    ).rejects.toMatchObject({ message: expect.stringMatching(/Zeile \d, Spalte [\d.]+\. \p{Lu}/u) });
  });

  it("says of a damaged workbook nothing in its reader's words", async () => {
    const damaged = Buffer.concat([Buffer.from("PK\u0003\u0004", "latin1"), Buffer.alloc(100, 7)]);
    await expect(inLocale("de", () => readTable(damaged))).rejects.toMatchObject({
      message: expect.stringMatching(/^Die Arbeitsmappe ist (?:nicht lesbar: Sie ist )?beschädigt/),
    });
  });

  it.each(["A900000000", "ZZZZZZ9", "A30000"])("survives a workbook that names the cell %s", async (cell) => {
    const row = cell.replace(/\D/g, "");
    const file = workbook([["catalogue_id"], ["brick"]], `<row r="${row}"><c r="${cell}"><v>1</v></c></row>`);
    await expect(importPriceBook(ctx, await upload(file))).rejects.toMatchObject({
      code: "price_book_unreadable",
    });
  });

  it("reads semicolons with decimal commas, and workbooks to the last digit", async () => {
    const rows = [
      HEADER.split(","),
      ["brick", "m3", 410.55, 3.5, 0.1, 0.05, 0.9, 1.2, "Quote of May", "", "", ""],
    ];
    await importPriceBook(
      ctx,
      await upload(
        rows.map((row) => row.map((cell) => String(cell).replace(".", ",")).join(";")).join("\r\n"),
      ),
    );
    const [csv] = [
      (await ctx.transaction((tx) => effectiveBook(tx, ctx.tenant.id))).prices.rows.get("brick"),
    ];
    await importPriceBook(ctx, await upload(workbook(rows)));
    const xlsx = (await ctx.transaction((tx) => effectiveBook(tx, ctx.tenant.id))).prices.rows.get("brick");
    expect(csv).toMatchObject({
      materialPrice: "410.55",
      labourHours: "3.5",
      wasteAllowance: "0.05",
      lowFactor: "0.9",
      highFactor: "1.2",
    });
    expect({ ...xlsx, bookId: "" }).toEqual({ ...csv, bookId: "" });
  });

  it("takes back what the export gives, unchanged", async () => {
    await importPriceBook(ctx, await upload(`${HEADER}\n${BRICK}`));
    const csv = await exportPriceBook(ctx, "default");
    const book = await importPriceBook(ctx, await upload(csv));
    expect(book.prices).toBe(DEFAULT_INSTALLED_PRICES.size);
    expect(await exportPriceBook(ctx, book.id)).toBe(csv);
  });

  it("of a book in another currency leaves the built-in prices out", async () => {
    const book = await importPriceBook(ctx, await upload(`${HEADER}\n${BRICK}`, { currency: "EUR" }));
    const used = await ctx.transaction((tx) => effectiveBook(tx, ctx.tenant.id));
    expect([...used.prices.rows.keys()]).toEqual(["brick"]);
    expect(used).toMatchObject({ id: book.id, priceVersion: "1" });
  });

  it("numbers versions one after the other, also at once", async () => {
    const requests = await Promise.all([1, 2, 3, 4].map(() => upload(`${HEADER}\n${BRICK}`)));
    await Promise.all(requests.map((request) => importPriceBook(ctx, request)));
    const books = await versions();
    expect(books.map((book) => book.version).sort()).toEqual([1, 2, 3, 4]);
    expect(books.filter((book) => book.isActive)).toHaveLength(1);
  });

  it("needs an admin", async () => {
    const editor: Ctx = { ...ctx, principal: { kind: "api_key", keyId: "k", role: "editor" } };
    await expect(importPriceBook(editor, await upload(`${HEADER}\n${BRICK}`))).rejects.toMatchObject({
      status: 403,
    });
    await expect(activatePriceBook(editor, "default")).rejects.toMatchObject({ status: 403 });
    await expect(editPriceBookRow(editor, "default", "brick", { price: null })).rejects.toMatchObject({
      status: 403,
    });
  });
});

describe("versions", () => {
  const price = {
    unit: "m3",
    material_price: "300",
    labour_hours: "2",
    equipment_hours: "0",
    waste_allowance: "0",
    low_factor: "1",
    high_factor: "1",
    source: "Quote",
    placeholder: false,
    priced_on: null,
  } as const;

  it("never change: an edit makes the next one, active when its base was", async () => {
    const first = await editPriceBookRow(ctx, "default", "brick", { price });
    const second = await editPriceBookRow(ctx, first.id, "brick", {
      price: { ...price, material_price: "310" },
    });
    expect([first.version, first.active, second.version, second.active]).toEqual([1, true, 2, true]);
    const brickOf = async (id: string) =>
      (await readPriceBook(ctx, id)).items.find((item) => item.catalogue_id === "brick")?.price;
    expect(await brickOf(first.id)).toMatchObject({ material_price: "300", own: true });
    expect(await brickOf(second.id)).toMatchObject({ material_price: "310", own: true });
    const third = await editPriceBookRow(ctx, first.id, "brick", { price: null });
    expect(third.active).toBe(false);
    expect(await brickOf(third.id)).toMatchObject({ own: false, placeholder: true });
    expect((await listPriceBooks(ctx)).map((book) => [book.version, book.active, book.origin])).toEqual([
      [3, false, "edit"],
      [2, true, "edit"],
      [1, false, "edit"],
      [1, false, "built_in"],
    ]);
    await activatePriceBook(ctx, "default");
    expect((await listPriceBooks(ctx)).filter((book) => book.active).map((book) => book.id)).toEqual([
      "default",
    ]);
  });

  it("of another organisation are not there", async () => {
    const mine = await editPriceBookRow(ctx, "default", "brick", { price });
    const other = await systemCtx((await makeTenant()).id);
    await expect(readPriceBook(other, mine.id)).rejects.toMatchObject({ status: 404 });
    await expect(activatePriceBook(other, mine.id)).rejects.toMatchObject({ status: 404 });
    await expect(editPriceBookRow(other, mine.id, "brick", { price })).rejects.toMatchObject({ status: 404 });
    await expect(exportPriceBook(other, mine.id)).rejects.toMatchObject({ status: 404 });
  });

  it("list every entry of the catalogue", async () => {
    expect((await readPriceBook(ctx, "default")).items).toHaveLength(DEFAULT_CATALOGUE.size);
  });
});
