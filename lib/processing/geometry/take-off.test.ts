import { afterAll, describe, expect, it } from "vitest";
import type { TakeoffElement } from "#lib/processing/types.ts";
import { takeOff } from "./take-off.ts";
import { conversion, fixtureFolder, IfcText, siUnits } from "./testing/ifc-text.ts";

const folder = fixtureFolder();
afterAll(folder.remove);

const takeOffText = (text: IfcText) => takeOff({ path: folder.write(text.toString()) });

async function elementsOf(text: IfcText): Promise<Map<string | null, TakeoffElement>> {
  const { elements } = await takeOffText(text);
  return new Map(elements.map((element) => [element.name, element]));
}

/** Feet by conversion; the cubic-foot unit stands in the file but is not assigned to the project. */
function feet(text: IfcText): string[] {
  const foot = conversion(
    text,
    "LENGTHUNIT",
    "FOOT",
    304.8,
    text.add("IFCSIUNIT(*,.LENGTHUNIT.,.MILLI.,.METRE.)"),
  );
  conversion(
    text,
    "VOLUMEUNIT",
    "CUBIC FOOT",
    0.0283168,
    text.add("IFCSIUNIT(*,.VOLUMEUNIT.,$,.CUBIC_METRE.)"),
  );
  return [foot, text.add("IFCSIUNIT(*,.VOLUMEUNIT.,$,.CUBIC_METRE.)")];
}

describe.each(["IFC2X3", "IFC4", "IFC4X3_ADD2"])("take-off of %s", (schema) => {
  const predefined = schema === "IFC2X3" ? "" : ",$";

  it("measures a wall in feet with an opening, with its type, layers, storey and name", async () => {
    const text = new IfcText(schema, feet);
    const wall = text.element(
      schema === "IFC2X3" ? "IFCWALLSTANDARDCASE" : "IFCWALL",
      "\\X2\\0421\\X0\\\\X2\\04420435043D0430\\X0\\ K\\X\\FCche",
      text.box(10, 1, 8),
      predefined,
    );
    text.open(wall, text.shape(text.extrude(text.rectangle(3, 2), 7)));
    text.contain(wall);
    const type = text.root("IFCWALLTYPE", "'Au\\X2\\00DF\\X0\\enwand',$,$,$,$,$,$,.STANDARD.");
    text.typed(type, wall);
    const layer = (name: string, feetThick: string) => {
      const material = text.add(
        schema === "IFC2X3" ? `IFCMATERIAL('${name}')` : `IFCMATERIAL('${name}',$,$)`,
      );
      return text.add(`IFCMATERIALLAYER(${material},${feetThick},$${schema === "IFC2X3" ? "" : ",$,$,$,$"})`);
    };
    const layers = `(${layer("Brick", "0.75")},${layer("Insulation", "0.25")})`;
    text.associate(text.add(`IFCMATERIALLAYERSET(${layers},'W'${schema === "IFC2X3" ? "" : ",$"})`), type);
    const takeoff = await takeOffText(text);
    const [element] = takeoff.elements;
    expect(takeoff.schema).toBe(schema.slice(0, 6).replace(/_$/, ""));
    expect(takeoff.storeys).toEqual([
      { globalId: expect.stringMatching(/^0fixture/), name: "Ground", elevationM: 0 },
    ]);
    expect(element?.ifcClass).toBe(schema === "IFC2X3" ? "IfcWallStandardCase" : "IfcWall");
    expect(element?.name).toBe("Стена Küche");
    expect(element?.typeName).toBe("Außenwand");
    expect(element?.predefinedType).toBe("STANDARD");
    expect(element?.storey).toBe(0);
    expect(element?.quantities.volumeM3).toBeCloseTo((10 * 8 - 3 * 7) * 0.3048 ** 3, 6);
    expect(element?.quantities.areaM2).toBeCloseTo((10 * 8 - 3 * 7) * 0.3048 ** 2, 6);
    expect(element?.quantities.lengthM).toBeCloseTo(3.048, 6);
    expect(element?.sources).toEqual({ volumeM3: "mesh", areaM2: "mesh", lengthM: "mesh" });
    expect(element?.materials.map((m) => [m.name, m.share])).toEqual([
      ["Brick", 0.75],
      ["Insulation", 0.25],
    ]);
    expect(element?.materials[0]?.thicknessM).toBeCloseTo(0.75 * 0.3048, 12);
  });

  it("counts a stair's parts once, and takes storey and material from the whole", async () => {
    const text = new IfcText(schema, siUnits);
    const stair = text.element(
      "IFCSTAIR",
      "Stair",
      "$",
      schema === "IFC2X3" ? ",.STRAIGHT_RUN_STAIR." : ",$",
    );
    const flight = text.element(
      "IFCSTAIRFLIGHT",
      "Flight",
      text.box(1, 3, 0.2),
      schema === "IFC2X3" ? ",$,$,$,$" : ",$,$,$,$,$",
    );
    text.aggregate(stair, flight);
    text.contain(stair);
    text.associate(
      text.add(schema === "IFC2X3" ? "IFCMATERIAL('Concrete')" : "IFCMATERIAL('Concrete',$,$)"),
      stair,
    );
    const elements = await elementsOf(text);
    expect(elements.get("Stair")).toMatchObject({ measured: false, quantities: {}, storey: 0 });
    const part = elements.get("Flight");
    expect(part).toMatchObject({
      measured: true,
      storey: 0,
      parentGlobalId: elements.get("Stair")?.globalId,
    });
    expect(part?.quantities.volumeM3).toBeCloseTo(0.6, 6);
    expect(part?.materials).toEqual([{ name: "Concrete", thicknessM: null, share: 1 }]);
  });
});

describe("quantities", () => {
  it("takes the stated net value of several that agrees with the mesh, in the unit it is given in", async () => {
    const text = new IfcText("IFC4", siUnits);
    const cubicFoot = conversion(
      text,
      "VOLUMEUNIT",
      "m3",
      0.0283168466,
      text.add("IFCSIUNIT(*,.VOLUMEUNIT.,$,.CUBIC_METRE.)"),
    );
    const wall = (name: string, ...quantities: string[]) => {
      const element = text.element("IFCWALL", name, text.box(10, 0.5, 3), ",$");
      text.quantities([element], ...quantities);
      return element;
    };
    text.contain(
      wall(
        "twice",
        "IFCQUANTITYVOLUME('NetVolume',$,$,6.3E9,$)",
        "IFCQUANTITYVOLUME('NetVolume',$,$,15.1,$)",
      ),
      wall("gross only", "IFCQUANTITYVOLUME('GrossVolume',$,$,15.1,$)"),
      wall("wrong unit", "IFCQUANTITYVOLUME('NetVolume',$,$,15100.,$)"),
      wall("own unit", `IFCQUANTITYVOLUME('NetVolume',$,${cubicFoot},530.,$)`),
      wall("unit of another kind", `IFCQUANTITYVOLUME('NetVolume',$,#6,15.1,$)`),
    );
    const elements = await elementsOf(text);
    const volume = (name: string) => [
      elements.get(name)?.quantities.volumeM3,
      elements.get(name)?.sources.volumeM3,
    ];
    expect(volume("twice")).toEqual([15.1, "stated"]);
    expect(volume("gross only")).toEqual([15, "mesh"]);
    expect(volume("wrong unit")).toEqual([15, "mesh"]);
    expect(volume("own unit")).toEqual([expect.closeTo(530 * 0.0283168466, 9), "stated"]);
    expect(volume("unit of another kind")).toEqual([15, "mesh"]);
  });

  it("reads quantities of the type, and keeps a layer's own volume from standing for the whole", async () => {
    const text = new IfcText("IFC4", siUnits);
    const beam = text.element("IFCBEAM", "beam", text.box(0.2, 0.2, 5), ",$");
    const set = text.quantities(
      [],
      "IFCQUANTITYVOLUME('NetVolume',$,$,0.2005,$)",
      "IFCQUANTITYWEIGHT('NetWeight',$,$,480.,$)",
    );
    text.typed(text.root("IFCBEAMTYPE", `'T',$,$,(${set}),$,$,$,.BEAM.`), beam);
    const layered = text.element("IFCSLAB", "layered", "$", ",.FLOOR.");
    const part = text.add("IFCQUANTITYVOLUME('NetVolume',$,$,1.,$)");
    text.quantities([layered], `IFCPHYSICALCOMPLEXQUANTITY('Screed',$,(${part}),'layer',$,$)`);
    text.contain(beam, layered);
    const elements = await elementsOf(text);
    expect(elements.get("beam")).toMatchObject({
      quantities: { volumeM3: 0.2005, weightKg: 480, lengthM: 5 },
      sources: { volumeM3: "stated", weightKg: "stated", lengthM: "mesh" },
    });
    expect(elements.get("layered")?.quantities).toEqual({});
  });

  it("flags what is only stated", async () => {
    const text = new IfcText("IFC4", siUnits);
    const pump = text.element("IFCPUMP", "pump", "$", ",$");
    text.quantities(
      [pump],
      "IFCQUANTITYWEIGHT('GrossWeight',$,$,80.,$)",
      "IFCQUANTITYVOLUME('NetVolume',$,$,0.1,$)",
    );
    text.contain(pump);
    expect((await elementsOf(text)).get("pump")).toMatchObject({
      ifcClass: "IfcPump",
      quantities: { weightKg: 80, volumeM3: 0.1 },
      sources: { weightKg: "low_confidence", volumeM3: "low_confidence" },
    });
  });
});

describe("elements", () => {
  it("measures windows by their overall size and finds their storey through the wall", async () => {
    const text = new IfcText("IFC4", siUnits);
    const wall = text.element("IFCWALL", "wall", text.box(10, 0.5, 3), ",$");
    const opening = text.open(wall, text.shape(text.extrude(text.rectangle(1, 1), 1.5)));
    const window = text.element("IFCWINDOW", "window", text.box(1.04, 0.1, 1.52), ",1.5,1.,$,$,$");
    text.root("IFCRELFILLSELEMENT", `$,$,${opening},${window}`);
    text.contain(wall);
    const found = (await elementsOf(text)).get("window");
    expect(found).toMatchObject({ storey: 0, quantities: { areaM2: 1.5 }, sources: { areaM2: "stated" } });
  });

  it("knows building services, leaves features and spaces out, and does not measure what is only virtual", async () => {
    const text = new IfcText("IFC4", siUnits);
    const pipe = text.element("IFCPIPESEGMENT", "pipe", text.box(0.1, 0.1, 6), ",$");
    const boundary = text.element("IFCVIRTUALELEMENT", "virtual", text.box(1, 1, 1));
    text.open(pipe, text.box(0.05, 0.05, 6));
    text.contain(pipe, boundary);
    const elements = await elementsOf(text);
    expect([...elements.keys()].sort()).toEqual(["pipe", "virtual"]);
    expect(elements.get("pipe")?.quantities.lengthM).toBeCloseTo(6, 6);
    expect(elements.get("pipe")?.quantities.volumeM3).toBeCloseTo(6 * (0.01 - 0.0025), 6);
    expect(elements.get("virtual")).toMatchObject({ measured: false, quantities: {} });
  });

  it("knows the classes of infrastructure, which stand in no storey", async () => {
    const text = new IfcText("IFC4X3_ADD2", siUnits);
    const pavement = text.element("IFCPAVEMENT", "pavement", text.box(20, 4, 0.3), ",$");
    const rail = text.element("IFCRAIL", "rail", text.box(0.07, 25, 0.15), ",$");
    const part = text.root("IFCROADPART", "'Part',$,$,$,$,$,.ELEMENT.,.ROADSEGMENT.,.LONGITUDINAL.");
    text.root("IFCRELCONTAINEDINSPATIALSTRUCTURE", `$,$,(${pavement},${rail}),${part}`);
    const elements = await elementsOf(text);
    expect(elements.get("pavement")).toMatchObject({ ifcClass: "IfcPavement", storey: null });
    expect(elements.get("pavement")?.quantities.areaM2).toBeCloseTo(80, 4);
    expect(elements.get("rail")?.quantities.lengthM).toBeCloseTo(25, 4);
  });

  it("measures a slab with its reinforcement apart, and a layered wall by its parts only", async () => {
    const text = new IfcText("IFC4", siUnits);
    const slab = text.element("IFCSLAB", "slab", text.box(5, 5, 0.2), ",.FLOOR.");
    const bar = text.element("IFCREINFORCINGBAR", "bar", text.box(0.01, 0.01, 4), ",$,$,$,$,$,$");
    text.aggregate(slab, bar);
    const wall = text.element("IFCWALL", "wall", text.box(5, 0.3, 3), ",$");
    const core = text.element("IFCBUILDINGELEMENTPART", "core", text.box(5, 0.2, 3), ",$");
    const skin = text.element("IFCBUILDINGELEMENTPART", "skin", text.box(5, 0.1, 3), ",$");
    text.aggregate(wall, core, skin);
    text.contain(slab, wall);
    const elements = await elementsOf(text);
    expect(elements.get("slab")).toMatchObject({ measured: true, quantities: { areaM2: 25 } });
    expect(elements.get("bar")?.measured).toBe(true);
    expect(elements.get("wall")).toMatchObject({ measured: false, quantities: {} });
    expect(elements.get("core")?.quantities.volumeM3).toBeCloseTo(3, 6);
    expect(elements.get("skin")?.storey).toBe(0);
  });

  const corner = 1 - Math.PI / 4;
  it.each([
    [
      "IFCISHAPEPROFILEDEF(.AREA.,'IPE240',P,0.12,0.24,0.0062,0.0098,0.015,$,$)",
      2 * 0.12 * 0.0098 + (0.24 - 2 * 0.0098) * 0.0062 + 4 * corner * 0.015 ** 2,
    ],
    [
      "IFCLSHAPEPROFILEDEF(.AREA.,$,P,0.1,0.08,0.01,0.012,$,$)",
      0.01 * (0.1 + 0.08 - 0.01) + corner * 0.012 ** 2,
    ],
    [
      "IFCUSHAPEPROFILEDEF(.AREA.,$,P,0.2,0.075,0.0085,0.0115,0.0115,$,$)",
      0.2 * 0.0085 + 2 * (0.075 - 0.0085) * 0.0115 + 2 * corner * 0.0115 ** 2,
    ],
    [
      "IFCTSHAPEPROFILEDEF(.AREA.,$,P,0.1,0.1,0.011,0.011,0.011,$,$,$,$)",
      0.1 * 0.011 + (0.1 - 0.011) * 0.011 + 2 * corner * 0.011 ** 2,
    ],
    [
      "IFCZSHAPEPROFILEDEF(.AREA.,$,P,0.1,0.05,0.008,0.008,0.008,$)",
      0.1 * 0.008 + 2 * (0.05 - 0.008) * 0.008 + 2 * corner * 0.008 ** 2,
    ],
    [
      "IFCCSHAPEPROFILEDEF(.AREA.,$,P,0.2,0.07,0.002,0.02,0.003)",
      0.002 * (0.2 + 2 * 0.068 + 2 * 0.018) - 4 * corner * (0.005 ** 2 - 0.003 ** 2),
    ],
    ["IFCROUNDEDRECTANGLEPROFILEDEF(.AREA.,$,P,0.1,0.05,0.01)", 0.1 * 0.05 - 4 * corner * 0.01 ** 2],
    ["IFCCIRCLEPROFILEDEF(.AREA.,$,P,0.1)", Math.PI * 0.01],
    ["IFCCIRCLEHOLLOWPROFILEDEF(.AREA.,$,P,0.1,0.01)", Math.PI * (0.1 ** 2 - 0.09 ** 2)],
    ["IFCELLIPSEPROFILEDEF(.AREA.,$,P,0.1,0.05)", Math.PI * 0.1 * 0.05],
  ])("measures a section by its exact area: %s", async (profile, area) => {
    const text = new IfcText("IFC4", siUnits);
    const solid = text.extrude(text.add(profile.replace(",P,", `,${text.placement2d()},`)), 2);
    const whole = text.element("IFCBEAM", "whole", text.shape(solid), ",$");
    const point = text.add("IFCCARTESIANPOINT((0.,0.,1.5))");
    const plane = text.add(`IFCPLANE(${text.add(`IFCAXIS2PLACEMENT3D(${point},$,$)`)})`);
    const half = text.add(`IFCHALFSPACESOLID(${plane},.F.)`);
    const cut = text.add(`IFCBOOLEANCLIPPINGRESULT(.DIFFERENCE.,${solid},${half})`);
    const clipped = text.element("IFCBEAM", "clipped", text.shape(cut), ",$");
    text.contain(whole, clipped);
    const elements = await elementsOf(text);
    expect(Math.abs((elements.get("whole")?.quantities.volumeM3 ?? 0) / (2 * area) - 1)).toBeLessThan(1e-6);
    expect(elements.get("whole")?.quantities.lengthM).toBeCloseTo(2, 5);
    // web-ifc draws Z and C sections wrongly, so that their cut forms cannot be recognised.
    if (/[CZ]SHAPE/.test(profile)) return;
    expect(Math.abs((elements.get("clipped")?.quantities.volumeM3 ?? 0) / (1.5 * area) - 1)).toBeLessThan(
      1e-3,
    );
  });
});

describe("storeys", () => {
  it("are in order of height, placed where they state no elevation, and named by what is there", async () => {
    const text = new IfcText("IFC4", feet);
    const upper = text.root("IFCBUILDINGSTOREY", `$,$,$,${text.place(0, 0, 10)},$,'First',.ELEMENT.,$`);
    text.root("IFCBUILDINGSTOREY", "'Cellar',$,$,$,$,$,.ELEMENT.,-8.");
    const wall = text.element("IFCWALL", "wall", text.box(1, 1, 1), ",$");
    text.root("IFCRELCONTAINEDINSPATIALSTRUCTURE", `$,$,(${wall}),${upper}`);
    const { storeys, elements } = await takeOffText(text);
    expect(storeys.map(({ name }) => name)).toEqual(["Cellar", "Ground", "First"]);
    expect(storeys.map(({ elevationM }) => elevationM)).toEqual([
      expect.closeTo(-8 * 0.3048, 9),
      0,
      expect.closeTo(3.048, 9),
    ]);
    expect(elements[0]?.storey).toBe(2);
  });
});

describe("floor areas", () => {
  function withSpaces(storeyQuantity: string | null): IfcText {
    const text = new IfcText("IFC4", siUnits);
    const slab = text.element("IFCSLAB", "slab", text.box(10, 8, 0.2), ",.FLOOR.");
    const roof = text.element("IFCSLAB", "roof", text.box(12, 10, 0.2), ",.ROOF.");
    text.contain(slab, roof);
    const space = (name: string, shape: string, rest: string) =>
      text.root("IFCSPACE", `'${name}',$,$,${text.place(0, 0, 0)},${shape},$,.ELEMENT.,${rest},$`);
    const stated = space("stated", text.box(4, 4, 2.5), ".SPACE.");
    text.quantities([stated], "IFCQUANTITYAREA('NetFloorArea',$,$,15.5,$)");
    const misfit = space("wrong unit", text.box(3, 3, 2.5), ".SPACE.");
    text.quantities([misfit], "IFCQUANTITYAREA('NetFloorArea',$,$,9000000.,$)");
    const outside = space("terrace", text.box(9, 9, 2.5), ".EXTERNAL.");
    text.aggregate(text.storey, stated, misfit, outside);
    if (storeyQuantity) text.quantities([text.storey], storeyQuantity);
    return text;
  }

  it("measures what is not stated: gross from floor slabs, net from spaces", async () => {
    const { floorAreas, warnings } = await takeOffText(withSpaces(null));
    expect(floorAreas.grossSource).toBe("measured");
    expect(Math.abs((floorAreas.grossM2 ?? 0) / 80 - 1)).toBeLessThan(0.02);
    expect(floorAreas.netM2).toBeCloseTo(15.5 + 9, 5);
    expect(floorAreas.netSource).toBe("measured");
    expect(floorAreas.byStorey).toHaveLength(1);
    expect(warnings.join(" ")).toContain("1 of 2 spaces");
  });

  it("takes a stated gross area that fits, and refuses one that cannot be", async () => {
    const fits = await takeOffText(withSpaces("IFCQUANTITYAREA('GrossFloorArea',$,$,82.,$)"));
    expect(fits.floorAreas).toMatchObject({ grossM2: 82, grossSource: "stated" });
    const wrong = await takeOffText(withSpaces("IFCQUANTITYAREA('GrossFloorArea',$,$,82000000.,$)"));
    expect(wrong.floorAreas.grossSource).toBe("measured");
    expect(wrong.warnings.join(" ")).toContain("does not fit the model");
  });
});
