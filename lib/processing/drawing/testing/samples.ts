import {
  type ACadVersion,
  BlockRecord,
  BoundaryPathFlags,
  CadDocument,
  Circle,
  DwgWriter,
  Hatch,
  HatchBoundaryPath,
  HatchBoundaryPathPolyline,
  Insert,
  Layer,
  LayerFlags,
  Line,
  LwPolyline,
  UnitsType,
  XY,
  XYZ,
} from "@node-projects/acad-ts";
import {
  arc,
  circle,
  dxf,
  edgeHatch,
  ellipse,
  hatch,
  insert,
  line,
  point,
  polyline,
  rectangle,
  solid,
  spline,
  text,
} from "./dxf.ts";

/**
 * A DWG in cm: a line of 500 and a mirrored insert, twice as large, of an outline of 90 × 5 on `A-WALL`; a circle on a
 * frozen layer; a hatch of 10 × 10 with a hole of 3 × 3 on `SLAB`.
 */
export function sampleDwg(version: ACadVersion): Buffer {
  const document = new CadDocument();
  const { header, layers, blockRecords, modelSpace } = document;
  if (!header || !layers || !blockRecords || !modelSpace)
    throw new Error("a new document has all its tables");
  header.version = version;
  header.insUnits = UnitsType.Centimeters;
  const layer = (name: string) => {
    const made = new Layer(name);
    layers.add(made);
    return made;
  };
  const [wall, ice, slab] = [layer("A-WALL"), layer("ICE"), layer("SLAB")];
  ice.layerFlags = LayerFlags.Frozen;
  const long = new Line(new XYZ(0, 0, 0), new XYZ(300, 400, 0));
  long.layer = wall;
  const round = new Circle(new XYZ(0, 0, 0), 100);
  round.layer = ice;
  const fill = new Hatch();
  fill.layer = slab;
  fill.isSolid = true;
  fill.paths = [boundary(0, 10), boundary(2, 3)];
  const leaf = new BlockRecord("Leaf");
  blockRecords.add(leaf);
  const outline = new LwPolyline([new XY(0, 0), new XY(90, 0), new XY(90, 5), new XY(0, 5)]);
  outline.isClosed = true;
  leaf.entities.add(outline);
  const mirrored = new Insert(leaf);
  mirrored.xScale = -2;
  mirrored.yScale = 2;
  mirrored.layer = wall;
  for (const entity of [long, round, fill, mirrored]) modelSpace.entities.add(entity);
  return Buffer.from(DwgWriter.writeToBuffer(document));
}

function boundary(at: number, side: number): HatchBoundaryPath {
  const edge = new HatchBoundaryPathPolyline();
  edge.isClosed = true;
  edge.vertices = [
    new XYZ(at, at, 0),
    new XYZ(at + side, at, 0),
    new XYZ(at + side, at + side, 0),
    new XYZ(at, at + side, 0),
  ];
  const path = new HatchBoundaryPath([edge]);
  path.flags = BoundaryPathFlags.Polyline | BoundaryPathFlags.External;
  return path;
}

/** A DXF with a thing of each kind on layers whose names are suggested for, and blocks within blocks. */
export function sampleDxf(): Buffer {
  return dxf({
    insunits: 4,
    layers: [{ name: "A-WALL" }, { name: "OFF", color: -3 }, { name: "ICE", flags: 1 }],
    blocks: [
      { name: "B", base: [1, 0], entities: [rectangle("0", [0, 0], 2, 1), arc("A-DOOR", [0, 0], 2, 0, 90)] },
      { name: "C", entities: [insert("0", "B", [3, 0], { scale: [-1, 2], rotation: 30 })] },
    ],
    entities: [
      line("A-WALL", [0, 0], [3, 4]),
      circle("A-COLS", [0, 0], 3),
      ellipse("A-SLAB", [0, 0], 5, 3),
      polyline(
        "A-WALL",
        [
          [0, 0],
          [4, 0, 1],
          [4, 4, -0.5],
          [0, 4],
        ],
        true,
        -1,
      ),
      spline(
        "A-RAIL",
        3,
        [0, 0, 0, 0, 1, 1, 1, 1],
        [
          [0, 0],
          [1, 2],
          [2, 2],
          [3, 0],
        ],
      ),
      hatch("Decke", [
        [
          [0, 0],
          [9, 0],
          [9, 9],
          [0, 9],
        ],
        [
          [2, 2],
          [4, 2],
          [4, 4],
          [2, 4],
        ],
      ]),
      edgeHatch("Decke", [
        [
          [72, 3],
          [10, 0],
          [20, 0],
          [11, 5],
          [21, 0],
          [40, 0.6],
          [50, 0],
          [51, 360],
          [73, 1],
        ],
      ]),
      solid("OFF", [
        [0, 0],
        [4, 0],
        [0, 3],
        [4, 3],
      ]),
      point("ICE", [1, 1]),
      text("A-ANNO", [0, 0], "Flur"),
      insert("X", "C", [9, 9], { columns: 3, rows: 2, spacing: [5, 5] }),
    ],
    paper: [line("X", [0, 0], [1, 0])],
  });
}
