import { describe, expect, it } from "vitest";
import { DEFAULT_CATALOGUE, DEFAULT_PRICE_BOOK } from "./default-catalogue.ts";
import { exportPriceBook } from "./export-price-book.ts";
import { importPriceBook } from "./import-price-book.ts";
import { layerCatalogue } from "./own-items.ts";
import { workbook, zip } from "./testing/xlsx.ts";
import type { PriceBook } from "./types.ts";

const HEADER = "catalogue_id,name,unit,material_price,labour_hours,waste_percent,low_percent,high_percent";
const csv = (text: string) => importPriceBook(new TextEncoder().encode(text), DEFAULT_CATALOGUE);

describe("importPriceBook", () => {
  it("reads CSV, with or without the optional columns", async () => {
    const { rows, errors } = await csv(`${HEADER}\nconcrete-c30,,m3,118.50,1.25,5,-10,15\n\nrebar,,kg,1.4\n`);
    expect(errors).toEqual([]);
    expect(rows).toMatchObject([
      {
        catalogueId: "concrete-c30",
        unit: "m3",
        materialPrice: "118.5",
        labourHours: "1.25",
        wasteAllowance: "0.05",
        lowFactor: "0.9",
        highFactor: "1.15",
        placeholder: false,
        own: null,
      },
      { catalogueId: "rebar", materialPrice: "1.4", labourHours: "0", lowFactor: "0.7", highFactor: "1.5" },
    ]);
  });

  it("reads a German spreadsheet's CSV: semicolons and decimal commas", async () => {
    const { rows } = await csv("\uFEFFID;Unit;Price\r\nconcrete-c30;m³;118,50\r\n");
    expect(rows).toMatchObject([{ catalogueId: "concrete-c30", unit: "m3", materialPrice: "118.5" }]);
  });

  it("reads XLSX, numbers by their shortest form", async () => {
    const bytes = workbook([
      ["catalogue_id", "unit", "material_price"],
      ["rebar", "kg", 2.6],
      ["brick", "m3", 700],
    ]);
    const { rows, errors } = await importPriceBook(bytes, DEFAULT_CATALOGUE);
    expect(errors).toEqual([]);
    expect(rows.map((row) => [row.catalogueId, row.materialPrice])).toEqual([
      ["rebar", "2.6"],
      ["brick", "700"],
    ]);
  });

  it("makes an item of the tenant's own of an unknown id", async () => {
    const { rows } = await csv(
      "id,name,unit,price,density,gwp,carbon_source\nlehm-1,Stampflehm,m3,400,2000,0.03,EPD-77\n",
    );
    expect(rows[0]?.own).toEqual({
      name: "Stampflehm",
      densityKgM3: 2000,
      massPerUnitKg: null,
      a1a3KgPerKg: 0.03,
      carbonSource: "EPD-77",
    });
    const entry = layerCatalogue(DEFAULT_CATALOGUE, rows).get("lehm-1");
    expect(entry).toMatchObject({
      name: "Stampflehm",
      unit: "m3",
      carbon: { source: "EPD-77" },
      waste: { proxy: true },
    });
  });

  it.each([
    ["concrete-c30,,m2,10", 2, "unit", "concrete-c30 is estimated in m3. Give the price per m3"],
    ["concrete-c30,,ft3,10", 2, "unit", '"ft3" is no unit. Use one of m3, m2, m, kg, t, pcs.'],
    ['concrete-c30,,m3,"1,200"', 2, "material_price", "no thousands separators"],
    ["concrete-c30,,m3,12 USD", 2, "material_price", "no currency"],
    ["concrete-c30,,m3,-5", 2, "material_price", "is not a number here"],
    ["concrete-c30,,m3,", 2, "material_price", "Give a number"],
    ["concrete-c30,,m3,1e3", 2, "material_price", "is not a number here"],
    ["concrete-c30,,m3,9999999999", 2, "material_price", "out of range"],
    ["my-thing,,m3,5", 2, "name", "give a name to make it an item of your own"],
    [",,m3,5", 2, "catalogue_id", "Give an id"],
    ["rebar,,kg,1\nrebar,,kg,2", 3, "catalogue_id", "stands in row 2 already"],
    ["rebar,,kg,1,,150", 2, "waste_percent", "from 0 to 100"],
    ["rebar,,kg,1,,,10", 2, "low_percent", "from -100 to 0"],
  ])("says by row what to mend: %s", async (body, row, column, message) => {
    const { errors } = await csv(`${HEADER}\n${body}\n`);
    expect(errors).toContainEqual({ row, column, message: expect.stringContaining(message) });
  });

  it("reports at most 200 errors and counts the rest", async () => {
    const { errors, moreErrors } = await csv(`${HEADER}\n${"x,,m3,y\n".repeat(150)}`);
    expect(errors).toHaveLength(200);
    expect(moreErrors).toBeGreaterThan(0);
  });

  it.each([
    ["price_book_header", "a,b\n1,2"],
    ["price_book_empty", HEADER],
    ["price_book_unreadable", `${HEADER}\n"never closed`],
    ["price_book_too_long", `${HEADER}\n${"rebar,,kg,1\n".repeat(20_001)}`],
    ["price_book_header", ""],
  ])("refuses the file with %s", async (code, text) => {
    await expect(csv(text)).rejects.toMatchObject({ code });
  });

  it("refuses a large file, a bomb, garbage and other encodings", async () => {
    const refuse = (bytes: Uint8Array) => expect(importPriceBook(bytes, DEFAULT_CATALOGUE)).rejects;
    await refuse(new Uint8Array(5 * 1024 * 1024 + 1)).toMatchObject({ code: "file_too_large" });
    await refuse(zip({ "xl/workbook.xml": "x" }, 200 * 1024 * 1024)).toMatchObject({
      code: "price_book_unreadable",
    });
    await refuse(zip({ "a.txt": "no workbook" })).toMatchObject({ code: "price_book_unreadable" });
    await refuse(Buffer.from("PK\x03\x04garbage")).toMatchObject({ code: "price_book_unreadable" });
    await refuse(Buffer.from("id,unit,price\nstück,kg,1", "latin1")).toMatchObject({
      code: "price_book_encoding",
    });
  });
});

describe("exportPriceBook", () => {
  it("comes back the same through the import", async () => {
    const { rows, errors } = await csv(exportPriceBook(DEFAULT_PRICE_BOOK, DEFAULT_CATALOGUE));
    expect(errors).toEqual([]);
    const back = rows.map(({ catalogueId, own: _, placeholder: __, ...row }) => [catalogueId, row]);
    const sent = [...DEFAULT_PRICE_BOOK.rows].map(([id, { placeholder: _, ...row }]) => [id, row]);
    expect(Object.fromEntries(back)).toEqual(Object.fromEntries(sent));
  });

  it("lets no text start a formula, and gives it back unchanged", async () => {
    const row = DEFAULT_PRICE_BOOK.rows.get("rebar");
    if (!row) throw new Error("The default book has no rebar");
    const source = '=HYPERLINK("http://x","y"), then\nmore';
    const book: PriceBook = { ...DEFAULT_PRICE_BOOK, rows: new Map([["rebar", { ...row, source }]]) };
    const text = exportPriceBook(book, DEFAULT_CATALOGUE);
    expect(text).toContain(`"'=HYPERLINK(""http://x"",""y""), then\nmore"`);
    expect((await csv(text)).rows[0]?.source).toBe(source);
  });
});
