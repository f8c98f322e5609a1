import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { takeOffPdf } from "./take-off-pdf.ts";
import { line, makePdf, streamOf, text } from "./testing/make-pdf.ts";
import { type SampleRow, samplePdfBill } from "./testing/sample-bill.ts";
import { samplePlan } from "./testing/sample-plan.ts";
import { sampleScan } from "./testing/sample-scan.ts";
import type { PdfInput, TakenOffPdf } from "./worker-protocol.ts";

const ROWS: readonly SampleRow[] = [
  ["", "SUBSTRUCTURE", "", ""],
  [
    "1.1",
    ["Reinforced concrete C30/37 in strip", "foundations, cast against earth"],
    "45.25",
    "m3",
    "210.00",
  ],
  ["1.2", "Brick wall, 240 mm thick", "1,250.00", "m2", "88.00"],
  ["1.3", "Steel beam HEA 200", "3,500", "kg", "2.90"],
];

async function takenOff(bytes: Buffer, more: Partial<PdfInput> = {}): Promise<TakenOffPdf> {
  const file = path.join(os.tmpdir(), `${randomUUID()}.pdf`);
  await writeFile(file, bytes);
  try {
    return await takeOffPdf({ path: file, scale: null, known: [], bill: { known: [], said: [] }, ...more });
  } finally {
    await rm(file, { force: true });
  }
}

const amounts = ({ takeoff }: TakenOffPdf) =>
  takeoff.elements.map(({ ifcClass, name, quantities }) => [ifcClass, name, quantities]);

describe("a bill of quantities", { timeout: 60_000 }, () => {
  const once = [
    [
      "IfcFooting",
      "Reinforced concrete C30/37 in strip foundations, cast against earth",
      { volumeM3: 45.25 },
    ],
    ["IfcWall", "Brick wall, 240 mm thick", { areaM2: 1250 }],
    ["IfcBeam", "Steel beam HEA 200", { weightKg: 3500 }],
  ];

  it.each([
    ["in open columns", false],
    ["in a ruled grid", true],
  ])("%s gives its rows, texts of several lines whole", async (_name, ruled) => {
    const taken = await takenOff(samplePdfBill([ROWS], { ruled }));
    expect(amounts(taken)).toEqual(once);
    expect(taken.drawing).toBeNull();
    expect(taken.bill?.sheets).toMatchObject([{ name: "p. 1", problem: null, read: 3, unread: 0 }]);
  });

  it("goes on over pages that repeat its headings", async () => {
    const taken = await takenOff(samplePdfBill([ROWS, ROWS.slice(1)], { ruled: true }));
    expect(amounts(taken)).toEqual([...once, ...once]);
    expect(taken.bill?.sheets).toMatchObject([{ name: "p. 1–2", read: 6, unread: 0 }]);
  });

  it("is read upright from a page that is shown turned", async () => {
    // Written along the left edge, and the page turned so that it is read level.
    const turned = makePdf({
      pages: [
        {
          entries: "/Rotate 90",
          content: [
            ["Item", "Description", "Quantity", "Unit"],
            ["1", "Concrete slab", "12.5", "m3"],
            ["2", "Brick wall", "30", "m2"],
          ]
            .flatMap((cells, row) =>
              cells.map(
                (cell, i) =>
                  `BT /F1 9 Tf 0 1 -1 0 ${100 + row * 16} ${[60, 120, 400, 480][i]} Tm (${cell}) Tj ET\n`,
              ),
            )
            .join(""),
        },
      ],
    });
    const taken = await takenOff(turned);
    expect(amounts(taken)).toEqual([
      ["IfcSlab", "Concrete slab", { volumeM3: 12.5 }],
      ["IfcWall", "Brick wall", { areaM2: 30 }],
    ]);
  });

  it("reads two tables of a page, each by its own columns", async () => {
    const table = (y: number, rows: readonly string[][], at: readonly number[]) =>
      rows
        .map((cells, row) => cells.map((cell, i) => text(at[i] ?? 0, y - row * 16, cell)).join(""))
        .join("");
    const taken = await takenOff(
      makePdf({
        pages: [
          {
            content:
              table(
                780,
                [
                  ["Pos.", "Text", "Menge", "Einheit"],
                  ["1", "Stahlbetondecke", "12,5", "m3"],
                ],
                [40, 90, 380, 460],
              ) +
              table(
                600,
                [
                  ["Description", "Unit", "Quantity"],
                  ["Timber door", "pcs", "3"],
                ],
                [40, 250, 420],
              ),
          },
        ],
      }),
    );
    expect(amounts(taken).map(([ifcClass]) => ifcClass)).toEqual([
      "IfcSlab",
      "IfcDoor",
      "IfcDoor",
      "IfcDoor",
    ]);
    expect(taken.takeoff.elements[0]?.quantities).toEqual({ volumeM3: 12.5 });
  });
});

describe("a plan", { timeout: 60_000 }, () => {
  it("is measured by layer at the scale that it states; a hole is no slab", async () => {
    const { takeoff, drawing, bill } = await takenOff(samplePlan());
    expect(bill).toBeNull();
    expect(drawing).toMatchObject({ statedScale: 100, statedUnit: "mm", version: "PDF 1.7" });
    expect(drawing?.layers.map(({ name, length, area }) => [name, length, area])).toEqual([
      ["A-WALL-Brick", 20_000, 0],
      // 60 m² less 2 m².
      ["Decke Stahlbeton", 0, 58_000_000],
      ["A-DIMS", 10_000, 0],
    ]);
    expect(
      takeoff.elements.map(({ ifcClass, quantities, sources }) => [ifcClass, quantities, sources]),
    ).toEqual([
      ...Array.from({ length: 2 }, () => [
        "IfcWall",
        { lengthM: 10, areaM2: 30, volumeM3: 6 },
        {
          count: "low_confidence",
          lengthM: "low_confidence",
          areaM2: "low_confidence",
          volumeM3: "low_confidence",
        },
      ]),
      ["IfcSlab", { areaM2: 58, volumeM3: expect.closeTo(11.6, 9) }, expect.anything()],
    ]);
  });

  it.each([
    ["M 1:50", 50],
    ["Maßstab 1 : 200", 200],
    ["1:20", 20],
    [`Scale: 1/8" = 1'-0"`, 96],
    // A1 is two steps larger than A3, three than A4: √2³ of it.
    ["1:100 @ A1", 100 * Math.SQRT2 ** 3],
    ["Mortar 1:3, slope 1:80", null],
  ])("states %s", async (scale, expected) => {
    const { drawing } = await takenOff(samplePlan({ scale }));
    if (expected === null) expect(drawing).toBeNull();
    else expect(drawing?.statedScale).toBeCloseTo(expected, 6);
  });

  it.each([
    [
      "in the page",
      "/VP[<</Type/Viewport/BBox[0 0 842 595]/Measure<</Type/Measure/Subtype/RL/R(1:100)/X[<</U(m)/C 0.0352778>>]/D[]/A[]>>>>]",
    ],
    ["in objects of their own", "/VP[<</Type/Viewport/BBox[0 0 842 595]/Measure 20 0 R>>]"],
  ])("states it in a measurement dictionary, %s", async (_name, entries) => {
    const { drawing } = await takenOff(samplePlan({ scale: "", entries }));
    expect(drawing?.statedScale).toBeCloseTo(100, 2);
  });

  it("has no lengths without a scale, and has them by the one that is said", async () => {
    // Twenty more lines: what has no scale is a drawing by its lines alone.
    const bytes = makePdf({
      pages: [
        {
          content: Array.from({ length: 20 }, (_, i) => line(100, 100 + i * 9, 100 + 72, 100 + i * 9)).join(
            "",
          ),
        },
      ],
    });
    const none = await takenOff(bytes);
    expect(none.drawing).toMatchObject({ statedScale: null, statedUnit: null });
    expect(none.drawing?.layers[0]?.length).toBeCloseTo(20 * 25.4, 4);
    expect(none.takeoff.warnings).toContainEqual(expect.stringContaining("state no scale"));
    const said = await takenOff(bytes, { scale: 50 });
    expect(said.drawing?.statedUnit).toBe("mm");
    expect(said.drawing?.layers[0]?.length).toBeCloseTo(20 * 25.4 * 50, 3);
  });

  it("leaves a page its own scale where one is said for another", async () => {
    const lines = Array.from({ length: 20 }, (_, i) => line(100, 100 + i * 9, 100 + 72, 100 + i * 9)).join(
      "",
    );
    const bytes = makePdf({
      pages: [{ content: `${lines}${text(100, 40, "Scale 1:100")}` }, { content: lines }],
    });
    const { drawing } = await takenOff(bytes, { scale: 50 });
    expect(drawing?.layers[0]?.length).toBeCloseTo(20 * 25.4 * (100 + 50), 3);
    const { drawing: all } = await takenOff(samplePlan(), { scale: 50 });
    expect(all?.layers.find(({ name }) => name === "A-DIMS")?.length).toBeCloseTo(5000, 3);
  });

  it("tells layers apart by colour and width where it has none, and takes nothing off by that", async () => {
    const { drawing, takeoff } = await takenOff(samplePlan({ layers: false }));
    expect(drawing?.layers.map(({ name }) => name)).toEqual([
      "#000000 0.5 mm",
      "#cccccc fill",
      "#ff0000 0.18 mm",
    ]);
    expect(takeoff.elements).toEqual([]);
  });

  it("leaves out what is on a layer that is off", async () => {
    const { drawing, takeoff } = await takenOff(samplePlan({ off: true }));
    expect(drawing?.layers[0]).toMatchObject({ name: "A-WALL-Brick", state: "off", hidden: 2, length: 0 });
    expect(takeoff.elements.map(({ ifcClass }) => ifcClass)).toEqual(["IfcSlab"]);
  });

  it("takes off what a person confirmed of a colour", async () => {
    const { takeoff } = await takenOff(samplePlan({ layers: false }), {
      known: [
        {
          kind: "layer",
          normalisedName: "#cccccc fill",
          mapping: {
            use: "element",
            ifc_class: "IfcSlab",
            measure: "area",
            height_m: null,
            thickness_m: null,
            two_lines: false,
            material: null,
            storey: "Ground floor",
          },
        },
      ],
    });
    expect(takeoff.elements).toMatchObject([
      { ifcClass: "IfcSlab", quantities: { areaM2: 58 }, sources: { areaM2: "drawn" }, storey: 0 },
    ]);
    expect(takeoff.storeys.map(({ name }) => name)).toEqual(["Ground floor"]);
  });

  it("measures what stands in a form, by the form's own matrix, and curves by their length", async () => {
    // A quarter of a circle of 10 mm, as a Bézier curve, at twice its size in a form.
    const k = 0.5522847498;
    const form = Buffer.from(`10 0 m 10 ${10 * k} ${10 * k} 10 0 10 c S`);
    const mm = 72 / 25.4;
    const bytes = makePdf({
      pages: [{ content: `q ${mm} 0 0 ${mm} 200 200 cm /Fm1 Do Q ${text(50, 50, "Scale 1:100")}` }],
      objects: { 10: streamOf(form, "/Type/XObject/Subtype/Form/BBox[0 0 20 20]/Matrix[2 0 0 2 0 0]") },
      resources: "/XObject<</Fm1 10 0 R>>",
    });
    const { drawing } = await takenOff(bytes);
    // 20 mm on paper, 2 m built: a quarter of 2π·2 m; the curve's own error is some 0.03 %.
    expect((drawing?.layers[0]?.length ?? 0) / 1000).toBeCloseTo(Math.PI, 2);
  });
});

describe("what is neither", { timeout: 60_000 }, () => {
  it("says of a scan that it is one, and what to do", async () => {
    await expect(takenOff(sampleScan())).rejects.toMatchObject({
      code: "pdf_scan",
      message: expect.stringContaining("This PDF is a scan"),
    });
  });

  it("says of a letter that nothing is in it", async () => {
    const { takeoff, bill, drawing } = await takenOff(
      makePdf({ pages: [{ content: text(60, 700, "Dear Sir or Madam, the works begin in May.") }] }),
    );
    expect([takeoff.elements, bill, drawing]).toEqual([[], null, null]);
    expect(takeoff.warnings).toEqual([
      expect.stringContaining("neither a table with quantities nor a drawing"),
    ]);
  });

  it("refuses one behind a password", async () => {
    const bytes = makePdf({ pages: [{ content: text(60, 700, "x") }] });
    const id = "0".repeat(32);
    const locked = Buffer.from(
      bytes
        .toString("latin1")
        .replace(
          "/Root 1 0 R",
          `/Root 1 0 R/ID[<${id}><${id}>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<${"11".repeat(32)}>/U<${"22".repeat(32)}>>>`,
        ),
      "latin1",
    );
    await expect(takenOff(locked)).rejects.toMatchObject({ code: "pdf_encrypted" });
  });

  it.each([
    ["nothing", Buffer.alloc(0)],
    ["words", Buffer.from("%PDF-1.7 and no more")],
    ["half a document", samplePdfBill([ROWS]).subarray(0, 300)],
  ])("refuses %s", async (_name, bytes) => {
    await expect(takenOff(bytes)).rejects.toMatchObject({ code: "pdf_damaged" });
  });

  it("stops at a stream that unpacks to gigabytes", async () => {
    const zeros = deflateSync(Buffer.alloc(140 << 20, 0x20));
    const bytes = makePdf({
      pages: [{ content: "/Fm1 Do" }],
      objects: { 10: streamOf(zeros, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Filter/FlateDecode") },
      resources: "/XObject<</Fm1 10 0 R>>",
    });
    await expect(takenOff(bytes)).rejects.toMatchObject({ code: "pdf_out_of_memory" });
  });

  const schedule = path.resolve("../shared/data/cad/schedule.pdf");
  it.skipIf(!existsSync(schedule))(
    "reads a building programme's rows, and takes no bar of it for a building (skipped without the shared data)",
    async () => {
      const { takeoff, bill, drawing } = await takenOff(await readFile(schedule));
      expect(takeoff.elements).toEqual([]);
      expect(drawing?.statedScale).toBeNull();
      expect(drawing?.layers.reduce((sum, { things }) => sum + things, 0)).toBeGreaterThan(80_000);
      expect(bill?.sheets.every(({ read }) => read === 0)).toBe(true);
    },
  );
});
