import { IfcText, real, siUnits } from "#lib/processing/geometry/testing/ifc-text.ts";

/** One wall of the test's house: a box `length` × 0.2 × 3 m whose middle is at `x`, `y`. */
export interface Wall {
  /** Tells its GlobalId. */
  id: number;
  name: string;
  storey: 0 | 1;
  x: number;
  y: number;
  length: number;
  material: string;
}

const NAMES = ["Ground floor", "First floor"];

/** Eight walls on two storeys, no two of one length. */
export const WALLS: readonly Wall[] = Array.from({ length: 8 }, (_, at) => ({
  id: at,
  name: `Wall ${at}`,
  storey: at < 4 ? 0 : 1,
  x: (at % 4) * 12,
  y: 0,
  length: 4 + at * 0.25,
  material: at % 2 === 0 ? "Concrete C30/37" : "Brick",
}));

/** The known edits: one wall removed, one added, one longer, one of another material, one moved, one storey renamed. */
export const EDITED = {
  walls: [
    ...WALLS.filter(({ id }) => id !== 1).map((wall): Wall => {
      if (wall.id === 2) return { ...wall, length: wall.length + 1.5, x: wall.x + 0.75 };
      if (wall.id === 4) return { ...wall, material: "Brick" };
      return wall.id === 7 ? { ...wall, y: wall.y + 1.2 } : wall;
    }),
    { id: 20, name: "Wall 20", storey: 1, x: 6, y: 30, length: 9, material: "Concrete C30/37" } as const,
  ],
  storeys: ["Erdgeschoss", "First floor"],
};

/** An IFC4 file of the house. `ids`: what every GlobalId begins with. */
export function houseIfc(walls: readonly Wall[], storeys: readonly string[] = NAMES, ids = "v1"): string {
  const text = new IfcText("IFC4", siUnits, { storey: false });
  const guid = (what: string) => `${ids}${what}`.padEnd(22, "0");
  const rooted = (type: string, id: string, attributes: string) =>
    text.add(`${type}('${guid(id)}',$,${attributes})`);
  const building = rooted("IFCBUILDING", "building", "'House',$,$,$,$,$,.ELEMENT.,$,$,$");
  text.aggregate(text.storey, building);
  const levels = storeys.map((name, at) =>
    rooted("IFCBUILDINGSTOREY", `storey${at}`, `'${name}',$,$,$,$,$,.ELEMENT.,${real(at * 3)}`),
  );
  text.aggregate(building, ...levels);
  for (const { id, name, storey, x, y, length, material } of walls) {
    const wall = rooted(
      "IFCWALL",
      `wall${id}`,
      `'${name}',$,$,${text.place(x, y, storey * 3)},${text.box(length, 0.2, 3)},$,$`,
    );
    text.containIn(levels[storey] ?? building, wall);
    text.associate(text.add(`IFCMATERIAL('${material}',$,$)`), wall);
  }
  return text.toString();
}
