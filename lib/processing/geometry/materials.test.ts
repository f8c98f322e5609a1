import { afterAll, describe, expect, it } from "vitest";
import { keptType } from "./kept-types.ts";
import { MaterialReader } from "./materials.ts";
import { StepModel } from "./step/model.ts";
import { fixtureFolder, IfcText, siUnits } from "./testing/ifc-text.ts";

const folder = fixtureFolder();
afterAll(folder.remove);

/** Materials of an object that the given definition is associated with, in millimetres. */
function materialsOf(define: (text: IfcText) => string) {
  const text = new IfcText("IFC4", siUnits);
  const wall = text.element("IFCWALL", "W", "$", ",$");
  text.associate(define(text), wall);
  const model = new StepModel(folder.write(text.toString()), keptType);
  return new MaterialReader(model, 0.001).of(Number(wall.slice(1)));
}

const material = (text: IfcText, name: string) => text.add(`IFCMATERIAL('${name}',$,$)`);
const layer = (text: IfcText, of: string, mm: string) => text.add(`IFCMATERIALLAYER(${of},${mm},$,$,$,$,$)`);

describe("MaterialReader", () => {
  it("reads a single material", () => {
    expect(materialsOf((text) => material(text, "Concrete"))).toEqual([
      { name: "Concrete", thicknessM: null, share: 1 },
    ]);
  });

  it("shares a list equally", () => {
    const found = materialsOf((text) =>
      text.add(`IFCMATERIALLIST((${material(text, "A")},${material(text, "B")},${material(text, "C")}))`),
    );
    expect(found.map((m) => m.name)).toEqual(["A", "B", "C"]);
    for (const m of found) expect(m.share).toBeCloseTo(1 / 3, 12);
  });

  it("shares layers by thickness, through the usage, with membranes and air gaps", () => {
    const found = materialsOf((text) => {
      const layers = [
        layer(text, material(text, "Ziegel"), "175."),
        layer(text, material(text, "Folie"), "0."),
        layer(text, "$", "25."),
      ];
      const set = text.add(`IFCMATERIALLAYERSET((${layers.join(",")}),'Wand',$)`);
      return text.add(`IFCMATERIALLAYERSETUSAGE(${set},.AXIS2.,.POSITIVE.,0.,$)`);
    });
    expect(found).toEqual([
      { name: "Ziegel", thicknessM: 0.17500000000000002, share: 0.875 },
      { name: "Folie", thicknessM: 0, share: 0 },
      { name: "Air", thicknessM: 0.025, share: 0.125 },
    ]);
  });

  it("shares constituents by fraction, the rest equally", () => {
    const found = materialsOf((text) => {
      const part = (name: string, fraction: string) =>
        text.add(`IFCMATERIALCONSTITUENT('part',$,${material(text, name)},${fraction},$)`);
      return text.add(
        `IFCMATERIALCONSTITUENTSET('Window',$,(${part("Glass", "0.5")},${part("Frame", "$")},${part("Seal", "$")}))`,
      );
    });
    expect(found.map((m) => [m.name, m.share])).toEqual([
      ["Glass", 0.5],
      ["Frame", 0.25],
      ["Seal", 0.25],
    ]);
  });

  it("reads a profile set through its usage", () => {
    const found = materialsOf((text) => {
      const profile = text.add(`IFCMATERIALPROFILE('IPE',$,${material(text, "S355")},$,$,$)`);
      const set = text.add(`IFCMATERIALPROFILESET('IPE',$,(${profile}),$)`);
      return text.add(`IFCMATERIALPROFILESETUSAGE(${set},5,$)`);
    });
    expect(found).toEqual([{ name: "S355", thicknessM: null, share: 1 }]);
  });

  it("is empty for a usage that points at itself", () => {
    expect(materialsOf((text) => text.add("IFCMATERIALLAYERSETUSAGE(#99,.AXIS2.,.POSITIVE.,0.,$)"))).toEqual(
      [],
    );
  });
});
