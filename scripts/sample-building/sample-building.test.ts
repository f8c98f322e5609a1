import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { DEFAULT_CATALOGUE } from "#lib/catalogue/default-catalogue.ts";
import { estimate } from "#lib/processing/costs/testing/model.ts";
import { takeOff } from "#lib/processing/geometry/take-off.ts";
import { buildSample } from "./building.ts";
import { UNKNOWN_MATERIAL } from "./roof-and-outside.ts";
import { globalId } from "./step-file.ts";
import { meshVolumes } from "./testing/meshes.ts";

const COMMITTED = path.resolve(import.meta.dirname, "../../public/samples/sample-building.ifc");
const sample = buildSample();

describe("the sample building", () => {
  it("is committed as the script makes it (node scripts/make-sample-building.ts)", () => {
    expect(readFileSync(COMMITTED, "utf8")).toBe(sample.text);
    expect(Buffer.byteLength(sample.text)).toBeLessThan(400_000);
  });

  it("has unique GlobalIds of 22 characters that fit in 128 bits", () => {
    const ids = [...sample.text.matchAll(/IFC\w+\('([0-9A-Za-z_$]{22})',/g)].map((match) => match[1] ?? "");
    expect(ids.length).toBeGreaterThan(400);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[0-3]/.test(id))).toEqual([]);
    expect(globalId("a")).toBe(globalId("a"));
  });

  it("draws closed in web-ifc, each element with the volume of its own sizes", async () => {
    const meshes = await meshVolumes(Buffer.from(sample.text));
    const shaped = sample.expected.filter(({ volumeM3 }) => volumeM3 !== null);
    expect(shaped.length).toBeGreaterThan(200);
    for (const { globalId: id, name, volumeM3, round } of shaped) {
      const mesh = meshes.get(id);
      expect(mesh?.closed, name).toBe(true);
      // A round pipe is drawn as a prism with few sides.
      expect(Math.abs((mesh?.volumeM3 ?? 0) / (volumeM3 ?? 1) - 1), name).toBeLessThan(round ? 0.06 : 0.001);
    }
  });

  it("goes through take-off, cost and carbon, and leaves one material to assign", async () => {
    const takeoff = await takeOff({ path: COMMITTED });
    const { classified, model, cost, carbon } = await estimate(takeoff.elements);
    expect(takeoff.storeys.map(({ name }) => name)).toEqual(["Erdgeschoss", "Obergeschoss"]);
    expect(takeoff.floorAreas.grossM2).toBeCloseTo(216, 6);
    expect(takeoff.elements).toHaveLength(sample.expected.length);
    const unknown = classified.filter(({ catalogueId }) => catalogueId === null);
    expect(unknown.map(({ name }) => name)).toEqual([UNKNOWN_MATERIAL]);
    expect(model.unmeasured).toMatchObject([{ reason: "unknown_material", materialName: UNKNOWN_MATERIAL }]);
    expect(model.unmeasured[0]?.elementIds).toHaveLength(4);
    expect(cost.unpriced).toHaveLength(1);
    expect(carbon.missing).toHaveLength(1);
    expect(Number(cost.coverage.elements.share)).toBeGreaterThan(0.95);
    expect(cost.totals.likelyMinor).toBeGreaterThan(0);
    expect(cost.lines.every(({ catalogueId }) => DEFAULT_CATALOGUE.has(catalogueId))).toBe(true);
  });

  it("misstates the net volume of one wall, which the take-off does not fall for", async () => {
    const { elements } = await takeOff({ path: COMMITTED });
    const wall = elements.find(({ globalId: id }) => id === globalId("eg-wall-south"));
    const truth = sample.expected.find(({ globalId: id }) => id === wall?.globalId)?.volumeM3 ?? 0;
    expect(wall?.sources.volumeM3).toBe("mesh");
    expect(wall?.quantities.volumeM3).toBeCloseTo(truth, 3);
  });
});
