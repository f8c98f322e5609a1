import { describe, expect, it } from "vitest";
import { headingsKey } from "./headings.ts";
import { type BillBasis, readBill } from "./read-bill.ts";
import type { BillMapping, Grid } from "./types.ts";

const NOTHING: BillBasis = { known: [], said: [] };
const grid = (rows: (string | number)[][], more: Partial<Grid> = {}): Grid => ({
  name: "LV",
  rows: rows.map((row) => row.map(String)),
  ...more,
});
const read = (rows: (string | number)[][], basis = NOTHING) => readBill([grid(rows)], "XLSX", basis);

const HEAD = ["Pos.", "Kurztext", "Menge", "Einheit", "EP", "GP"];

describe("a bill in German", () => {
  const bill = read([
    ["Leistungsverzeichnis Rohbau"],
    [],
    HEAD,
    ["01", "Betonarbeiten"],
    ["01.0010", "Stahlbetonwand C30/37, d = 24 cm", "1.234,50", "m²", "85,00", "104.932,50"],
    ["01.0020", "Betonstahl B500B", "12,5", "t", "", ""],
    ["01.0030", "Baustelleneinrichtung", "1", "psch", "", ""],
    ["", "Zwischensumme", "", "", "", "104.932,50"],
    HEAD,
    ["02", "Ausbau"],
    ["02.0010", "Innentür Holz 0,885 × 2,01", "2", "Stk", "", ""],
    ["02.0020", "Estrich", "siehe Plan", "m2", "", ""],
    ["02.0030", "Bedarfsposition: Estrich nachbehandeln", "10", "m2", "", ""],
    ["02.0040", "Vorhalten", "4", "Wo", "", ""],
  ]);
  const [sheet] = bill.summary.sheets;

  it("finds the headings and what the columns hold", () => {
    expect(sheet).toMatchObject({ headingRow: 3, problem: null });
    expect(sheet?.applied).toEqual({
      mapping: {
        roles: ["item", "description", "quantity", "unit", "rate", "amount"],
        decimal: null,
      },
      confirmed: false,
    });
  });

  it("makes an element of each row with a quantity, one for each piece, by the item's number", () => {
    const wall = bill.takeoff.elements[0];
    expect(wall).toMatchObject({
      globalId: "LV/01.0010",
      ifcClass: "IfcWall",
      name: "Stahlbetonwand C30/37, d = 24 cm",
      typeName: "01 Betonarbeiten",
      quantities: { areaM2: 1234.5 },
      sources: { areaM2: "low_confidence" },
      materials: [{ name: "Stahlbetonwand C30/37, d = 24 cm", thicknessM: 0.24, share: 1, uncounted: true }],
    });
    expect(
      bill.takeoff.elements.map(({ globalId, ifcClass, quantities }) => [globalId, ifcClass, quantities]),
    ).toEqual([
      ["LV/01.0010", "IfcWall", { areaM2: 1234.5 }],
      ["LV/01.0020", "IfcBuildingElementProxy", { weightKg: 12_500 }],
      ["LV/02.0010", "IfcDoor", {}],
      ["LV/02.0010 (2)", "IfcDoor", {}],
    ]);
  });

  it("lists each row that it cannot read, with the reason", () => {
    expect(
      sheet?.unreadRows.map(({ row, outcome }) => [row, outcome.kind === "unread" && outcome.reason]),
    ).toEqual([
      [7, "lump_sum"],
      [8, "subtotal"],
      [12, "quantity_text"],
      [13, "optional"],
      [14, "unit_unbuilt"],
    ]);
    expect(sheet).toMatchObject({ filled: 10, read: 3, sections: 2, unread: 5 });
    expect(bill.takeoff.warnings.join("\n")).toMatch(/headings alone: 1[\s\S]*could not be read[^:]*: 5/);
  });
});

describe("what columns are", () => {
  it.each([
    [
      ["Item No.", "Description", "Qty", "Unit", "Rate", "Amount"],
      ["item", "description", "quantity", "unit", "rate", "amount"],
    ],
    [
      ["OZ", "Leistungsbeschreibung", "LV-Menge", "ME", "Einheitspreis", "Gesamtpreis"],
      ["item", "description", "quantity", "unit", "rate", "amount"],
    ],
    [
      ["Level", "Type", "Material", "Area (m²)"],
      ["storey", "description", "material", "quantity"],
    ],
    [
      ["Ref", "Item description", "UoM", "Total quantity", "Unit price", "Total price"],
      ["item", "description", "unit", "quantity", "rate", "amount"],
    ],
  ])("%j", (headings, roles) => {
    const mapping = read([headings, ["1", "Concrete", "3", "m3", "2", "6"]]).summary.sheets[0]?.applied
      ?.mapping;
    expect(mapping?.roles.slice(0, headings.length)).toEqual(roles);
  });

  it("a schedule without a column of units has it in its heading", () => {
    const { takeoff } = read([
      ["Level", "Type", "Material", "Area (m²)"],
      ["EG", "Exterior wall", "Brick", "12.5"],
      ["OG", "Exterior wall", "Brick", "7.25"],
    ]);
    expect(takeoff.storeys.map(({ name }) => name)).toEqual(["EG", "OG"]);
    expect(takeoff.elements).toMatchObject([
      { ifcClass: "IfcWall", storey: 0, quantities: { areaM2: 12.5 }, materials: [{ name: "Brick" }] },
      { ifcClass: "IfcWall", storey: 1, quantities: { areaM2: 7.25 } },
    ]);
  });

  it("a schedule whose cells have their units with them", () => {
    const { takeoff } = read([
      ["Type", "Area"],
      ["Exterior wall", "12.50 m²"],
      ["Interior wall", "1,012.5 SF"],
    ]);
    expect(takeoff.elements.map(({ quantities }) => quantities)).toEqual([
      { areaM2: 12.5 },
      { areaM2: 94.064328 },
    ]);
  });

  it("a mapping that a person confirmed stands for the same headings, whatever their case", () => {
    const headings = ["A", "B", "C", "D"];
    const mapping: BillMapping = { roles: ["quantity", "unit", null, "description"], decimal: "comma" };
    const known = [{ headingsKey: headingsKey(headings), mapping }];
    const said = [{ name: "LV", use: true, headingRow: 1, mapping: null }];
    const { takeoff, summary } = read(
      [
        ["a ", "b", "C", "d"],
        ["1,250", "m3", "x", "Concrete"],
      ],
      { known, said },
    );
    expect(summary.sheets[0]).toMatchObject({ headingRow: 1, applied: { confirmed: true } });
    expect(takeoff.elements).toMatchObject([
      { quantities: { volumeM3: 1.25 }, sources: { volumeM3: "listed" } },
    ]);
  });

  it.each([
    ["no_headings", [["Concrete", "3", "m3"]]],
    [
      "no_unit",
      [
        ["Description", "Quantity"],
        ["Concrete", "3"],
      ],
    ],
    ["empty", [["Description", "Quantity", "Unit"]]],
  ])("nothing is read where it is not clear: %s", (problem, rows) => {
    const { takeoff, summary } = read(rows);
    expect(summary.sheets[0]?.problem).toBe(problem);
    expect(takeoff.elements).toEqual([]);
  });

  it("a hidden sheet is left out until a person takes it in", () => {
    const hidden = grid(
      [
        ["Description", "Qty", "Unit"],
        ["Concrete", "3", "m3"],
      ],
      { hidden: true },
    );
    expect(readBill([hidden], "XLSX", NOTHING).summary.sheets[0]).toMatchObject({
      problem: "hidden",
      read: 0,
    });
    const said = [{ name: "LV", use: true, headingRow: null, mapping: null }];
    expect(readBill([hidden], "XLSX", { known: [], said }).takeoff.elements).toHaveLength(1);
  });
});

describe("quantities", () => {
  const one = (quantity: string, unit: string, more: string[][] = []) => {
    const { takeoff, summary } = read([
      ["Description", "Qty", "Unit"],
      ["Concrete", quantity, unit],
      ...more,
    ]);
    const outcome = summary.sheets[0]?.rows[0]?.outcome;
    return outcome?.kind === "unread" ? outcome.reason : (takeoff.elements[0]?.quantities ?? null);
  };

  it.each([
    ["1 cy", { volumeM3: 0.764554857984 }],
    ["100 SF", { areaM2: 9.290304 }],
    ["10 l.f.", { lengthM: 3.048 }],
    ["2 lfm", { lengthM: 2 }],
    ["3,5 cbm", { volumeM3: 3.5 }],
    ["2 lb", { weightKg: 0.90718474 }],
    ["1.5 to", { weightKg: 1500 }],
    ["1 ton", "unit_ambiguous"],
    ["3 Mt.", "unit_ambiguous"],
    ["3 h", "unit_unbuilt"],
    ["1 LS", "lump_sum"],
    ["3 Stk.", {}],
    ["2.5 St", "pieces_fraction"],
    ["100000 nr", "pieces_many"],
    ["3 parsec", "unit_unknown"],
    ["-3 m3", "quantity_negative"],
    ["0 m3", "quantity_zero"],
    ["1e9999 m3", "quantity_text"],
    ["99999999999 m3", "quantity_large"],
    ["- m3", "no_quantity"],
    ["=? m3", "formula"],
    ["0,250 m3", { volumeM3: 0.25 }],
    ["12'345.67 m3", { volumeM3: 12_345.67 }],
    ["1.234'501.2 m3", "quantity_text"],
    ["1,234,5 m3", "quantity_text"],
    ["1 234,5 m3", { volumeM3: 1234.5 }],
    ["12.345.678 m3", { volumeM3: 12_345_678 }],
    ["1,234 m3", "number_ambiguous"],
  ])("%s", (text, expected) => {
    const at = text.lastIndexOf(" ");
    expect(one(text.slice(0, at), text.slice(at + 1))).toEqual(expected);
  });

  it("a mark that other rows show decides", () => {
    expect(one("1,234", "m3", [["Steel", "2,5", "t"]])).toEqual({ volumeM3: 1.234 });
    expect(one("1,234", "m3", [["Steel", "2.5", "t"]])).toEqual({ volumeM3: 1234 });
    expect(
      one("1,234", "m3", [
        ["Steel", "2.5", "t"],
        ["Steel", "2,5", "t"],
      ]),
    ).toBe("number_ambiguous");
  });
});

describe("what is beyond any bill", () => {
  it("is refused with what to do", () => {
    const many = Array.from({ length: 30 }, (_, n) => [`Door ${n}`, "10000", "pcs"]);
    expect(() => read([["Description", "Qty", "Unit"], ...many])).toThrow(
      /stand for more than 200,000.*split it/s,
    );
    expect(() => read([Array.from({ length: 300 }, () => "x")])).toThrow(/more than 200 columns/);
  });
});

describe("what a row's words say", () => {
  const reading = (description: string) => {
    const { summary } = read([HEAD, ["1", description, "4", "m3", "", ""]]);
    const outcome = summary.sheets[0]?.rows[0]?.outcome;
    return outcome?.kind === "unread" ? outcome.reason : outcome?.kind;
  };

  it.each([
    ["Subtotal shell", "subtotal"],
    ["Total wall area", "subtotal"],
    ["Collection page 12", "subtotal"],
    ["Collection", "subtotal"],
    ["Tax 7.7 %", "subtotal"],
    ["Contingency sum", "optional"],
    ["Contingencies", "optional"],
    ["Provisional sum: signage", "optional"],
    ["Rate only: rock excavation", "optional"],
    ["Collection chamber 600 mm", "read"],
    ["Total station set-up plinth", "read"],
    ["Tax-free vault door", "read"],
    ["Contingency exit sign", "read"],
    ["Provisional quantity: rock excavation", "read"],
  ])("%s: %s", (description, said) => {
    expect(reading(description)).toBe(said);
  });
});

describe("what a row is in the next version of its bill", () => {
  const idsOf = (rows: string[][]) =>
    read([HEAD, ...rows]).takeoff.elements.map(({ globalId, name }) => [globalId, name]);
  const wall = ["", "Brick wall, 24 cm", "12", "m3", "", ""];
  const slab = ["", "Concrete slab", "40", "m3", "", ""];

  it("stays the same when rows are put before it, with item numbers and without", () => {
    const added = ["", "Site hoarding", "80", "m", "", ""];
    const [, ...after] = idsOf([added, wall, slab, wall]);
    expect(after).toEqual(idsOf([wall, slab, wall]));
    expect(new Set(after.map(([id]) => id)).size).toBe(3);
  });

  it("goes by its words where sections count from A anew", () => {
    const section = (title: string, rows: string[][]) => [["", title, "", "", "", ""], ...rows];
    const shell = section("Shell", [["A", ...wall.slice(1)]]);
    const [, ...after] = idsOf([
      ...section("Site", [["A", "Hoarding", "80", "m", "", ""]]),
      ...shell,
      ["B", ...slab.slice(1)],
    ]);
    const before = idsOf([
      ...section("Preparation", [["A", "Clearing", "8", "m2", "", ""]]),
      ...shell,
      ["B", ...slab.slice(1)],
    ]).slice(1);
    expect(after).toEqual(before);
  });
});
