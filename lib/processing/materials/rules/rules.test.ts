import { describe, expect, it } from "vitest";
import { DEFAULT_CATALOGUE } from "#lib/catalogue/default-catalogue.ts";
import { classifyMaterials } from "../classify.ts";
import { ENVELOPE_RULES } from "./envelope.ts";
import { FINISH_RULES } from "./finishes.ts";
import { STRUCTURE_RULES } from "./structure.ts";

const rules = [...ENVELOPE_RULES, ...FINISH_RULES, ...STRUCTURE_RULES];

describe("rules", () => {
  it("lead to entries of the catalogue", () => {
    expect(rules.filter(({ to }) => to !== null && !DEFAULT_CATALOGUE.has(to)).map(({ id }) => id)).toEqual(
      [],
    );
  });

  it("are written in the normalised form, or they could never match", () => {
    const sources = rules.flatMap(({ any, and, not }) => [any.source, and?.source ?? "", not?.source ?? ""]);
    const odd = sources.filter(
      (source) => /[^\x20-\x7e]/.test(source) || /[A-Z]/.test(source.replace(/\\p\{[LN]\}/g, "")),
    );
    expect(odd).toEqual([]);
  });

  it.each([
    ["Air handling unit, roof", null],
    ["AIR HANDLING UNIT", "air-handling-unit"],
    ["Luft-Wasser-Wärmepumpe", null],
    ["LED armaturen", null],
    ["Acrylic paint", "paint"],
    ["Holzfenster", "window-wood-alu"],
    ["Steel pipe DN50", "steel-section"],
    ["Luftschicht", "air-gap"],
    ["Acrylglas", "polycarbonate"],
    ["Armature HA", "rebar"],
    ["Ipe decking", "timber-hard"],
  ])("take %s for what it is, or for nothing", (name, catalogueId) => {
    const options = { catalogueIds: new Set(DEFAULT_CATALOGUE.keys()) };
    expect(classifyMaterials([{ name, ifcClasses: [] }], options)).toMatchObject([{ catalogueId }]);
  });

  it("give way to an entry's own name", () => {
    const options = { catalogueIds: new Set(DEFAULT_CATALOGUE.keys()) };
    const entries = [...DEFAULT_CATALOGUE.values()];
    const found = classifyMaterials(
      entries.map(({ name }) => ({ name, ifcClasses: [] })),
      options,
    );
    expect(found.map(({ catalogueId }) => catalogueId)).toEqual(entries.map(({ id }) => id));
  });
});
