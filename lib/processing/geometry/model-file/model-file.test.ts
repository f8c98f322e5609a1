import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TakeoffElement } from "#lib/processing/types.ts";
import type { Engine } from "../engine.ts";
import { startEngine } from "../engine.ts";
import { extract } from "../extract.ts";
import { signedVolume } from "../mesh/measure-mesh.ts";
import type { Solid } from "../mesh/measure-solid.ts";
import { takeOffWithModel } from "../take-off.ts";
import { fixtureFolder, IfcText, siUnits } from "../testing/ifc-text.ts";
import { ModelMaker } from "./model-maker.ts";
import { partName } from "./part-name.ts";
import { type DecodedElement, decodePart, measureCorners } from "./testing/decode-part.ts";
import type { WrittenModel } from "./types.ts";

const SAMPLE = path.resolve(import.meta.dirname, "../../../../public/samples/sample-building.ifc");
/** Real models beside the repository; skipped where they are not laid out. */
const SHARED = path.resolve(import.meta.dirname, "../../../../../shared/data/ifc");
const shared = existsSync(SHARED) ? readdirSync(SHARED).filter((name) => name.endsWith(".ifc")) : [];

const root = mkdtempSync(path.join(tmpdir(), "model-file-"));
const texts = fixtureFolder();
let engine: Engine;
beforeAll(async () => {
  engine = (await startEngine()).engine;
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
  texts.remove();
});

interface Measured {
  solid: Solid;
  /** Of the engine's triangles, each body's for itself, m³. */
  bodiesM3: number;
}
interface Made {
  elements: TakeoffElement[];
  measured: Map<number, Measured>;
  model: WrittenModel;
  decoded: Map<number, DecodedElement>;
}

let directories = 0;

/** Takes off a file in this thread with its model, and reads every part back. */
async function make(file: string): Promise<Made> {
  const directory = path.join(root, String(directories++));
  const maker = new ModelMaker(directory);
  const measured = new Map<number, Measured>();
  let solid: Solid | null = null;
  const { elements } = extract(file, engine, {
    onProgress: () => {},
    onSolid: (_, found) => {
      solid = found;
    },
    onMesh: (ordinal, storey, buffer) => {
      maker.add(ordinal, storey, buffer);
      const bodiesM3 = buffer.parts.reduce((sum, part) => sum + Math.abs(signedVolume(buffer, part)), 0);
      if (solid) measured.set(ordinal, { solid, bodiesM3 });
    },
  });
  const outcome = await maker.finish((ordinal) => elements[ordinal]?.measured ?? false);
  if (outcome.kind !== "made") throw new Error(`No model: ${JSON.stringify(outcome)}`);
  const { model } = outcome;
  expect(readdirSync(directory).sort()).toEqual(model.parts.map(({ number }) => partName(number)).sort());
  const decoded = new Map<number, DecodedElement>();
  for (const part of model.parts) {
    const bytes = new Uint8Array(readFileSync(path.join(directory, partName(part.number))));
    expect(bytes.length).toBe(part.bytes);
    const found = await decodePart(bytes, model.origin);
    expect(found).toHaveLength(part.elements);
    expect(found.reduce((sum, { corners }) => sum + corners.length / 9, 0)).toBe(part.triangles);
    for (const element of found) {
      expect(decoded.has(element.ordinal)).toBe(false);
      decoded.set(element.ordinal, element);
    }
  }
  return { elements, measured, model, decoded };
}

const text = (fill: (ifc: IfcText) => void) => {
  const ifc = new IfcText("IFC4", siUnits);
  fill(ifc);
  return texts.write(ifc.toString());
};

it.skipIf(shared.length > 0)("the shared models are not here: only our own sample is compared", () => {
  expect(shared).toEqual([]);
});

describe.each([SAMPLE, ...shared.map((name) => path.join(SHARED, name))])("%s", (file) => {
  let made: Made;
  beforeAll(async () => {
    made = await make(file);
  }, 120_000);

  it("shows every element that has a body, under its ordinal", () => {
    const withBody = [...made.measured.keys()].filter((ordinal) => made.elements[ordinal]?.measured);
    expect(withBody.length).toBeGreaterThan(0);
    expect([...made.decoded.keys()].sort((a, b) => a - b)).toEqual(withBody);
    for (const { corners } of made.decoded.values()) expect(corners.length).toBeGreaterThan(0);
    expect(made.model.elements).toBe(withBody.length);
  });

  it("bounds the volumes of the take-off, within a millimetre", () => {
    let compared = 0;
    for (const [ordinal, { corners }] of made.decoded) {
      const { volumeM3, areaM2 } = measureCorners(corners);
      const { solid, bodiesM3 } = made.measured.get(ordinal) ?? { solid: null, bodiesM3: 0 };
      // Where a file mixes the sides of its faces they are turned, and enclose what the take-off says.
      const off = Math.min(...[bodiesM3, solid?.drawnM3 ?? bodiesM3].map((of) => Math.abs(volumeM3 - of)));
      expect(off).toBeLessThan(0.001 * areaM2);
      // Where the engine's own triangles do not give the take-off's volume, it closed or turned faces (see `closePart`).
      if (!solid?.closed || Math.abs(solid.drawnM3 - bodiesM3) > 1e-6 * bodiesM3) continue;
      expect(Math.abs(volumeM3 - solid.drawnM3)).toBeLessThan(0.001 * areaM2);
      compared++;
    }
    const closed = [...made.measured.values()].filter(({ solid }) => solid.closed).length;
    expect(compared).toBeGreaterThanOrEqual(0.9 * closed);
  });

  it("tells bounds that hold all and are no larger", () => {
    const { origin, bounds } = made.model;
    for (const axis of [0, 1, 2] as const) {
      let [min, max] = [Infinity, -Infinity];
      for (const { corners } of made.decoded.values())
        for (let at = axis; at < corners.length; at += 3) {
          min = Math.min(min, (corners[at] ?? 0) - origin[axis]);
          max = Math.max(max, (corners[at] ?? 0) - origin[axis]);
        }
      expect(min).toBeCloseTo(bounds.min[axis], 2);
      expect(max).toBeCloseTo(bounds.max[axis], 2);
    }
  });

  it("is smaller than the file that it was made of", () => {
    const bytes = made.model.parts.reduce((sum, part) => sum + part.bytes, 0);
    expect(bytes).toBeLessThan(statSync(file).size);
    expect(bytes / made.model.triangles).toBeLessThan(10);
  });
});

it("keeps a georeferenced model to the millimetre, and tells what its positions are relative to", async () => {
  const { model, decoded } = await make(
    text((ifc) => {
      const shape = ifc.box(2, 3, 4);
      const wall = ifc.root(
        "IFCWALL",
        `'Far',$,$,${ifc.place(3_512_345.678, 5_401_234.567, 412.3)},${shape},$,$`,
      );
      ifc.contain(wall);
    }),
  );
  const corners = decoded.get(0)?.corners ?? [];
  expect(Math.min(...corners.filter((_, at) => at % 3 === 0))).toBeCloseTo(3_512_344.678, 3);
  expect(Math.max(...corners.filter((_, at) => at % 3 === 1))).toBeCloseTo(5_401_236.067, 3);
  expect(model.origin).toEqual([3_512_344, 5_401_233, 412]);
  expect(model.bounds.max[2]).toBeCloseTo(4.3, 3);
});

it("splits a site that 16 bits do not span to the millimetre, and draws what is longer still", async () => {
  const { decoded, measured } = await make(
    text((ifc) => {
      const walls = [0, 180, 390, 720].map((x) =>
        ifc.root("IFCWALL", `'At ${x}',$,$,${ifc.place(x, 0.3337, 0)},${ifc.box(5, 0.24, 3)},$,$`),
      );
      ifc.contain(...walls, ifc.element("IFCBEAM", "Long", ifc.box(900, 0.5, 0.5), ",$"));
    }),
  );
  expect(decoded.size).toBe(5);
  for (const [ordinal, { corners }] of decoded) {
    const { volumeM3, areaM2 } = measureCorners(corners);
    const step = ordinal === 4 ? 0.016 : 0.001;
    expect(Math.abs(volumeM3 - (measured.get(ordinal)?.bodiesM3 ?? 0))).toBeLessThan(step * areaM2);
  }
  // Equal distances stay equal: all stand on one grid.
  const least = [0, 1, 2, 3].map((ordinal) =>
    Math.min(...(decoded.get(ordinal)?.corners ?? []).filter((_, at) => at % 3 === 1)),
  );
  for (const value of least) expect(value).toBeCloseTo(least[0] ?? 0, 9);
});

it("keeps what is thinner than the grid of a wide model, and its place in it", async () => {
  const { decoded } = await make(
    text((ifc) => {
      const at = (x: number, shape: string) =>
        ifc.root("IFCPLATE", `'At ${x}',$,$,${ifc.place(x, 0, 0)},${shape},$,$`);
      ifc.contain(
        at(0, ifc.box(5, 0.24, 3)),
        at(120, ifc.box(1, 1, 0.001)),
        at(60, ifc.box(0.0015, 0.0015, 0.0015)),
        at(40, ifc.box(60, 2, 0.0005)),
      );
    }),
  );
  const [, sheet, screw, foil] = [0, 1, 2, 3].map((ordinal) => decoded.get(ordinal)?.corners ?? []);
  expect(measureCorners(sheet ?? []).volumeM3).toBeCloseTo(0.001, 9);
  expect(measureCorners(screw ?? []).volumeM3).toBeGreaterThan(0.001 ** 3 / 2);
  expect(Math.min(...(sheet ?? []).filter((_, axis) => axis % 3 === 0))).toBeCloseTo(119.5, 3);
  // Too long for a finer step: seen from both sides, though without a thickness.
  expect(measureCorners(foil ?? []).areaM2).toBeGreaterThan(200);
});

it("draws the parts of an assembly under their own ordinals, and nothing for spaces and openings", async () => {
  const { elements, decoded } = await make(
    text((ifc) => {
      const stair = ifc.element("IFCSTAIR", "Stair", "$", ",$");
      const flight = ifc.element("IFCSTAIRFLIGHT", "Flight", ifc.box(1, 3, 0.2), ",$,$,$,$,$");
      const wall = ifc.element("IFCWALL", "Wall", ifc.box(4, 0.3, 3), ",$");
      ifc.open(wall, ifc.box(1, 1, 2));
      ifc.aggregate(stair, flight);
      ifc.contain(stair, wall);
    }),
  );
  const names = [...decoded.keys()].map((ordinal) => elements[ordinal]?.name).sort();
  expect(names).toEqual(["Flight", "Wall"]);
  const wall = [...decoded.values()].find(({ ordinal }) => elements[ordinal]?.name === "Wall");
  expect(measureCorners(wall?.corners ?? []).volumeM3).toBeCloseTo(4 * 0.3 * 3 - 1 * 0.3 * 2, 3);
});

it("keeps colours and what is transparent apart", async () => {
  const { decoded } = await make(
    text((ifc) => {
      const glass = ifc.extrude(ifc.rectangle(1, 0.02), 1);
      const frame = ifc.extrude(ifc.rectangle(1, 0.1), 0.1);
      style(ifc, glass, [0.2, 0.4, 1], 0.75);
      style(ifc, frame, [1, 0.5, 0], 0);
      ifc.contain(ifc.element("IFCWINDOW", "Styled", ifc.shape(glass, frame), ",1.,1.,$,$,$"));
    }),
  );
  const element = decoded.get(0);
  expect([...(element?.colors ?? [])].sort()).toEqual(["255 128 0 255", "51 102 255 64"]);
  expect(element?.transparentTriangles).toBe(12);
  expect(element?.corners.length).toBe(9 * 24);
});

it("costs no quantity when it cannot be written, and says so", async () => {
  const file = text((ifc) => ifc.contain(ifc.element("IFCWALL", "Wall", ifc.box(4, 0.3, 3), ",$")));
  // A file stands where the directory is to be.
  const { takeoff, model } = await takeOffWithModel({ path: file, modelDirectory: path.join(file, "model") });
  expect(takeoff.elements[0]?.quantities.volumeM3).toBeCloseTo(3.6, 6);
  expect(model).toMatchObject({ kind: "failed", reason: expect.stringContaining("ENOTDIR") });
});

it("is not made of elements without a body", async () => {
  const file = text((ifc) => ifc.contain(ifc.element("IFCWALL", "Wall", "$", ",$")));
  const { takeoff, model } = await takeOffWithModel({ path: file, modelDirectory: path.join(root, "bare") });
  expect(takeoff.elements).toHaveLength(1);
  expect(model).toEqual({ kind: "empty" });
});

function style(ifc: IfcText, item: string, [r, g, b]: number[], transparency: number): void {
  const color = ifc.add(`IFCCOLOURRGB($,${r?.toFixed(3)},${g?.toFixed(3)},${b?.toFixed(3)})`);
  const shading = ifc.add(`IFCSURFACESTYLERENDERING(${color},${transparency.toFixed(3)},$,$,$,$,$,$,.FLAT.)`);
  const surface = ifc.add(`IFCSURFACESTYLE($,.BOTH.,(${shading}))`);
  ifc.add(`IFCSTYLEDITEM(${item},(${surface}),$)`);
}
