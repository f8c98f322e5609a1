import { afterAll, describe, expect, it } from "vitest";
import { keptType } from "./kept-types.ts";
import { StepModel } from "./step/model.ts";
import { conversion, fixtureFolder, IfcText, siUnits } from "./testing/ifc-text.ts";
import { readUnits } from "./units.ts";

const folder = fixtureFolder();
afterAll(folder.remove);

function unitsOf(units: (text: IfcText) => string[]) {
  return readUnits(new StepModel(folder.write(new IfcText("IFC4", units).toString()), keptType));
}

const metre = (text: IfcText) => text.add("IFCSIUNIT(*,.LENGTHUNIT.,$,.METRE.)");
const milli = (text: IfcText) => text.add("IFCSIUNIT(*,.LENGTHUNIT.,.MILLI.,.METRE.)");

describe("readUnits", () => {
  it("reads SI units with prefixes, squared and cubed where the unit is", () => {
    const units = unitsOf((text) => [
      milli(text),
      text.add("IFCSIUNIT(*,.AREAUNIT.,.CENTI.,.SQUARE_METRE.)"),
      text.add("IFCSIUNIT(*,.VOLUMEUNIT.,.DECI.,.CUBIC_METRE.)"),
      text.add("IFCSIUNIT(*,.MASSUNIT.,.MEGA.,.GRAM.)"),
    ]);
    expect(units.length).toBeCloseTo(1e-3, 15);
    expect(units.area).toBeCloseTo(1e-4, 15);
    expect(units.volume).toBeCloseTo(1e-3, 15);
    expect(units.mass).toBeCloseTo(1e3, 9);
    expect(units.warnings).toEqual([]);
  });

  it("follows conversion factors through several steps, whatever the names say", () => {
    const units = unitsOf((text) => [
      conversion(
        text,
        "LENGTHUNIT",
        "METRE",
        1 / 12,
        conversion(text, "LENGTHUNIT", "INCH", 304.8, milli(text)),
      ),
    ]);
    expect(units.length).toBeCloseTo(0.0254, 12);
    expect(units.area).toBeCloseTo(0.0254 ** 2, 15);
    expect(units.volume).toBeCloseTo(0.0254 ** 3, 18);
  });

  it("ignores units that are not assigned", () => {
    const units = unitsOf((text) => {
      conversion(text, "LENGTHUNIT", "FOOT", 0.3048, metre(text));
      conversion(
        text,
        "AREAUNIT",
        "SQUARE FOOT",
        0.0929,
        text.add("IFCSIUNIT(*,.AREAUNIT.,$,.SQUARE_METRE.)"),
      );
      return siUnits(text);
    });
    expect([units.length, units.area, units.volume, units.mass]).toEqual([1, 1, 1, 1]);
  });

  it("takes areas and volumes from derived units and from the length unit", () => {
    const units = unitsOf((text) => {
      const yard = conversion(text, "LENGTHUNIT", "Y", 0.9144, metre(text));
      const element = text.add(`IFCDERIVEDUNITELEMENT(${yard},2)`);
      return [metre(text), text.add(`IFCDERIVEDUNIT((${element}),.USERDEFINED.,'area')`)];
    });
    expect(units.area).toBeCloseTo(0.9144 ** 2, 12);
    expect(units.volume).toBe(1);
  });

  it("says that metres are assumed when no length unit can be read", () => {
    expect(unitsOf(() => []).warnings).toHaveLength(1);
    const selfReferring = unitsOf((text) => {
      const measure = "#9";
      return [text.add(`IFCCONVERSIONBASEDUNIT($,.LENGTHUNIT.,'X',${measure})`)];
    });
    expect(selfReferring.length).toBe(1);
    expect(selfReferring.warnings).toHaveLength(1);
  });
});
