import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import writeXlsxFile from "write-excel-file/node";
import { decimal, sum } from "#lib/catalogue/decimal.ts";
import { buildUp } from "./build-up.ts";
import { readApart } from "./read-apart.ts";
import { COLUMNS, cellsOf, type SampleRow, sampleCsv, sampleRows } from "./test/sample-rows.ts";
import type { WorkItem } from "./types.ts";
import { readUnit } from "./units.ts";
import { searchWords } from "./words.ts";

const folder = mkdtempSync(path.join(tmpdir(), "cwicr-"));
afterAll(() => rmSync(folder, { recursive: true }));

/**
 * 100 m2 of a brick wall, by hand: 40 h of workers, 2 of engineers and 3 of machinists; labour 42 × 30 = 1260; a crane of 3 h at 50
 * with its driver = 150; 5200 bricks at 0.50 = 2600 and mortar 2.5 m3 at 80 = 200; a service of 90. In all 4300.
 */
const ITEM: SampleRow = {
  rate_code: "WALL_24",
  rate_final_name: "Brick wall, 24 cm",
  rate_unit: "100 m2",
  section_name: "Masonry",
  labor_hours_construction_workers: "40",
  labor_hours_machinists: "3",
  labor_hours_engineers: "2",
  total_labor_hours_all_personnel: "45",
  cost_of_working_hours: "1260",
  total_value_machinery_equipment: "150",
  total_material_cost_per_position: "2800",
  total_cost_per_position: "4300",
};
const WALL: SampleRow[] = [
  { ...ITEM, is_scope: "True", work_composition_text: "1. Setting out. 2. Laying." },
  {
    ...ITEM,
    is_labor: "True",
    resource_code: "L1",
    resource_name: "Bricklayers",
    resource_unit: "person-hour",
    resource_quantity: "42",
    resource_cost_eur: "1260",
  },
  {
    ...ITEM,
    is_machine: "True",
    resource_code: "M1",
    resource_name: "Crane",
    resource_unit: "machine-hour",
    resource_quantity: "3",
    resource_price_per_unit_eur_current: "50",
  },
  {
    ...ITEM,
    is_material: "True",
    resource_code: "R1",
    resource_name: "Bricks",
    resource_unit: "1000 pcs",
    resource_quantity: "5.2",
    resource_price_per_unit_eur_current: "500",
    resource_cost_eur: "2600",
  },
  {
    ...ITEM,
    is_material: "True",
    resource_code: "R2",
    resource_name: "Mortar",
    resource_unit: "m3",
    resource_quantity: "2.5",
    resource_price_per_unit_eur_current: "80",
    resource_cost_eur: "2.0E2",
  },
];

async function read(name: string, content: string | Buffer) {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  const items: WorkItem[] = [];
  const words = new Map<string, number[]>();
  const tally = await readApart(file, {
    items: (some) => void items.push(...some),
    words: (some) => {
      for (const { word, items: numbers } of some) words.set(word, numbers);
    },
  });
  return { items, words, tally };
}

const csv = (rows: SampleRow[]) => [...sampleCsv(rows)].join("");

describe("a work item", () => {
  it("is all rows of its rate code, with every cost once", async () => {
    const { items, tally, words } = await read("wall.csv", csv(WALL));
    expect(tally).toMatchObject({ rows: 5, items: 1, resources: 4, problemCount: 0 });
    expect(items).toMatchObject([
      {
        rateCode: "WALL_24",
        priceUnit: "m2",
        unitScale: "100",
        labourHours: "42",
        labourCost: "1260",
        machineHours: "3",
        machineCost: "150",
        materialCost: "2800",
        otherCost: "90",
        total: "4300",
        composition: "1. Setting out. 2. Laying.",
      },
    ]);
    expect(items[0]?.resources.map(({ kind, cost }) => [kind, cost])).toEqual([
      ["labour", "1260"],
      ["machine", "150"],
      ["material", "2600"],
      ["material", "200"],
    ]);
    expect(words.get("masonry")).toEqual([1]);
    expect(words.get("brick")).toEqual([1]);
  });

  it("becomes a build-up per unit that gives its total back, as worked out by hand", async () => {
    const { items } = await read("wall.csv", csv(WALL));
    const item = items[0] as WorkItem;
    const terms = { unit: "m2", machines: "cost", exchange: "1.2", equipmentRate: "75" } as const;
    // Per m2, × 1.2: materials (2800 + 90) ÷ 100 = 28.90 → 34.68; machines 1.50 → 1.80 ÷ 75 = 0.024 h; labour 0.42 h.
    const built = buildUp(item, terms);
    expect(built).toMatchObject({ materialPrice: "34.68", labourHours: "0.42", equipmentHours: "0.024" });
    expect(built?.shown).toEqual({
      labourCost: "15.12",
      machineCost: "1.8",
      otherCost: "1.08",
      total: "51.6",
    });
    // 34.68 + 0.024 × 75 + 15.12 = 51.60.
    expect(sum([decimal("34.68"), decimal("0.024").times(75), decimal("15.12")]).toFixed()).toBe("51.6");
    expect(buildUp(item, { ...terms, machines: "hours" })?.equipmentHours).toBe("0.03");
    expect(buildUp(item, { ...terms, unit: "m3" })).toBeNull();
    // Cost that has no hours to carry it is not lost: 34.68 + 15.12, and machines without hours stay by their cost.
    expect(buildUp({ ...item, labourHours: "0" }, terms)?.materialPrice).toBe("49.8");
    expect(buildUp({ ...item, machineHours: "0" }, { ...terms, machines: "hours" })?.equipmentHours).toBe(
      "0.024",
    );
    expect(buildUp({ ...item, unitScale: "1", priceUnit: "t" }, { ...terms, unit: "kg" })?.labourHours).toBe(
      "0.042",
    );
  });

  it("is added up from its resources where the file has no totals", async () => {
    const bare = WALL.map((row) => ({
      ...Object.fromEntries(
        Object.entries(row).filter(([name]) => !/^(total_|labor_hours|cost_of)/.test(name)),
      ),
    }));
    const { items } = await read("bare.csv", csv(bare));
    expect(items[0]).toMatchObject({
      labourHours: "42",
      labourCost: "1260",
      machineCost: "150",
      materialCost: "2800",
      otherCost: "0",
      total: "4210",
    });
  });

  it("is read the same from a workbook and from a table with semicolons", async () => {
    const cells = [COLUMNS, ...WALL.map(cellsOf)].map((row) =>
      row.map((value) => (/^\d+(\.\d+)?$/.test(value) ? { value: Number(value) } : { value })),
    );
    const workbook = await writeXlsxFile(cells as never, {} as never);
    const bytes = await (workbook as unknown as { toBuffer?: () => Promise<Buffer> }).toBuffer?.();
    const plain = await read("wall.csv", csv(WALL));
    const read2 = await read("wall.xlsx", bytes ?? Buffer.alloc(0));
    expect(read2.items).toEqual(plain.items);
    const semicolons = csv(WALL)
      .replaceAll(",", ";")
      .replaceAll('"Brick wall; 24 cm"', '"Brick wall, 24 cm"')
      .replaceAll(";2.5;", ";2,5;");
    expect((await read("wall2.csv", semicolons)).items).toEqual(plain.items);
  });
});

describe("what is wrong", () => {
  it("with a row is listed with the row, and the rest is taken", async () => {
    const rows = [
      ...WALL,
      { ...ITEM, rate_code: "", resource_name: "Nobody's" },
      {
        ...ITEM,
        rate_code: "B",
        rate_unit: "machine-shift",
        resource_name: "X",
        resource_quantity: "viel",
        is_material: "1",
      },
      { ...ITEM, rate_code: "C", total_cost_per_position: "100" },
    ];
    const { items, tally } = await read("faults.csv", csv(rows));
    expect(tally.problems).toEqual([
      { row: 7, code: "code_missing", column: "rate_code", value: "" },
      { row: 8, code: "number_wrong", column: "resource_quantity", value: "viel" },
      { row: 8, code: "unit_unknown", column: "rate_unit", value: "machine-shift" },
      { row: 9, code: "parts_exceed_total", column: "total_cost_per_position", value: "4210 > 100" },
    ]);
    expect(items.map(({ rateCode, priceUnit, total }) => [rateCode, priceUnit, total])).toEqual([
      ["WALL_24", "m2", "4300"],
      ["B", null, "4300"],
      ["C", "m2", "4210"],
    ]);
  });

  it("with the file ends it, with the reason", async () => {
    const refused = (name: string, content: string | Buffer) =>
      read(name, content).then(
        () => "read",
        (error) => [error.code, error.values],
      );
    expect(await refused("other.csv", "a,b\n1,2\n")).toEqual([
      "columns",
      { columns: "rate_code, rate_unit, resource_name, resource_quantity" },
    ]);
    expect(
      await refused("apart.csv", csv([...WALL, { ...ITEM, rate_code: "B" }, WALL[1] as SampleRow])),
    ).toEqual(["apart", { code: "WALL_24", first: "2", row: "8" }]);
    expect(await refused("none.csv", csv([]))).toEqual(["empty", { row: "1" }]);
    expect(
      await refused("latin.csv", Buffer.from(csv(WALL).replace("Mortar", "M\u00f6rtel"), "latin1")),
    ).toEqual(["encoding", {}]);
    expect(await refused("quote.csv", csv(WALL).replace(",Mortar,", ',"Mor"tar,'))).toEqual([
      "csv",
      { row: "6" },
    ]);
    expect(await refused("broken.xlsx", Buffer.from("PK\u0003\u0004 and no more"))).toEqual(["workbook", {}]);
  });
});

it("units are read exactly, in the languages of the editions", () => {
  const cases: [string, string, string][] = [
    ["100 m3", "m3", "100"],
    ["1000 pcs", "pcs", "1000"],
    ["1 000 шт.", "pcs", "1000"],
    ["100 м²", "m2", "100"],
    ["t", "t", "1"],
    ["км", "m", "1000"],
    ["10 Stück", "pcs", "10"],
    ["ha", "m2", "10000"],
    ["100m2", "m2", "100"],
  ];
  for (const [text, unit, scale] of cases) expect([text, readUnit(text)]).toEqual([text, { unit, scale }]);
  for (const text of ["", "h", "machine-shift", "0 m2", "m2 per h"])
    expect([text, readUnit(text)]).toEqual([text, null]);
  expect(searchWords("Кладка стен — 砌砖墙 Größe C30/37")).toEqual([
    "кладка",
    "стен",
    "砌砖",
    "砖墙",
    "große",
    "c30",
    "37",
  ]);
});

it("the sample is the same in every run, and its sums hold", async () => {
  const { items, tally } = await read("sample.csv", [...sampleCsv(sampleRows(400))].join(""));
  expect(tally).toMatchObject({ items: 400, problemCount: 50 });
  for (const { total, labourCost, machineCost, materialCost, otherCost } of items)
    expect(sum([labourCost, machineCost, materialCost, otherCost].map(decimal)).toFixed()).toBe(
      decimal(total).toFixed(),
    );
});
