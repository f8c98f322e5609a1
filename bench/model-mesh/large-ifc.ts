import { fixtureFolder, IfcText, siUnits } from "#lib/processing/geometry/testing/ifc-text.ts";

const STOREYS = 50;

/** An IFC file of so many elements in 50 storeys: slabs, walls, round columns, beams and pipes. `remove` when it is done with. */
export function largeIfc(elements: number): { file: string; remove: () => void } {
  const folder = fixtureFolder();
  const ifc = new IfcText("IFC4", siUnits);
  const shapes = new Shapes(ifc);
  const perStorey = Math.ceil(elements / STOREYS);
  const columns = Math.ceil(Math.sqrt(perStorey));
  const storeys: string[] = [];
  for (let level = 0; level < STOREYS; level++) {
    const storey = ifc.root(
      "IFCBUILDINGSTOREY",
      `'Level ${level}',$,$,$,$,$,.ELEMENT.,${3.5 * level}.`.replace("..", "."),
    );
    const held = Array.from({ length: perStorey }, (_, n) =>
      shapes.element(n, 3 * (n % columns), 3 * Math.floor(n / columns), 3.5 * level),
    );
    storeys.push(storey);
    ifc.containIn(storey, ...held);
  }
  ifc.aggregate(ifc.project, ...storeys);
  return { file: folder.write(ifc.toString()), remove: folder.remove };
}

/** Each element has a solid of its own, as exporters write them. */
class Shapes {
  private readonly ifc: IfcText;

  constructor(ifc: IfcText) {
    this.ifc = ifc;
  }

  element(n: number, x: number, y: number, z: number): string {
    const { ifc } = this;
    const name = `Element ${n}`;
    const place = ifc.place(x, y, z);
    const root = (type: string, shape: string, rest = ",$") =>
      ifc.root(type, `'${name}',$,$,${place},${shape},$${rest}`);
    const sort = n % 10;
    if (sort < 4) return root("IFCWALL", ifc.box(2.9, 0.2, 3));
    if (sort < 5) return root("IFCSLAB", ifc.box(3, 3, 0.25), ",.FLOOR.");
    if (sort < 7) return root("IFCBEAM", ifc.box(3, 0.2, 0.4));
    return root(sort < 8 ? "IFCCOLUMN" : "IFCPIPESEGMENT", ifc.shape(ifc.extrude(this.circle(sort), 3)));
  }

  private circle(sort: number): string {
    return this.ifc.add(
      `IFCCIRCLEPROFILEDEF(.AREA.,$,${this.ifc.placement2d()},${sort < 8 ? "0.2" : "0.05"})`,
    );
  }
}
