/** Writes drawings as DXF text for tests, group by group as the DXF reference has them, without any library. */
export type Group = readonly [code: number, value: string | number];

export interface DxfBlock {
  name: string;
  base?: readonly [number, number];
  entities: readonly Group[][];
}

export interface DxfDrawing {
  /** INSUNITS; left out: the header does not have it. */
  insunits?: number;
  /** Layers by name, with a negative colour for one that is off and flag 1 for one that is frozen. */
  layers?: readonly { name: string; color?: number; flags?: number }[];
  blocks?: readonly DxfBlock[];
  entities?: readonly Group[][];
  /** On the first layout. */
  paper?: readonly Group[][];
}

/** The drawing as a file of release 2000 (AC1015). Handles are given in the order of writing, from 100 (hexadecimal) on. */
export function dxf({ insunits, layers = [], blocks = [], entities = [], paper = [] }: DxfDrawing): Buffer {
  let handle = 0x100;
  const next = () => (handle++).toString(16).toUpperCase();
  const records = new Map<string, string>(
    ["*Model_Space", "*Paper_Space", ...blocks.map(({ name }) => name)].map((name) => [name, next()]),
  );
  const placed =
    (owner: string, isPaper = false) =>
    (groups: Group[]): Group[] => [
      ...groups.slice(0, 1),
      [5, next()],
      [330, records.get(owner) ?? "0"],
      ...(isPaper ? ([[67, 1]] as Group[]) : []),
      ...groups.slice(1),
    ];
  const groups: Group[] = [
    ...section("HEADER", [
      [9, "$ACADVER"],
      [1, "AC1015"],
      ...(insunits === undefined
        ? []
        : ([
            [9, "$INSUNITS"],
            [70, insunits],
          ] as Group[])),
    ]),
    ...section("TABLES", [
      ...table(
        "LAYER",
        [{ name: "0" }, ...layers].map(
          ({ name, color = 7, flags = 0 }: { name: string; color?: number; flags?: number }) => [
            [0, "LAYER"],
            [5, next()],
            [100, "AcDbSymbolTableRecord"],
            [100, "AcDbLayerTableRecord"],
            [2, name],
            [70, flags],
            [62, color],
            [6, "Continuous"],
          ],
        ),
        next(),
      ),
      ...table(
        "BLOCK_RECORD",
        [...records].map(([name, own]) => [
          [0, "BLOCK_RECORD"],
          [5, own],
          [100, "AcDbSymbolTableRecord"],
          [100, "AcDbBlockTableRecord"],
          [2, name],
        ]),
        next(),
      ),
    ]),
    ...section(
      "BLOCKS",
      [{ name: "*Model_Space", entities: [] }, { name: "*Paper_Space", entities: [] }, ...blocks].flatMap(
        ({ name, base = [0, 0], entities: held }: DxfBlock): Group[] => [
          [0, "BLOCK"],
          [5, next()],
          [330, records.get(name) ?? "0"],
          [100, "AcDbEntity"],
          [8, "0"],
          [100, "AcDbBlockBegin"],
          [2, name],
          [70, 0],
          [10, base[0]],
          [20, base[1]],
          [30, 0],
          [3, name],
          [1, ""],
          ...held.flatMap((entity) => placed(name)(entity)),
          [0, "ENDBLK"],
          [5, next()],
          [330, records.get(name) ?? "0"],
          [100, "AcDbEntity"],
          [8, "0"],
          [100, "AcDbBlockEnd"],
        ],
      ),
    ),
    ...section("ENTITIES", [
      ...entities.flatMap((entity) => placed("*Model_Space")(entity)),
      ...paper.flatMap((entity) => placed("*Paper_Space", true)(entity)),
    ]),
    [0, "EOF"],
  ];
  return Buffer.from(`${groups.map(([code, value]) => `${code}\n${value}`).join("\n")}\n`);
}

const section = (name: string, inner: readonly Group[]): Group[] => [
  [0, "SECTION"],
  [2, name],
  ...inner,
  [0, "ENDSEC"],
];

const table = (name: string, records: readonly Group[][], handle: string): Group[] => [
  [0, "TABLE"],
  [2, name],
  [5, handle],
  [100, "AcDbSymbolTable"],
  [70, records.length],
  ...records.flat(),
  [0, "ENDTAB"],
];

type Point = readonly [x: number, y: number];

const entity = (type: string, layer: string, marker: string, ...groups: Group[]): Group[] => [
  [0, type],
  [100, "AcDbEntity"],
  [8, layer],
  [100, marker],
  ...groups,
];
const at = (code: number, [x, y]: Point): Group[] => [
  [code, x],
  [code + 10, y],
  [code + 20, 0],
];

export const line = (layer: string, from: Point, to: Point) =>
  entity("LINE", layer, "AcDbLine", ...at(10, from), ...at(11, to));

export const circle = (layer: string, center: Point, radius: number) =>
  entity("CIRCLE", layer, "AcDbCircle", ...at(10, center), [40, radius]);

/** Angles in degrees, counterclockwise. */
export const arc = (layer: string, center: Point, radius: number, from: number, to: number): Group[] => [
  ...circle(layer, center, radius).map(([code, value]): Group => (code === 0 ? [0, "ARC"] : [code, value])),
  [100, "AcDbArc"],
  [50, from],
  [51, to],
];

/** Corners with their bulge, 0 for a straight side. */
export const polyline = (
  layer: string,
  corners: readonly (readonly [x: number, y: number, bulge?: number])[],
  closed: boolean,
  normal = 1,
) =>
  entity(
    "LWPOLYLINE",
    layer,
    "AcDbPolyline",
    [90, corners.length],
    [70, closed ? 1 : 0],
    ...corners.flatMap(([x, y, bulge = 0]): Group[] => [
      [10, x],
      [20, y],
      [42, bulge],
    ]),
    ...(normal === 1
      ? []
      : ([
          [210, 0],
          [220, 0],
          [230, normal],
        ] as Group[])),
  );

export const rectangle = (layer: string, [x, y]: Point, width: number, height: number) =>
  polyline(
    layer,
    [
      [x, y],
      [x + width, y],
      [x + width, y + height],
      [x, y + height],
    ],
    true,
  );

/** Half axes along x and y; whole. */
export const ellipse = (layer: string, center: Point, along: number, across: number) =>
  entity(
    "ELLIPSE",
    layer,
    "AcDbEllipse",
    ...at(10, center),
    ...at(11, [along, 0]),
    [210, 0],
    [220, 0],
    [230, 1],
    [40, across / along],
    [41, 0],
    [42, 2 * Math.PI],
  );

/** A clamped spline without weights. */
export const spline = (layer: string, degree: number, knots: readonly number[], points: readonly Point[]) =>
  entity(
    "SPLINE",
    layer,
    "AcDbSpline",
    [210, 0],
    [220, 0],
    [230, 1],
    [70, 8],
    [71, degree],
    [72, knots.length],
    [73, points.length],
    [74, 0],
    ...knots.map((knot): Group => [40, knot]),
    ...points.flatMap((point) => at(10, point)),
  );

/** Solid fill of polygons; the first one is the outer boundary. `style`: 0 islands alternate, 1 outer, 2 ignored. */
export const hatch = (layer: string, loops: readonly (readonly Point[])[], style = 0) =>
  entity(
    "HATCH",
    layer,
    "AcDbHatch",
    ...at(10, [0, 0]),
    [210, 0],
    [220, 0],
    [230, 1],
    [2, "SOLID"],
    [70, 1],
    [71, 0],
    [91, loops.length],
    ...loops.flatMap((loop, i): Group[] => [
      [92, i === 0 ? 3 : 2],
      [72, 0],
      [73, 1],
      [93, loop.length],
      ...loop.flatMap(([x, y]): Group[] => [
        [10, x],
        [20, y],
      ]),
      [97, 0],
    ]),
    [75, style],
    [76, 1],
    [98, 0],
  );

/** Solid fill bounded by edges, as groups of the DXF reference from code 72 on. */
export const edgeHatch = (layer: string, edges: readonly Group[][]) =>
  entity(
    "HATCH",
    layer,
    "AcDbHatch",
    ...at(10, [0, 0]),
    [210, 0],
    [220, 0],
    [230, 1],
    [2, "SOLID"],
    [70, 1],
    [71, 0],
    [91, 1],
    [92, 1],
    [93, edges.length],
    ...edges.flat(),
    [97, 0],
    [75, 0],
    [76, 1],
    [98, 0],
  );

/** A filled corner, its corners like a Z. */
export const solid = (layer: string, [a, b, c, d]: readonly [Point, Point, Point, Point]) =>
  entity("SOLID", layer, "AcDbTrace", ...at(10, a), ...at(11, b), ...at(12, c), ...at(13, d));

export const point = (layer: string, where: Point) => entity("POINT", layer, "AcDbPoint", ...at(10, where));

export const text = (layer: string, where: Point, words: string) =>
  entity("TEXT", layer, "AcDbText", ...at(10, where), [40, 2.5], [1, words], [100, "AcDbText"]);

export interface InsertOptions {
  scale?: readonly [number, number];
  /** Degrees. */
  rotation?: number;
  columns?: number;
  rows?: number;
  spacing?: Point;
}

export const insert = (
  layer: string,
  block: string,
  where: Point,
  { scale = [1, 1], rotation = 0, columns = 1, rows = 1, spacing = [0, 0] }: InsertOptions = {},
) =>
  entity(
    "INSERT",
    layer,
    "AcDbBlockReference",
    [2, block],
    ...at(10, where),
    [41, scale[0]],
    [42, scale[1]],
    [43, 1],
    [50, rotation],
    [70, columns],
    [71, rows],
    [44, spacing[0]],
    [45, spacing[1]],
  );
