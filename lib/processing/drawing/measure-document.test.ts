import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Mapping } from "./mapping.ts";
import { measureDocument } from "./measure-document.ts";
import {
  arc,
  circle,
  type DxfDrawing,
  dxf,
  edgeHatch,
  ellipse,
  type Group,
  hatch,
  insert,
  line,
  point,
  polyline,
  rectangle,
  solid,
  spline,
  text,
} from "./testing/dxf.ts";
import type { KnownMapping } from "./types.ts";
import type { DrawingUnit } from "./units.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "drawing-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
function measured(
  drawing: DxfDrawing,
  { unit = null, known = [] }: { unit?: DrawingUnit | null; known?: KnownMapping[] } = {},
) {
  const file = path.join(folder, `${files++}.dxf`);
  writeFileSync(file, dxf(drawing));
  return measureDocument({ path: file, format: "dxf", unit, known });
}

const layerOf = (drawing: DxfDrawing, name = "X") => {
  const found = measured(drawing).summary.layers.find((layer) => layer.name === name);
  if (!found) throw new Error(`no layer ${name}`);
  return found;
};

const SPLINE_KNOTS = [0, 0, 0, 0, 1, 1, 1, 1];

describe("each kind of thing, in the drawing's units", () => {
  it.each<[string, Group[], number, number]>([
    ["a line", line("X", [1, 1], [4, 5]), 5, 0],
    ["an arc", arc("X", [0, 0], 2, 350, 80), Math.PI, 0],
    ["a circle", circle("X", [5, 5], 3), 6 * Math.PI, 9 * Math.PI],
    ["an ellipse", ellipse("X", [0, 0], 5, 3), 25.526998863398124, 15 * Math.PI],
    [
      "an open polyline",
      polyline(
        "X",
        [
          [0, 0],
          [3, 0],
          [3, 4],
        ],
        false,
      ),
      7,
      0,
    ],
    ["a closed polyline", rectangle("X", [10, 10], 6, 4), 20, 24],
    [
      "one that ends where it began",
      polyline(
        "X",
        [
          [0, 0],
          [3, 0],
          [3, 4],
          [0, 0],
        ],
        false,
      ),
      12,
      6,
    ],
    [
      "bulges: a square with a half circle on its side",
      polyline(
        "X",
        [
          [0, 0],
          [4, 0, 1],
          [4, 4],
          [0, 4],
        ],
        true,
      ),
      12 + 2 * Math.PI,
      16 + 2 * Math.PI,
    ],
    [
      "bulges inwards",
      polyline(
        "X",
        [
          [0, 0],
          [4, 0, -1],
          [4, 4],
          [0, 4],
        ],
        true,
      ),
      12 + 2 * Math.PI,
      16 - 2 * Math.PI,
    ],
    [
      "two half circles",
      polyline(
        "X",
        [
          [0, 0, 1],
          [2, 0, 1],
        ],
        true,
      ),
      2 * Math.PI,
      Math.PI,
    ],
    [
      "a mirrored one",
      polyline(
        "X",
        [
          [0, 0],
          [4, 0, 1],
          [4, 4],
          [0, 4],
        ],
        true,
        -1,
      ),
      12 + 2 * Math.PI,
      16 + 2 * Math.PI,
    ],
    // x = 3t, y = t³ scaled: a Bézier curve of four points on a straight line is that line.
    [
      "a straight spline",
      spline("X", 3, SPLINE_KNOTS, [
        [0, 0],
        [1, 1],
        [2, 2],
        [3, 3],
      ]),
      Math.hypot(3, 3),
      0,
    ],
    // The parabola y = x² from 0 to 1 as a quadratic Bézier curve; its length in closed form.
    [
      "a parabola",
      spline(
        "X",
        2,
        [0, 0, 0, 1, 1, 1],
        [
          [0, 0],
          [0.5, 0],
          [1, 1],
        ],
      ),
      Math.sqrt(5) / 2 + Math.asinh(2) / 4,
      0,
    ],
    ["a hatch with a hole", hatch("X", [square(0, 10), square(2, 3)]), 0, 91],
    ["one with an island in the hole", hatch("X", [square(0, 10), square(2, 5), square(3, 1)]), 0, 76],
    ["one that fills its outer ring only", hatch("X", [square(0, 10), square(2, 5), square(3, 1)], 1), 0, 75],
    ["one that ignores islands", hatch("X", [square(0, 10), square(2, 3)], 2), 0, 100],
    [
      "a solid",
      solid("X", [
        [0, 0],
        [4, 0],
        [0, 3],
        [4, 3],
      ]),
      0,
      12,
    ],
    ["a point", point("X", [1, 1]), 0, 0],
  ])("%s", (_, thing, length, area) => {
    const layer = layerOf({ entities: [thing] });
    expect(layer.things).toBe(1);
    expect(layer.length).toBeCloseTo(length, 6);
    expect(layer.area).toBeCloseTo(area, 6);
  });

  it("a hatch by edges, whichever way round each was stored", () => {
    const edge = (...[x1, y1, x2, y2]: number[]): Group[] => [
      [72, 1],
      [10, x1 ?? 0],
      [20, y1 ?? 0],
      [11, x2 ?? 0],
      [21, y2 ?? 0],
    ];
    // A square of 4 with a half circle of radius 2 on top, that edge clockwise; its first edge turned round as well.
    const halfCircle: Group[] = [
      [72, 2],
      [10, 2],
      [20, 4],
      [40, 2],
      [50, 180],
      [51, 360],
      [73, 0],
    ];
    const loop = [edge(4, 0, 0, 0), edge(4, 0, 4, 4), halfCircle, edge(0, 0, 0, 4)];
    expect(layerOf({ entities: [edgeHatch("X", loop)] }).area).toBeCloseTo(16 + 2 * Math.PI, 6);
  });

  it("a hatch bounded by an ellipse, upright or not", () => {
    const elliptic = (x: number, y: number): Group[] => [
      [72, 3],
      [10, 7],
      [20, 9],
      [11, x],
      [21, y],
      [40, 0.6],
      [50, 0],
      [51, 360],
      [73, 1],
    ];
    for (const [x, y] of [
      [5, 0],
      [0, 5],
      [3, 4],
    ] as const)
      expect(layerOf({ entities: [edgeHatch("X", [elliptic(x, y)])] }).area).toBeCloseTo(15 * Math.PI, 6);
  });

  it("texts are nothing that is built, and paper space shows the model again", () => {
    const { summary } = measured({
      entities: [text("X", [0, 0], "Flur")],
      paper: [line("X", [0, 0], [1, 0])],
    });
    expect(summary).toMatchObject({ annotations: 1, paperSpace: 1, layers: [] });
  });

  it("far from the origin, as national coordinates are", () => {
    const layer = layerOf({
      insunits: 4,
      entities: [rectangle("X", [3_512_345_678, 5_412_345_678], 6000, 4000)],
    });
    expect(layer.area).toBeCloseTo(24e6, 3);
  });
});

/** A square with one corner at (at, at). */
function square(at: number, side: number): [number, number][] {
  return [
    [at, at],
    [at + side, at],
    [at + side, at + side],
    [at, at + side],
  ];
}

describe("what stands on a layer twice is counted once", () => {
  it("a hatch in its outline", () => {
    const layer = layerOf({ entities: [rectangle("X", [0, 0], 10, 10), hatch("X", [square(0, 10)])] });
    expect(layer).toMatchObject({ area: 100, doubled: 1, length: 40 });
  });

  it("the outline of a hole", () => {
    const layer = layerOf({
      entities: [
        hatch("X", [square(0, 10), square(2, 3)]),
        rectangle("X", [2, 2], 3, 3),
        rectangle("X", [0, 0], 10, 10),
      ],
    });
    expect(layer).toMatchObject({ area: 91, doubled: 2 });
  });

  it("a pattern over a fill, but not fills of other outlines or layers", () => {
    const twice = [hatch("X", [square(0, 10)]), hatch("X", [square(0, 10)])];
    expect(layerOf({ entities: twice })).toMatchObject({ area: 100, doubled: 1 });
    expect(layerOf({ entities: [...twice, hatch("X", [square(20, 10)])] }).area).toBe(200);
    expect(layerOf({ entities: [rectangle("Y", [0, 0], 10, 10), hatch("X", [square(0, 10)])] }).area).toBe(
      100,
    );
    expect(
      layerOf({ entities: [rectangle("Y", [0, 0], 10, 10), hatch("X", [square(0, 10)])] }, "Y").area,
    ).toBe(100);
  });
});

const known = (kind: "layer" | "block", normalisedName: string, mapping: Mapping): KnownMapping => ({
  kind,
  normalisedName,
  mapping,
});
const element = (measure: Extract<Mapping, { use: "element" }>["measure"], more = {}): Mapping => ({
  use: "element",
  ifc_class: "IfcWall",
  measure,
  height_m: null,
  thickness_m: null,
  two_lines: false,
  material: null,
  storey: null,
  ...more,
});

describe("units", () => {
  const cases: [string, number, number][] = [
    ["mm", 4, 0.001],
    ["cm", 5, 0.01],
    ["m", 6, 1],
    ["in", 1, 0.0254],
    ["ft", 2, 0.3048],
    ["US survey feet", 21, 1200 / 3937],
  ];
  it.each(cases)("%s", (_, insunits, metres) => {
    const of = (measure: "length" | "area") =>
      measured(
        { insunits, entities: [rectangle("X", [0, 0], 300, 200)] },
        { known: [known("layer", "x", element(measure))] },
      ).takeoff.elements[0]?.quantities;
    expect(of("length")?.lengthM).toBeCloseTo(1000 * metres, 9);
    expect(of("area")?.areaM2).toBeCloseTo(60_000 * metres * metres, 9);
  });

  it.each([undefined, 0])(
    "none stated (%s): nothing has a length, until a person says the unit",
    (insunits) => {
      const drawing = {
        ...(insunits !== undefined && { insunits }),
        entities: [line("X", [0, 0], [300, 0]), point("P", [0, 0])],
      };
      const mappings = [known("layer", "x", element("length")), known("layer", "p", element("count"))];
      const { takeoff, summary } = measured(drawing, { known: mappings });
      expect(summary.statedUnit).toBeNull();
      expect(takeoff.elements.map(({ typeName }) => typeName)).toEqual(["P"]);
      expect(takeoff.warnings.join()).toContain("does not state its unit");
      const said = measured(drawing, { known: mappings, unit: "cm" }).takeoff;
      expect(said.elements[0]?.quantities.lengthM).toBeCloseTo(3, 9);
      expect(said.warnings.join()).not.toContain("unit");
    },
  );
});

describe("blocks", () => {
  /** A leaf of 2 × 1 on layer 0, and a line of 3 on its own layer. */
  const leaf = {
    name: "LEAF",
    base: [1, 0] as const,
    entities: [rectangle("0", [0, 0], 2, 1), line("L", [0, 0], [3, 0])],
  };
  const row = {
    name: "ROW",
    entities: [insert("0", "LEAF", [0, 0]), insert("0", "LEAF", [5, 0], { scale: [-2, 2] })],
  };

  it("nested, scaled, rotated and mirrored: layer 0 is that of the insert", () => {
    const { layers, blocks } = measured({
      blocks: [leaf, row],
      entities: [insert("X", "ROW", [100, 100], { scale: [3, -3], rotation: 30 })],
    }).summary;
    const on = (name: string) => layers.find((layer) => layer.name === name);
    // The leaves are scaled by 3 and by 2 × 3.
    expect(on("X")?.area).toBeCloseTo(2 * 9 + 2 * 36, 6);
    expect(on("X")?.length).toBeCloseTo(6 * 3 + 6 * 6, 6);
    expect(on("L")?.length).toBeCloseTo(3 * 3 + 3 * 6, 6);
    expect(on("X")?.count).toBe(1);
    expect(blocks.map(({ name, inserts }) => [name, inserts])).toEqual([
      ["ROW", 1],
      ["LEAF", 2],
    ]);
    expect(blocks[0]?.area).toBeCloseTo(blocks[1]?.area ?? 0, 6);
  });

  it("scaled otherwise across than along: a circle is an ellipse", () => {
    const round = { name: "ROUND", entities: [circle("0", [0, 0], 1)] };
    const { layers } = measured({
      blocks: [round],
      entities: [insert("X", "ROUND", [0, 0], { scale: [5, 3], rotation: 45 })],
    }).summary;
    expect(layers[0]?.area).toBeCloseTo(15 * Math.PI, 6);
    expect(layers[0]?.length).toBeCloseTo(25.526998863398124, 6);
  });

  it("arrays", () => {
    const { takeoff, summary } = measured(
      {
        insunits: 6,
        blocks: [leaf],
        entities: [insert("X", "LEAF", [0, 0], { columns: 3, rows: 2, spacing: [10, 10] })],
      },
      { known: [known("block", "leaf", element("area"))] },
    );
    expect(takeoff.elements).toHaveLength(6);
    expect(takeoff.elements[5]?.globalId).toMatch(/\[2,1\]$/);
    expect(takeoff.elements.every(({ quantities }) => quantities.areaM2 === 2)).toBe(true);
    // What is mapped by its block is no layer's.
    expect(summary.layers).toEqual([]);
  });

  it("a block that is left out, and one that holds another that is mapped", () => {
    const drawing = { insunits: 6, blocks: [leaf, row], entities: [insert("X", "ROW", [0, 0])] };
    const leaves = known("block", "leaf", element("count"));
    expect(measured(drawing, { known: [leaves] }).takeoff.elements).toHaveLength(2);
    const out = known("block", "row", { use: "leave_out" });
    expect(measured(drawing, { known: [leaves, out] }).takeoff.elements).toEqual([]);
    const whole = measured(drawing, { known: [leaves, known("block", "row", element("length"))] }).takeoff;
    expect(whole.elements).toHaveLength(1);
    expect(whole.elements[0]?.quantities.lengthM).toBeCloseTo(6 + 3 + 12 + 6, 9);
  });

  it("a layer that is counted takes an insert as one", () => {
    const { takeoff } = measured(
      {
        insunits: 6,
        blocks: [leaf],
        entities: [insert("X", "LEAF", [0, 0]), insert("X", "LEAF", [9, 0]), point("X", [0, 0])],
      },
      { known: [known("layer", "x", element("count"))] },
    );
    expect(takeoff.elements.map(({ name }) => name).sort()).toEqual(["LEAF", "LEAF", "X"]);
  });

  it("one within itself is refused", () => {
    const own = { name: "OWN", entities: [insert("0", "OWN", [1, 0])] };
    expect(() => measured({ blocks: [own], entities: [insert("0", "OWN", [0, 0])] })).toThrow(
      expect.objectContaining({ code: "drawing_nested_too_deep" }),
    );
  });

  it("blocks of blocks of blocks that come to too many are refused", () => {
    const blocks = [{ name: "B0", entities: [point("0", [0, 0])] }];
    for (let i = 1; i <= 8; i++)
      blocks.push({
        name: `B${i}`,
        entities: Array.from({ length: 10 }, () => insert("0", `B${i - 1}`, [0, 0])),
      });
    expect(() => measured({ blocks, entities: [insert("0", "B8", [0, 0])] })).toThrow(
      expect.objectContaining({ code: "drawing_too_many" }),
    );
  });
});

it("layers that are off or frozen are not counted", () => {
  const { layers } = measured({
    layers: [{ name: "OFF", color: -3 }, { name: "ICE", flags: 1 }, { name: "ON" }],
    blocks: [{ name: "B", entities: [line("0", [0, 0], [1, 0]), line("ON", [0, 0], [2, 0])] }],
    entities: [
      line("OFF", [0, 0], [9, 0]),
      line("ICE", [0, 0], [9, 0]),
      insert("OFF", "B", [0, 0]),
      insert("ICE", "B", [0, 0]),
    ],
  }).summary;
  const found = layers.map(({ name, state, hidden, length }) => [name, state, hidden, length]);
  expect(found).toContainEqual(["OFF", "off", 2, 0]);
  expect(found).toContainEqual(["ICE", "frozen", 2, 0]);
  // An insert on a layer that is off is still drawn where it has layers of its own; a frozen one is not.
  expect(found).toContainEqual(["ON", "on", 0, 2]);
});

describe("mappings", () => {
  const drawing: DxfDrawing = {
    insunits: 4,
    entities: [
      line("ground|A-WALL", [0, 0], [5000, 0]),
      rectangle("SLAB-20", [0, 0], 6000, 4000),
      line("Z", [0, 0], [1, 0]),
    ],
  };

  it("by name only: of low confidence, and said", () => {
    const { takeoff, summary } = measured(drawing);
    expect(takeoff.elements.map(({ ifcClass, sources }) => [ifcClass, sources])).toEqual([
      [
        "IfcWall",
        {
          count: "low_confidence",
          lengthM: "low_confidence",
          areaM2: "low_confidence",
          volumeM3: "low_confidence",
        },
      ],
      ["IfcSlab", { count: "low_confidence", areaM2: "low_confidence", volumeM3: "low_confidence" }],
    ]);
    expect(takeoff.warnings.join("\n")).toMatch(/names alone: 2[\s\S]*taken for nothing[\s\S]*: 1/);
    expect(summary.layers.find(({ name }) => name === "Z")?.applied).toBeNull();
  });

  it("as confirmed: drawn, with what was said of heights, faces, storey and material", () => {
    const wall = element("length_height_thickness", {
      height_m: 2.5,
      thickness_m: 0.24,
      two_lines: true,
      storey: "EG",
      material: "Brick",
    });
    const { takeoff } = measured(drawing, { known: [known("layer", "a-wall", wall)] });
    expect(takeoff.storeys.map(({ name }) => name)).toEqual(["EG"]);
    expect(takeoff.elements[0]).toMatchObject({
      storey: 0,
      quantities: { lengthM: 2.5, areaM2: 6.25, volumeM3: 1.5 },
      sources: { count: "drawn", lengthM: "drawn", areaM2: "drawn", volumeM3: "drawn" },
      materials: [{ name: "Brick", thicknessM: 0.24, share: 1 }],
    });
  });

  it.each<[Mapping, object]>([
    [element("area"), { areaM2: 24 }],
    [element("area_thickness", { thickness_m: 0.2 }), { areaM2: 24, volumeM3: 24 * 0.2 }],
    [element("area_height", { height_m: 3 }), { volumeM3: 72 }],
    [element("length"), { lengthM: 20 }],
    [element("length_height", { height_m: 3 }), { lengthM: 20, areaM2: 60 }],
    [element("count"), {}],
  ])("%o", (mapping, quantities) => {
    const { takeoff } = measured(drawing, { known: [known("layer", "slab-20", mapping)] });
    const slab = takeoff.elements.find(({ name }) => name === "SLAB-20");
    expect(slab?.quantities).toEqual(
      Object.fromEntries(Object.entries(quantities).map(([key, value]) => [key, expect.closeTo(value, 9)])),
    );
  });

  it("things that lack what is measured are said, not counted", () => {
    const { takeoff, summary } = measured(drawing, { known: [known("layer", "a-wall", element("area"))] });
    expect(takeoff.elements.map(({ name }) => name)).toEqual(["SLAB-20"]);
    expect(summary.layers[0]?.without).toBe(1);
    expect(takeoff.warnings.join()).toContain("lack what is measured");
  });
});
