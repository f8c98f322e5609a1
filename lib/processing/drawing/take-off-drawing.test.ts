import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { ACadVersion } from "@node-projects/acad-ts";
import { afterAll, describe, expect, it } from "vitest";
import { takeOffDrawing } from "./take-off-drawing.ts";
import { dxf, type Group, insert, line, rectangle } from "./testing/dxf.ts";
import { sampleDwg as dwg } from "./testing/samples.ts";
import type { KnownMapping } from "./types.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "drawing-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
function written(bytes: Uint8Array, format: "dwg" | "dxf") {
  const file = path.join(folder, `${files++}.${format}`);
  writeFileSync(file, bytes);
  return { path: file, format, unit: null, known: [] as KnownMapping[] };
}

const DWG_VERSIONS = [
  ["2000", ACadVersion.AC1015],
  ["2004", ACadVersion.AC1018],
  ["2007", ACadVersion.AC1021],
  ["2010", ACadVersion.AC1024],
  ["2013", ACadVersion.AC1027],
  ["2018", ACadVersion.AC1032],
] as const;

describe("DWG", () => {
  it.each(DWG_VERSIONS)("of %s: layers, areas, inserts and the unit", async (_, version) => {
    const { takeoff, summary } = await takeOffDrawing(written(dwg(version), "dwg"));
    expect(summary).toMatchObject({ statedUnit: "cm", unread: 0 });
    expect(takeoff.schema).toBe(`DWG ${ACadVersion[version]}`);
    const on = (name: string) => summary.layers.find((layer) => layer.name === name);
    expect(on("A-WALL")?.length).toBeCloseTo(500 + 2 * 190, 6);
    expect(on("A-WALL")?.area).toBeCloseTo(4 * 450, 6);
    expect(on("ICE")).toMatchObject({ state: "frozen", hidden: 1, area: 0 });
    expect(on("SLAB")?.area).toBeCloseTo(91, 6);
    expect(summary.blocks).toMatchObject([{ name: "Leaf", inserts: 1 }]);
  });

  it("protected by a password is said to be", async () => {
    const bytes = dwg(ACadVersion.AC1018);
    bytes[0x18] = 1;
    await expect(takeOffDrawing(written(bytes, "dwg"))).rejects.toMatchObject({ code: "drawing_encrypted" });
  });

  it.each([
    ["drawing_empty", new Uint8Array()],
    ["drawing_garbage", new TextEncoder().encode("no drawing at all")],
    ["drawing_version_unsupported", new TextEncoder().encode(`AC1012${"\0".repeat(300)}`)],
    ["drawing_damaged", new TextEncoder().encode(`AC1032${"\0".repeat(300)}`)],
    ["drawing_damaged", dwg(ACadVersion.AC1032).subarray(0, 2000)],
  ] as const)("%s", async (code, bytes) => {
    await expect(takeOffDrawing(written(bytes, "dwg"))).rejects.toMatchObject({
      code,
      message: expect.stringMatching(/\w{3,}/),
    });
  });
});

describe("DXF", () => {
  it("has the same elements under the same ids each time", async () => {
    const bytes = dxf({
      insunits: 6,
      blocks: [{ name: "B", entities: [rectangle("0", [0, 0], 2, 1)] }],
      entities: [
        line("A-WALL", [0, 0], [3, 4]),
        insert("Decke", "B", [0, 0], { columns: 2, spacing: [5, 0] }),
      ],
    });
    const ids = async () =>
      (await takeOffDrawing(written(bytes, "dxf"))).takeoff.elements.map(({ globalId }) => globalId);
    const first = await ids();
    expect(first).toHaveLength(3);
    expect(new Set(first).size).toBe(3);
    expect(first[1]).toMatch(/^[0-9A-F]+\[0,0\]\/[0-9A-F]+$/);
    expect(await ids()).toEqual(first);
  });

  it("without handles, header or tables is read, or refused with a sentence", async () => {
    const bare: Group[] = [
      [0, "SECTION"],
      [2, "ENTITIES"],
      [0, "LINE"],
      [8, "A-WALL"],
      [10, 0],
      [20, 0],
      [11, 3],
      [21, 4],
      [0, "ENDSEC"],
      [0, "EOF"],
    ];
    const bytes = Buffer.from(`${bare.map(([code, value]) => `${code}\n${value}`).join("\n")}\n`);
    const taken = await takeOffDrawing(written(bytes, "dxf")).catch((error: unknown) => error);
    expect(taken).toSatisfy(
      (result: { code?: string; takeoff?: object }) =>
        result.code === "drawing_damaged" || result.takeoff !== undefined,
    );
  });

  it("ends by time, memory or a caller's word, and only its thread", async () => {
    const blocks = [{ name: "B0", entities: [line("0", [0, 0], [1, 0])] }];
    for (let i = 1; i <= 6; i++)
      blocks.push({
        name: `B${i}`,
        entities: Array.from({ length: 10 }, () => insert("0", `B${i - 1}`, [0, 0])),
      });
    const input = written(dxf({ blocks, entities: [insert("0", "B6", [0, 0])] }), "dxf");
    await expect(takeOffDrawing(input, { timeoutMs: 1 })).rejects.toMatchObject({ code: "drawing_timeout" });
    const stop = new AbortController();
    const taken = takeOffDrawing(input, { signal: stop.signal });
    stop.abort();
    await expect(taken).rejects.toMatchObject({ code: "drawing_cancelled" });
  });
});

const SHARED = path.resolve("../shared/data/cad");

describe("drawings of others", () => {
  const sample = (name: string) => path.join(SHARED, name);
  it.skipIf(!existsSync(sample("example_2018.dwg")))("a DWG with an entity of every kind", async () => {
    const { takeoff, summary } = await takeOffDrawing({
      path: sample("example_2018.dwg"),
      format: "dwg",
      unit: null,
      known: [],
    });
    expect(summary).toMatchObject({ statedUnit: "mm", version: "AC1032" });
    expect(summary.blocks.map(({ name, inserts }) => [name, inserts])).toEqual([
      ["bloko", 2],
      ["CIRKLO_PUNKTOJ", 8],
    ]);
    // No layer of it has a name that says anything.
    expect(takeoff.elements).toEqual([]);
  });

  it.skipIf(!existsSync(sample("api-cw750-details.dxf")))("a DXF of details, without a unit", async () => {
    const { takeoff, summary } = await takeOffDrawing({
      path: sample("api-cw750-details.dxf"),
      format: "dxf",
      unit: null,
      known: [
        {
          kind: "layer",
          normalisedName: "shape",
          mapping: {
            use: "element",
            ifc_class: "IfcMember",
            measure: "area",
            height_m: null,
            thickness_m: null,
            two_lines: false,
            material: "Aluminium",
            storey: null,
          },
        },
      ],
    });
    expect(summary.statedUnit).toBeNull();
    expect(takeoff.elements).toEqual([]);
    expect(takeoff.warnings.join()).toContain("does not state its unit");
    expect(summary.layers.filter(({ state }) => state === "off").length).toBeGreaterThan(8);
    expect(summary.layers.find(({ name }) => name === "SHAPE")).toMatchObject({ things: 83, closed: 72 });
  });
});
