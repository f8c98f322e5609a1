import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Takeoff, TakeoffElement } from "#lib/processing/types.ts";
import { keptType } from "./kept-types.ts";
import { MaterialReader } from "./materials.ts";
import { QuantityReader, quantityName } from "./quantities.ts";
import { StepModel } from "./step/model.ts";
import { decodeStepText } from "./step/text.ts";
import { numberOf, refId, refIds, textOf } from "./step/values.ts";
import { Structure } from "./structure.ts";
import { takeOff } from "./take-off.ts";
import { readUnits } from "./units.ts";

/** Real models and what a plain reading of them gives, beside the repository; skipped where they are not laid out. */
const FOLDER = path.resolve(import.meta.dirname, "../../../../shared/data/ifc");
const isThere = existsSync(path.join(FOLDER, "expected.json"));

const Sums = z.record(z.string(), z.record(z.string(), z.object({ n: z.number(), sumSI: z.number() })));
const Expected = z.object({
  tolerance: z.object({ quantities: z.number(), meshVolumeRel: z.number() }),
  files: z.record(
    z.string(),
    z.object({
      schema: z.string(),
      units: z.record(z.string(), z.object({ toSI: z.number() })),
      counts: z.record(z.string(), z.number()),
      quantitySumsSI: Sums,
      materials: z.array(z.string()),
      relAssociatesMaterialObjects: z.number(),
      materialLayersThicknessM: z.record(z.string(), z.array(z.number())),
      meshByType_webifc: z.record(
        z.string(),
        z.object({ n: z.number(), volM3: z.number(), closed: z.number() }),
      ),
      analyticExtrusionSample: z.record(z.string(), z.number()).optional(),
    }),
  ),
});

const expected = isThere
  ? Expected.parse(JSON.parse(readFileSync(path.join(FOLDER, "expected.json"), "utf8")))
  : null;
const files = Object.entries(expected?.files ?? {});
const NOT_ELEMENTS = new Set(["IFCBUILDINGSTOREY", "IFCOPENINGELEMENT", "IFCSPACE"]);

it.skipIf(isThere)("the shared models are not here: comparison with expected.json skipped", () => {
  expect(files).toEqual([]);
});

describe.each(files)("%s", (file, facts) => {
  const source = path.join(FOLDER, file);
  const tolerance = expected?.tolerance ?? { quantities: 0, meshVolumeRel: 0 };
  let takeoff: Takeoff;
  let model: StepModel;
  beforeAll(async () => {
    takeoff = await takeOff({ path: source });
    model = new StepModel(source, keptType);
  });
  const ofClass = (type: string): TakeoffElement[] =>
    takeoff.elements.filter((element) => element.ifcClass.toUpperCase() === type.toUpperCase());
  const volumeOf = (elements: TakeoffElement[]) =>
    elements.reduce((sum, element) => sum + (element.quantities.volumeM3 ?? 0), 0);

  it("has the schema and the units' factors", () => {
    expect(takeoff.schema).toBe(facts.schema);
    const units = readUnits(model);
    expect(units.length).toBeCloseTo(facts.units.LENGTHUNIT?.toSI ?? Number.NaN, 12);
    expect(units.area).toBeCloseTo(facts.units.AREAUNIT?.toSI ?? Number.NaN, 12);
    expect(units.volume).toBeCloseTo(facts.units.VOLUMEUNIT?.toSI ?? Number.NaN, 12);
  });

  it("counts every class exactly", () => {
    for (const [type, count] of Object.entries(facts.counts)) {
      if (type === "IFCBUILDINGSTOREY") expect(takeoff.storeys).toHaveLength(count);
      expect([type, ofClass(type).length]).toEqual([type, NOT_ELEMENTS.has(type) ? 0 : count]);
    }
  });

  it("reads every stated quantity", () => {
    const units = readUnits(model);
    const quantities = new QuantityReader(model, units);
    const structure = new Structure(model, units.length, () => 0);
    const counted = countNames(source);
    for (const [type, sums] of Object.entries(facts.quantitySumsSI)) {
      if (!keptType(type)) continue;
      const read = new Map<string, number>();
      for (const { id } of model.all(type))
        for (const { name, value } of quantities.of(id, structure.typeOf(id)))
          read.set(name, (read.get(name) ?? 0) + value);
      for (const [name, sum] of combine(sums)) {
        if (counted.has(name)) continue;
        const allowed = tolerance.quantities * Math.abs(sum) + 1e-4;
        expect([type, name, Math.abs((read.get(name) ?? 0) - sum) <= allowed]).toEqual([type, name, true]);
      }
    }
  });

  it("answers with the stated net volumes where they are stated for a whole class", () => {
    for (const [type, sums] of Object.entries(facts.quantitySumsSI)) {
      const net = sums.NetVolume;
      const elements = ofClass(type);
      if (!net || elements.length === 0 || net.n !== elements.length) continue;
      // Where the mesh contradicts some of them by more than 2 %, the class's sum is the mesh's; sums have four places.
      const isStated = elements.every((element) => element.sources.volumeM3 === "stated");
      const share = isStated ? tolerance.quantities : tolerance.meshVolumeRel;
      const allowed = share * net.sumSI + 5e-5;
      expect([type, Math.abs(volumeOf(elements) - net.sumSI) <= allowed]).toEqual([type, true]);
    }
  });

  it("measures the volumes of closed meshes", () => {
    for (const [type, mesh] of Object.entries(facts.meshByType_webifc)) {
      if (mesh.closed !== mesh.n) continue;
      const allowed = tolerance.meshVolumeRel * mesh.volM3 + 5e-5;
      expect([type, Math.abs(volumeOf(ofClass(type)) - mesh.volM3) <= allowed]).toEqual([type, true]);
    }
    for (const [globalId, volume] of Object.entries(facts.analyticExtrusionSample ?? {})) {
      const element = takeoff.elements.find((e) => e.globalId === globalId);
      expect(Math.abs((element?.quantities.volumeM3 ?? 0) / volume - 1)).toBeLessThan(
        tolerance.meshVolumeRel,
      );
    }
  });

  it("reads every material, its layers and what it belongs to", () => {
    const names = [...model.all("IFCMATERIAL")].map(({ attributes }) => textOf(attributes[0]) ?? "");
    expect(names.toSorted()).toEqual(facts.materials.map(decodeStepText).toSorted());
    const rels = [...model.all("IFCRELASSOCIATESMATERIAL")];
    const objects = rels.flatMap(({ attributes }) => refIds(attributes[4]));
    expect(objects).toHaveLength(facts.relAssociatesMaterialObjects);
    // Layers of sets that nothing is associated with count in the file, and are no element's.
    const { length } = readUnits(model);
    const layers = [...model.all("IFCMATERIALLAYER")].map(({ attributes }) => {
      const material = model.get(refId(attributes[0]) ?? -1);
      return {
        name: textOf(material?.attributes[0]) ?? "",
        thicknessM: (numberOf(attributes[1]) ?? 0) * length,
      };
    });
    expect(thicknessesOf(layers)).toEqual(facts.materialLayersThicknessM);
    const reader = new MaterialReader(model, length);
    for (const object of objects) {
      const materials = reader.of(object);
      expect(materials.reduce((sum, material) => sum + material.share, 0)).toBeCloseTo(1, 9);
      for (const [name, found] of Object.entries(thicknessesOf(materials)))
        expect(facts.materialLayersThicknessM[name]).toEqual(expect.arrayContaining(found));
    }
  });

  it("says for every quantity where it comes from, and gives every measured element's materials", () => {
    for (const { quantities, sources } of takeoff.elements)
      expect(Object.keys(sources).sort()).toEqual(Object.keys(quantities).sort());
    const known = new Set([...facts.materials.map(decodeStepText), "Air"]);
    for (const material of takeoff.elements.flatMap((element) => element.materials))
      expect(known.has(material.name)).toBe(true);
  });
});

/** Sums under the name quantities are compared by; several spellings may share one. */
function combine(sums: Record<string, { sumSI: number }>): Map<string, number> {
  const out = new Map<string, number>();
  for (const [raw, { sumSI }] of Object.entries(sums)) {
    const name = quantityName(decodeStepText(raw).trim());
    out.set(name, (out.get(name) ?? 0) + sumSI);
  }
  return out;
}

/** Names of counts and times, which a take-off does not read. */
function countNames(source: string): Set<string> {
  const text = readFileSync(source, "latin1");
  const names = [...text.matchAll(/IFCQUANTITY(?:COUNT|TIME)\('((?:[^']|'')*)'/g)].map(
    (match) => match[1] ?? "",
  );
  return new Set(names.map((name) => quantityName(decodeStepText(name).trim())));
}

/** Thicknesses by material, ascending, to a tenth of a millimetre. */
function thicknessesOf(materials: { name: string; thicknessM: number | null }[]): Record<string, number[]> {
  const found = new Map<string, Set<number>>();
  for (const { name, thicknessM } of materials)
    if (thicknessM !== null)
      found.set(name, (found.get(name) ?? new Set()).add(Math.round(thicknessM * 1e4) / 1e4));
  return Object.fromEntries([...found].map(([name, set]) => [name, [...set].sort((a, b) => a - b)]));
}
