import { afterAll, describe, expect, it } from "vitest";
import { takeOff } from "./take-off.ts";
import { conversion, fixtureFolder, IfcText, real, siUnits } from "./testing/ifc-text.ts";

const folder = fixtureFolder();
afterAll(folder.remove);

const takeOffText = (text: IfcText) => takeOff({ path: folder.write(text.toString()) });

/** Metres, with angles in degrees by conversion. */
function degrees(text: IfcText): string[] {
  const radian = text.add("IFCSIUNIT(*,.PLANEANGLEUNIT.,$,.RADIAN.)");
  return [...siUnits(text), conversion(text, "PLANEANGLEUNIT", "DEG", Math.PI / 180, radian)];
}

describe("places of IFC4X3", () => {
  /** A bridge with a deck at 6 m, and a pier at −2 m in its substructure; no storey. */
  function bridge(): IfcText {
    const text = new IfcText("IFC4X3_ADD2", siUnits, { storey: false });
    const project = text.project;
    const bridge = text.root("IFCBRIDGE", `'Bridge',$,$,${text.place(0, 0, 0)},$,$,.COMPLEX.,.GIRDER.`);
    const part = (name: string, height: number, kind: string) =>
      text.root(
        "IFCBRIDGEPART",
        `'${name}',$,$,${text.place(0, 0, height)},$,$,.ELEMENT.,.LONGITUDINAL.,.${kind}.`,
      );
    const deck = part("Deck", 6, "DECK");
    const substructure = part("Substructure", -2, "SUBSTRUCTURE");
    const empty = part("Surface", 7, "SURFACESTRUCTURE");
    text.aggregate(project, bridge);
    text.aggregate(bridge, deck, substructure, empty);
    const slab = text.element("IFCSLAB", "slab", text.box(20, 8, 0.5), ",.FLOOR.");
    const pier = text.element("IFCCOLUMN", "pier", text.box(1, 2, 8), ",.PIERSTEM.");
    const bearing = text.element("IFCBEARING", "bearing", text.box(0.5, 0.5, 0.1), ",$");
    text.containIn(deck, slab);
    text.containIn(substructure, pier);
    text.containIn(bridge, bearing);
    return text;
  }

  it("lists the parts in which something stands, by height, as it lists storeys", async () => {
    const { storeys, elements, floorAreas } = await takeOffText(bridge());
    expect(storeys.map(({ name, elevationM }) => [name, elevationM])).toEqual([
      ["Substructure", -2],
      ["Bridge", 0],
      ["Deck", 6],
    ]);
    expect(elements.map(({ name, storey }) => [name, storey])).toEqual([
      ["slab", 2],
      ["pier", 0],
      ["bearing", 1],
    ]);
    // A bridge has a deck of 160 m², and no floor.
    expect(floorAreas.grossM2).toBeNull();
  });

  it("finds the height of a part that stands along an alignment", async () => {
    const text = new IfcText("IFC4X3_ADD2", siUnits, { storey: false });
    const at = (x: number) => text.add(`IFCCARTESIANPOINT((${real(x)},0.,5.))`);
    const alignment = text.add(`IFCPOLYLINE((${at(0)},${at(100)}))`);
    const along = text.add(`IFCPOINTBYDISTANCEEXPRESSION(IFCLENGTHMEASURE(10.),$,$,$,${alignment})`);
    const placement = text.add(
      `IFCLINEARPLACEMENT($,${text.add(`IFCAXIS2PLACEMENTLINEAR(${along},$,$)`)},$)`,
    );
    const road = text.root("IFCROAD", "'Road',$,$,$,$,$,.COMPLEX.,$");
    const part = text.root(
      "IFCROADPART",
      `$,$,$,${placement},$,'Lane',.ELEMENT.,.LONGITUDINAL.,.CARRIAGEWAY.`,
    );
    text.aggregate(text.project, road);
    text.aggregate(road, part);
    text.containIn(part, text.element("IFCPAVEMENT", "pavement", text.box(10, 3, 0.2), ",$"));
    const { storeys, elements } = await takeOffText(text);
    expect(storeys).toMatchObject([{ name: "Lane", elevationM: 5 }]);
    expect(elements).toMatchObject([{ name: "pavement", storey: 0, quantities: { areaM2: 30 } }]);
  });

  it("lists storeys only, where there are some", async () => {
    const text = new IfcText("IFC4X3_ADD2", siUnits);
    const road = text.root("IFCROAD", "'Road',$,$,$,$,$,.ELEMENT.,$");
    const kerb = text.element("IFCKERB", "kerb", text.box(0.2, 10, 0.3), ",$");
    const wall = text.element("IFCWALL", "wall", text.box(5, 0.2, 3), ",$");
    text.aggregate(text.project, road);
    text.containIn(road, kerb);
    text.contain(wall);
    const { storeys, elements } = await takeOffText(text);
    expect(storeys.map(({ name }) => name)).toEqual(["Ground"]);
    expect(elements.map(({ name, storey }) => [name, storey])).toEqual([
      ["kerb", null],
      ["wall", 0],
    ]);
  });
});

describe.each(["IFC4", "IFC4X3_ADD2"])("bent elements of %s", (schema) => {
  const point = (text: IfcText, ...at: number[]) =>
    text.add(`IFCCARTESIANPOINT((${at.map(real).join(",")}))`);
  const circle = (text: IfcText, radius: number) =>
    text.add(`IFCCIRCLE(${text.placement3d(0, 0, 0)},${real(radius)})`);
  const trimmed = (text: IfcText, basis: string, from: string, to: string, sense = "T", by = "PARAMETER") =>
    text.add(`IFCTRIMMEDCURVE(${basis},(${from}),(${to}),.${sense}.,.${by}.)`);
  const value = (given: number) => `IFCPARAMETERVALUE(${real(given)})`;
  const disk = (text: IfcText, curve: string, radius: number, from = "$", to = "$") =>
    text.shape(text.add(`IFCSWEPTDISKSOLID(${curve},${real(radius)},$,${from},${to})`));

  async function lengthOf(make: (text: IfcText) => string, units = siUnits): Promise<number | undefined> {
    const text = new IfcText(schema, units);
    text.contain(text.element("IFCBEAM", "beam", make(text), ",$"));
    return (await takeOffText(text)).elements[0]?.quantities.lengthM;
  }

  it("measures a quarter circle along its arc, by angles in radians and in degrees", async () => {
    const quarter = (end: number) => (text: IfcText) =>
      disk(text, trimmed(text, circle(text, 10), value(0), value(end)), 0.1);
    expect(await lengthOf(quarter(Math.PI / 2))).toBeCloseTo(5 * Math.PI, 9);
    expect(await lengthOf(quarter(90), degrees)).toBeCloseTo(5 * Math.PI, 9);
  });

  it("measures an arc between points, either way round", async () => {
    const between = (sense: string) => (text: IfcText) =>
      disk(
        text,
        trimmed(text, circle(text, 4), point(text, 4, 0, 0), point(text, 0, 4, 0), sense, "CARTESIAN"),
        0.05,
      );
    expect(await lengthOf(between("T"))).toBeCloseTo(2 * Math.PI, 9);
    expect(await lengthOf(between("F"))).toBeCloseTo(6 * Math.PI, 9);
  });

  it("takes the part of a circle that the sweep's own parameters cut out", async () => {
    expect(
      await lengthOf((text) => disk(text, circle(text, 3), 0.05, real(0), real(Math.PI / 3))),
    ).toBeCloseTo(Math.PI, 9);
  });

  it("adds up a bar of straight legs and a bend", async () => {
    const bar = (text: IfcText) => {
      const list = text.add(
        "IFCCARTESIANPOINTLIST3D(((0.,0.,0.),(2.,0.,0.),(2.70710678118655,0.292893218813452,0.),(3.,1.,0.),(3.,4.,0.))" +
          `${schema === "IFC4" ? "" : ",$"})`,
      );
      return disk(
        text,
        text.add(
          `IFCINDEXEDPOLYCURVE(${list},(IFCLINEINDEX((1,2)),IFCARCINDEX((2,3,4)),IFCLINEINDEX((4,5))),.F.)`,
        ),
        0.01,
      );
    };
    // 2 m, a quarter of radius 1, 3 m.
    expect(await lengthOf(bar)).toBeCloseTo(5 + Math.PI / 2, 6);
    const pieced = (text: IfcText) => {
      const straight = text.add(`IFCPOLYLINE((${point(text, 10, -3, 0)},${point(text, 10, 0, 0)}))`);
      const arc = trimmed(text, circle(text, 10), value(0), value(Math.PI / 2));
      const segments = [straight, arc].map((curve) =>
        text.add(`IFCCOMPOSITECURVESEGMENT(.CONTINUOUS.,.T.,${curve})`),
      );
      return disk(text, text.add(`IFCCOMPOSITECURVE((${segments.join(",")}),.F.)`), 0.1);
    };
    expect(await lengthOf(pieced)).toBeCloseTo(3 + 5 * Math.PI, 9);
  });

  it("measures a section swept with a fixed reference, and one revolved about an axis", async () => {
    const swept = (text: IfcText) => {
      const arc = trimmed(text, circle(text, 8), value(0), value(Math.PI / 2));
      const up = text.add("IFCDIRECTION((0.,0.,1.))");
      return text.shape(
        text.add(
          `IFCFIXEDREFERENCESWEPTAREASOLID(${text.rectangle(0.2, 0.4)},$,${arc},${schema === "IFC4" ? `${real(0)},${real(Math.PI / 2)}` : "$,$"},${up})`,
        ),
      );
    };
    expect(await lengthOf(swept)).toBeCloseTo(4 * Math.PI, 9);
    const revolved = (text: IfcText) => {
      const along = text.add("IFCDIRECTION((0.,1.,0.))");
      const axis = text.add(`IFCAXIS1PLACEMENT(${point(text, 5, 0, 0)},${along})`);
      return text.shape(
        text.add(
          `IFCREVOLVEDAREASOLID(${text.rectangle(0.2, 0.4)},${text.placement3d(0, 0, 0)},${axis},${real(60)})`,
        ),
      );
    };
    // 60° at 5 m.
    expect(await lengthOf(revolved, degrees)).toBeCloseTo((5 * Math.PI) / 3, 9);
  });

  it("measures the section swept along a curve on a surface", async () => {
    const along = (text: IfcText) => {
      const arc = trimmed(text, circle(text, 6), value(0), value(Math.PI / 2));
      const plane = text.add(`IFCPLANE(${text.placement3d(0, 0, 0)})`);
      return text.shape(
        text.add(
          `IFCSURFACECURVESWEPTAREASOLID(${text.rectangle(0.2, 0.4)},$,${arc},${real(0)},${real(Math.PI / 2)},${plane})`,
        ),
      );
    };
    expect(await lengthOf(along)).toBeCloseTo(3 * Math.PI, 9);
  });
});
