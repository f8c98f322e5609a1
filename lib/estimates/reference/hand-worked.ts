import { readFile } from "node:fs/promises";
import path from "node:path";
import readWorkbook from "read-excel-file/node";
import { unpacked } from "#lib/exports/test/open-archive.ts";
import { COLUMNS } from "#lib/price-books/columns.ts";

/** A row of the sheet "Lines" by its headings: money in EUR, carbon in g. */
export type WorkedLine = { line: string; unit: string; elements: number; quantity: number } & Record<
  | "mass kg"
  | "base rate"
  | "unit rate"
  | "low EUR"
  | "likely EUR"
  | "high EUR"
  | "A1-A3 g"
  | "A4 g"
  | "A5 g"
  | "biogenic g",
  number
>;

export interface HandWorked {
  lines: WorkedLine[];
  prices: Record<string, string>[];
  term: (name: string) => number;
  total: (name: string) => number;
  /** Cells of the worked sheets that hold a number which no formula gives, e.g. `Lines!E4`. */
  cellsWithoutFormula: () => Promise<string[]>;
}

const FILE = path.resolve("lib/estimates/reference/reference-house.xlsx");

/** For tests: the reference house's estimate as the spreadsheet worked it out. */
export async function handWorked(): Promise<HandWorked> {
  const sheets = new Map((await readWorkbook(FILE)).map(({ sheet, data }) => [sheet, data as unknown[][]]));
  const rows = (name: string) => {
    const [head = [], ...body] = sheets.get(name) ?? [];
    return body.map((cells) => Object.fromEntries(head.map((key, index) => [String(key), cells[index]])));
  };
  const numberIn = (name: string, column: string) => (key: string) => {
    const found = rows(name).find((row) => row[column] === key)?.value;
    if (typeof found !== "number") throw new Error(`${name} has no ${key}`);
    return found;
  };
  return {
    lines: rows("Lines") as WorkedLine[],
    prices: rows("Prices").map((row) =>
      Object.fromEntries(Object.entries(row).map(([key, value]) => [key, String(value ?? "")])),
    ),
    term: numberIn("Terms", "term"),
    total: numberIn("Totals", "total"),
    cellsWithoutFormula: statedCells,
  };
}

async function statedCells(): Promise<string[]> {
  const parts = await unpacked(await readFile(FILE));
  const stated: string[] = [];
  for (const [name, part] of [
    ["Lines", "xl/worksheets/sheet5.xml"],
    ["Totals", "xl/worksheets/sheet6.xml"],
  ] as const) {
    const xml = parts.get(part)?.toString() ?? "";
    const cells = [...xml.matchAll(/<c r="([A-Z]+\d+)"[^>]*? t="n"[^>]*>(.*?)<\/c>/g)];
    if (cells.length === 0) throw new Error(`${name} has no numbers`);
    stated.push(
      ...cells
        .filter(([, , content = ""]) => !content.startsWith("<f "))
        .map(([, cell]) => `${name}!${cell}`),
    );
  }
  return stated;
}

/** The spreadsheet's prices, factors and place as a price book that is uploaded. */
export async function ownPriceBook(sheet: HandWorked): Promise<Request> {
  const entries = sheet.prices.map((row) => ({
    ...row,
    price_source: "Quotation of the reference house",
    ...(row["own factor (1)"] === "1"
      ? { quality: "A", module: "A1-A3", factor_source: "Declaration of the reference house" }
      : { a1_a3_kg_per_kg: "", biogenic_kg_per_kg: "" }),
    ...(row["own waste rate (1)"] === "1"
      ? { a5_waste_source: "Counted on site" }
      : { a5_waste_rate: "", a5_waste_source: "" }),
    // Built in: compared with the lines' masses.
    density_kg_m3: "",
    mass_per_unit_kg: "",
  }));
  const place = {
    location: "Musterstadt",
    location_factor: String(sheet.term("location factor")),
    location_source: "Index of the reference house",
  };
  const csv = [COLUMNS, ...[...entries, place].map((row) => COLUMNS.map((column) => cellOf(row, column)))]
    .map((cells) => cells.join(","))
    .join("\n");
  const form = new FormData();
  form.set("file", new File([csv], "reference.csv"));
  form.set("currency", "EUR");
  const body = new Response(form);
  const bytes = Buffer.from(await body.arrayBuffer());
  return new Request("http://t.localhost/api/price-books", {
    method: "POST",
    headers: {
      "content-type": body.headers.get("content-type") ?? "",
      "content-length": String(bytes.length),
    },
    body: bytes,
  });
}

const cellOf = (row: Record<string, string>, column: string) => row[column] ?? "";
