import { CLEAR, LENGTH, layer, SLAB, WIDTH } from "./dimensions.ts";
import type { IfcModel, Storey } from "./ifc-model.ts";
import { addBar, addPlate, addWall, type Types } from "./parts.ts";
import { along, box, iSection, rectangle } from "./shapes.ts";
import { choice } from "./step-file.ts";

/** A material that the catalogue does not know, for a person to assign. */
export const UNKNOWN_MATERIAL = "Fassadenpaneel Typ F7";

export function addRoof(model: IfcModel, types: Types, storey: Storey): void {
  const roof = model.element({
    key: "roof",
    ifcClass: "IfcRoof",
    name: "Flachdach",
    storey,
    solids: [],
    extra: [choice("FLAT_ROOF")],
  });
  const layers = [
    layer("Stahlbeton C25/30", SLAB),
    layer("Dampfsperre", 4),
    layer("PIR Dämmplatte", 160),
    layer("Kunststoffdachbahn", 2),
    layer("Kies", 50),
  ];
  addPlate(model, {
    key: "roof-slab",
    ifcClass: "IfcSlab",
    name: "Dachaufbau",
    storey,
    at: [0, 0, CLEAR],
    size: [LENGTH, WIDTH],
    layers,
    predefined: "ROOF",
    partOf: roof,
  });
  const foot = CLEAR + layers.reduce((sum, { thickness }) => sum + thickness, 0);
  const masonry = [layer("Klinker", 240)];
  const parapet = (side: string, start: [number, number], direction: "x" | "y", length: number) =>
    addWall(model, types, {
      key: `parapet-${side}`,
      name: `Attika ${side}`,
      storey,
      start,
      direction,
      length,
      height: 400,
      layers: masonry,
      predefined: "PARAPET",
      foot,
    });
  parapet("south", [0, 0], "x", LENGTH);
  parapet("north", [0, WIDTH - 240], "x", LENGTH);
  parapet("west", [0, 240], "y", WIDTH - 480);
  parapet("east", [LENGTH - 240, 240], "y", WIDTH - 480);
}

/** Panels before the west front of the upper storey, of the unknown material. */
export function addFacade(model: IfcModel, storey: Storey): void {
  for (const [index, y] of [0, 1_500, 6_000, 7_500].entries()) {
    const solid = box([-30, y, 0], [30, 1_500, CLEAR]);
    model.element({
      key: `panel-${index}`,
      ifcClass: "IfcCovering",
      name: `Fassadenpaneel ${index + 1}`,
      storey,
      solids: [solid],
      extra: [choice("CLADDING")],
      material: UNKNOWN_MATERIAL,
    });
  }
}

/** A pergola before the south front: steel posts and edge beams, timber members. */
export function addPergola(model: IfcModel, storey: Storey): void {
  const post = iSection(120, 114, 5, 8);
  for (const x of [2_000, 9_000]) {
    for (const y of [-3_000, -300]) {
      const solid = along(post, [x, y, 0], "z", 2_500);
      addBar(model, {
        key: `post-${x}-${y}`,
        ifcClass: "IfcColumn",
        name: "Stütze HEA 120",
        storey,
        solid,
        material: "Baustahl S235JR",
        predefined: "COLUMN",
      });
    }
  }
  for (const y of [-3_000, -300]) {
    const solid = along(iSection(82, 160, 5, 7.4), [1_900, y, 2_580], "x", 7_200);
    addBar(model, {
      key: `edge-${y}`,
      ifcClass: "IfcBeam",
      name: "Randträger IPE 160",
      storey,
      solid,
      material: "Baustahl S235JR",
      predefined: "BEAM",
    });
  }
  for (let index = 0; index < 12; index++) {
    const solid = along(rectangle(80, 160, -40, 0), [2_000 + index * 630, -3_200, 2_660], "y", 3_100);
    addBar(model, {
      key: `rafter-${index}`,
      ifcClass: "IfcMember",
      name: "Sparren 8/16",
      storey,
      solid,
      material: "Brettschichtholz GL24h",
      predefined: "RAFTER",
    });
  }
}
