import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { DEFAULT_CATALOGUE } from "#lib/catalogue/default-catalogue.ts";
import { type ClassifyOptions, classifyMaterials } from "./classify.ts";
import development from "./labels/development.json" with { type: "json" };
import fresh from "./labels/fresh.json" with { type: "json" };
import heldOut from "./labels/held-out.json" with { type: "json" };
import sharedModels from "./labels/shared-models.json" with { type: "json" };
import { normaliseMaterialName } from "./normalise.ts";

const options: ClassifyOptions = { catalogueIds: new Set(DEFAULT_CATALOGUE.keys()) };
const MODELS = path.resolve(import.meta.dirname, "../../../../shared/data/ifc");
const FILES = [
  "ac20-fzk-haus.ifc4.ifc",
  "mini-project-steel.ifc2x3.ifc",
  "sample-house-revit.ifc4.ifc",
  "two-walls-imperial.ifc2x3.ifc",
];

/** Names got wrong: an entry where another, or none, is right. */
function wrong(labels: (string | null)[][]): string[] {
  const names = labels.map(([name]) => ({ name: name ?? "", ifcClasses: [] }));
  return classifyMaterials(names, options).flatMap((found, index) => {
    const right = labels[index]?.[1] ?? null;
    return found.catalogueId === right ? [] : [`${found.name}: ${found.catalogueId}, not ${right}`];
  });
}

describe("labelled names", () => {
  // Labels were made by reading the names, before the rules. `held-out` and `fresh` were scored once before any rule was
  // changed for them: 131 of 135 (97.0 %) and 68 of 77 (88.3 %). Later changes used them, so they are no longer unseen.
  it.each([
    ["the four shared models", sharedModels, 0.9],
    ["development", development, 0.95],
    ["held-out", heldOut, 0.95],
    ["fresh", fresh, 0.95],
  ])("%s: enough names get the right entry", (_, labels, atLeast) => {
    const mistakes = wrong(labels);
    expect(1 - mistakes.length / labels.length, mistakes.join("\n")).toBeGreaterThanOrEqual(atLeast);
  });

  it.each([sharedModels, development, heldOut, fresh])("labels name entries that exist", (...labels) => {
    for (const [name, id] of labels)
      expect(id === null || DEFAULT_CATALOGUE.has(id ?? ""), name ?? "").toBe(true);
  });

  it.skipIf(!existsSync(MODELS))("every material name of the shared models is labelled", () => {
    const labelled = new Set(sharedModels.map(([name]) => name));
    const names = FILES.flatMap((file) => {
      const text = readFileSync(path.join(MODELS, file), "latin1");
      return [...text.matchAll(/IFCMATERIAL\s*\('((?:[^']|'')*)'/g)].map((match) => match[1] ?? "");
    });
    expect(names.length).toBeGreaterThan(50);
    expect(names.filter((name) => !labelled.has(name))).toEqual([]);
  });
});

describe("classifyMaterials", () => {
  const one = (name: string, more: Partial<ClassifyOptions> = {}, ifcClasses: string[] = []) =>
    classifyMaterials([{ name, ifcClasses }], { ...options, ...more })[0];

  it("lists the unknown and guesses nothing", () => {
    for (const name of ["", "???", "Solid 397409098", "Xylofant 12", "Default", "<By Category>", "123"]) {
      expect(one(name)).toMatchObject({ catalogueId: null, confidence: 0 });
    }
  });

  it("takes what a person assigned before every rule, whatever the spelling", () => {
    const remembered = new Map([[normaliseMaterialName("Holz (1)"), "clt"]]);
    expect(one("HOLZ", { remembered })).toEqual({
      name: "HOLZ",
      catalogueId: "clt",
      confidence: 1,
      rule: "remembered",
    });
  });

  it("does not use an assignment to an entry that is gone", () => {
    const remembered = new Map([["holz", "no-such-entry"]]);
    expect(one("Holz", { remembered })?.catalogueId).toBe("timber-soft");
  });

  it("takes a catalogue id as that entry", () => {
    expect(one("concrete-c40")).toMatchObject({
      catalogueId: "concrete-c40",
      rule: "catalogue_id",
      confidence: 1,
    });
  });

  it("lets the classes decide where a word means two things", () => {
    expect(one("Tegel", {}, ["IfcCovering"])?.catalogueId).toBe("ceramic-tile");
    expect(one("Tegel", {}, ["IfcWall"])?.catalogueId).toBe("brick");
  });

  it("is surer of a kind than of a family", () => {
    expect(one("Kalksandstein")?.confidence).toBeGreaterThan(one("Mauerwerk")?.confidence ?? 1);
    expect(one("Mauerwerk")?.confidence).toBeGreaterThan(one("Insulation")?.confidence ?? 1);
  });
});

describe("normaliseMaterialName", () => {
  it.each([
    ["Solid 397409098", "solid"],
    ["Door - Frame/Mullion (1)", "door frame mullion"],
    ["  Stahlbeton_C25/30 ", "stahlbeton c25 30"],
    ["Außenputz", "aussenputz"],
    ["Żelbet – Wełna", "zelbet welna"],
    ["Træ, høvlet", "trae hovlet"],
    ["Gipskarton 12,5 mm", "gipskarton 12.5 mm"],
    ["λ 0.035", "λ 0.035"],
  ])("%s → %s", (name, normalised) => {
    expect(normaliseMaterialName(name)).toBe(normalised);
    expect(normaliseMaterialName(normalised)).toBe(normalised);
  });
});
