import { randomUUID } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { zip } from "#lib/price-books/test/workbook.ts";
import { readCsv } from "./read-csv.ts";
import { readWorkbook } from "./read-workbook.ts";
import { takeOffBill } from "./take-off-bill.ts";
import { sheetOf, workbookOf, workbookOfXml } from "./testing/workbook.ts";

const made: string[] = [];
async function written(bytes: Buffer, extension = "xlsx"): Promise<string> {
  const file = path.join(os.tmpdir(), `bill-${randomUUID()}.${extension}`);
  await writeFile(file, bytes);
  made.push(file);
  return file;
}
afterAll(() => Promise.all(made.map((file) => rm(file, { force: true }))));

const workbook = async (...sheets: Parameters<typeof workbookOf>) =>
  readWorkbook(await written(workbookOf(...sheets)));
const HEAD = ["Pos", "Description", "Qty", "Unit"];

describe("a workbook", () => {
  it("is its sheets, hidden ones too, by the values that are stored", async () => {
    const grids = await workbook(
      {
        name: "Räume & <Türen>",
        rows: [
          HEAD,
          ["1", "Beton „C30/37“", 1.234, "m3"],
          [],
          ["2", "Wall", { formula: "C2*2", value: 0.1 + 0.2 }, "m2"],
          ["3", "Slab", { formula: "C2*2", value: null }, "m2"],
          [null, null, null, null],
        ],
      },
      { name: "Old", hidden: true, rows: [["x"]] },
    );
    expect(grids).toEqual([
      {
        name: "Räume & <Türen>",
        rows: [
          HEAD,
          ["1", "Beton „C30/37“", "1.2340", "m3"],
          [],
          ["2", "Wall", "0.3", "m2"],
          ["3", "Slab", "=?", "m2"],
        ],
      },
      { name: "Old", hidden: true, rows: [["x"]] },
    ]);
  });

  it("cells that are formatted and empty are no rows, wherever they stand", async () => {
    const far = '<row r="1048576"><c r="XFD1048576" s="3"/></row>';
    const grids = await readWorkbook(await written(workbookOfXml(sheetOf(far))));
    expect(grids[0]?.rows).toEqual([["x"], ["MARK"]]);
  });

  it.each([
    [
      "bill_too_many",
      '<row r="10000000"><c r="A10000000"><v>1</v></c></row>',
      /more than 100,000 rows.*split it/s,
    ],
    ["bill_too_many", '<row r="1"><c r="ZZZ1"><v>1</v></c></row>', /more than 200 columns/],
    ["bill_damaged", '<row r="1"><c r="A1', /damaged/],
    ["bill_damaged", '<!DOCTYPE x [<!ENTITY a "aaaa">]>', /damaged/],
  ])("%s: %s", async (code, xml, message) => {
    const bytes = workbookOfXml(sheetOf(xml));
    const known = { known: [], said: [] };
    const failed = takeOffBill({ path: await written(bytes), format: "xlsx", ...known });
    await expect(failed).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it("that unpacks to gigabytes, is none, or is cut off is refused", async () => {
    const bomb = workbookOfXml(" ".repeat(140 * 2 ** 20));
    await expect(readWorkbook(await written(bomb))).rejects.toMatchObject({ code: "bill_too_large" });
    await expect(readWorkbook(await written(Buffer.from("PK\u0003\u0004")))).rejects.toMatchObject({
      code: "bill_damaged",
    });
    const whole = workbookOf({ name: "A", rows: [HEAD] });
    await expect(readWorkbook(await written(whole.subarray(0, whole.length / 2)))).rejects.toMatchObject({
      code: "bill_damaged",
    });
    await expect(readWorkbook(await written(zip({ "a.txt": "x" })))).rejects.toMatchObject({
      code: "bill_damaged",
    });
  });
});

describe("a table of text", () => {
  const csv = (text: string, encoding: BufferEncoding = "utf8") =>
    readCsv(Buffer.from(text, encoding))[0]?.rows;

  it.each([
    ["semicolons and a decimal comma", "Pos;Text;Menge;ME\r\n1;Beton, bewehrt;1,5;m3\r\n"],
    ["commas and quotations", 'Pos,Text,Menge,ME\n1,"Beton, bewehrt","1,5",m3'],
    ["tabs", "Pos\tText\tMenge\tME\n1\tBeton, bewehrt\t1,5\tm3"],
    ["a byte order mark", "\ufeffPos;Text;Menge;ME\n1;Beton, bewehrt;1,5;m3"],
  ])("%s", (_, text) =>
    expect(csv(text)).toEqual([
      ["Pos", "Text", "Menge", "ME"],
      ["1", "Beton, bewehrt", "1,5", "m3"],
    ]),
  );

  it("in Latin-1 and in UTF-16, as spreadsheet programs save it", () => {
    expect(csv("Pos;Wände;m²", "latin1")).toEqual([["Pos", "Wände", "m²"]]);
    expect(csv("\ufeffPos\tWände\tm²", "utf16le")).toEqual([["Pos", "Wände", "m²"]]);
  });

  it("a stated mark, a mark of inches, and rows that keep their numbers", () => {
    expect(csv('sep=|\na|b, c\n\n12" pipe|3')).toEqual([[], ["a", "b, c"], [], ['12" pipe', "3"]]);
  });

  it("is refused where it is no text, or holds more rows than any bill", () => {
    expect(() => readCsv(Buffer.from([1, 0, 2, 0, 0]))).toThrow(/no table|not a table/);
    expect(() => readCsv(Buffer.from("a;b\n".repeat(100_002)))).toThrow(/more than 100,000 rows/);
  });
});

it("a bill of 50 000 rows is read in a few seconds", { timeout: 60_000 }, async () => {
  const rows = Array.from({ length: 50_000 }, (_, n) => [
    `${n}`,
    `Concrete wall C30/37 number ${n}`,
    n + 0.5,
    "m3",
  ]);
  const file = await written(workbookOf({ name: "LV", rows: [HEAD, ...rows] }));
  const started = performance.now();
  const { takeoff } = await takeOffBill({ path: file, format: "xlsx", known: [], said: [] });
  expect(takeoff.elements).toHaveLength(50_000);
  expect(performance.now() - started).toBeLessThan(30_000);
});
