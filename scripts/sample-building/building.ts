import { type ExpectedElement, IfcModel, type Layer, type Storey } from "./ifc-model.ts";
import { addBar, addPlate, addWall, type Types, type WallOpening } from "./parts.ts";
import { addPlant, addServices, type Room } from "./services.ts";
import { along, box, iSection, type Point, polygon, rectangle, type Solid, solidVolumeM3 } from "./shapes.ts";
import { choice, NONE, real } from "./step-file.ts";

/** Millimetres: the building's outer sizes, its storey height, slab and wall thicknesses. */
const [LENGTH, WIDTH, STOREY] = [12_000, 9_000, 3_200];
const SLAB = 220;
const CLEAR = STOREY - SLAB;

const layer = (material: string, thickness: number): Layer => ({ material, thickness });
const EXTERNAL = [
  layer("Außenputz", 20),
  layer("Wärmedämmung EPS 035", 160),
  layer("Kalksandstein", 175),
  layer("Gipsputz", 15),
];
const BEARING = [layer("Gipsputz", 15), layer("Kalksandstein", 175), layer("Gipsputz", 15)];
const PARTITION = [
  layer("Gipskartonplatte GKB", 12.5),
  layer("Steinwolle WLG 035", 75),
  layer("Gipskartonplatte GKB", 12.5),
];
const EDGE = EXTERNAL.reduce((sum, { thickness }) => sum + thickness, 0);
const INNER_WIDTH = WIDTH - 2 * EDGE;
const INNER_LENGTH = LENGTH - 2 * EDGE;
/** The bearing wall runs along the building from y = 4400. */
const BEARING_AT = 4_400;
const NORTH = BEARING_AT + 205;

/** A material that the catalogue does not know, for a person to assign. */
export const UNKNOWN_MATERIAL = "Fassadenpaneel Typ F7";

const ROOMS: (Room & { name: string; floor: "Parkett Eiche" | "Fliesen" })[] = [
  {
    key: "living",
    name: "Wohnen",
    at: [EDGE, EDGE],
    size: [5_630, BEARING_AT - EDGE],
    wet: false,
    floor: "Parkett Eiche",
  },
  {
    key: "office",
    name: "Arbeiten",
    at: [6_100, EDGE],
    size: [LENGTH - EDGE - 6_100, BEARING_AT - EDGE],
    wet: false,
    floor: "Parkett Eiche",
  },
  {
    key: "hall",
    name: "Flur",
    at: [EDGE, NORTH],
    size: [4_000 - EDGE, WIDTH - EDGE - NORTH],
    wet: false,
    floor: "Fliesen",
  },
  {
    key: "bath",
    name: "Bad",
    at: [4_100, NORTH],
    size: [2_900, WIDTH - EDGE - NORTH],
    wet: true,
    floor: "Fliesen",
  },
  {
    key: "kitchen",
    name: "Küche",
    at: [7_100, NORTH],
    size: [LENGTH - EDGE - 7_100, WIDTH - EDGE - NORTH],
    wet: false,
    floor: "Fliesen",
  },
];

/** Stairwell in the upper floor. */
const STAIRWELL = { at: [500, 4_900] as [number, number], size: [2_100, 2_990] as [number, number] };

/** The sample building: its IFC4 text, the same bytes each time, and what is true of its elements. */
export function buildSample(): { text: string; expected: ExpectedElement[] } {
  const model = new IfcModel("Musterhaus", "Musterstadt", "Musterhaus am Park");
  const types = addTypes(model);
  const gross = (LENGTH * WIDTH) / 1e6;
  const ground = model.storey("eg", "Erdgeschoss", 0, gross);
  const upper = model.storey("og", "Obergeschoss", STOREY, gross);
  addFoundation(model, ground);
  for (const storey of [ground, upper]) {
    addWalls(model, types, storey, storey === ground);
    addFrame(model, storey);
    addRooms(model, storey);
    addServices(model, storey, ROOMS, CLEAR);
  }
  addUpperFloor(model, upper);
  addStair(model, ground);
  addRoof(model, types, upper);
  addFacade(model, upper);
  addPergola(model, ground);
  addPlant(model, ground);
  return { text: model.finish("sample-building.ifc", "2026-01-01T00:00:00"), expected: model.expected };
}

function addTypes(model: IfcModel): Types {
  const door = (key: string, name: string) =>
    model.type(key, "IfcDoorType", name, [choice("DOOR"), choice("SINGLE_SWING_LEFT"), NONE, NONE]);
  return {
    externalDoor: door("type-external-door", "Haustür Stahl"),
    internalDoor: door("type-internal-door", "Innentür Holz"),
    window: model.type("type-window", "IfcWindowType", "Holz-Alu-Fenster 3-fach", [
      choice("WINDOW"),
      choice("SINGLE_PANEL"),
      NONE,
      NONE,
    ]),
  };
}

function addFoundation(model: IfcModel, storey: Storey): void {
  const [top, depth, width] = [-470, 500, 600];
  const strips: [string, Point, Point][] = [
    ["south", [-100, -100, top - depth], [LENGTH + 200, width, depth]],
    ["north", [-100, WIDTH + 100 - width, top - depth], [LENGTH + 200, width, depth]],
    ["west", [-100, width - 100, top - depth], [width, WIDTH + 200 - 2 * width, depth]],
    ["east", [LENGTH + 100 - width, width - 100, top - depth], [width, WIDTH + 200 - 2 * width, depth]],
    ["middle", [width - 100, BEARING_AT - 200, top - depth], [LENGTH + 200 - 2 * width, width, depth]],
  ];
  for (const [side, at, size] of strips) {
    const name = `Streifenfundament ${side}`;
    footing(model, storey, `strip-${side}`, name, box(at, size), "STRIP_FOOTING");
  }
  for (const x of [4_000, 8_000]) {
    const pad = box([x - 500, 1_800, top - depth], [1_000, 1_000, depth]);
    footing(model, storey, `pad-${x}`, "Einzelfundament", pad, "PAD_FOOTING");
  }
  addPlate(model, {
    key: "base-slab",
    ifcClass: "IfcSlab",
    name: "Bodenplatte",
    storey,
    at: [0, 0, -470],
    size: [LENGTH, WIDTH],
    layers: [layer("Kies", 150), layer("Perimeterdämmung XPS", 120), layer("Stahlbeton C25/30", 200)],
    predefined: "BASESLAB",
  });
}

function footing(
  model: IfcModel,
  storey: Storey,
  key: string,
  name: string,
  solid: Solid,
  predefined: string,
): void {
  addBar(model, {
    key,
    ifcClass: "IfcFooting",
    name,
    storey,
    solid,
    material: "Stahlbeton C25/30",
    predefined,
  });
}

function addWalls(model: IfcModel, types: Types, storey: Storey, isGround: boolean): void {
  const key = (part: string) => `${storey.key}-${part}`;
  const window = (part: string, at: number, width = 1_510): WallOpening => ({
    key: key(`window-${part}`),
    kind: "window",
    at,
    sill: 900,
    width,
    height: 1_385,
  });
  const door = (part: string, at: number, kind: "external door" | "internal door"): WallOpening => ({
    key: key(`door-${part}`),
    kind,
    at,
    sill: 0,
    width: kind === "external door" ? 1_010 : 885,
    height: kind === "external door" ? 2_135 : 2_010,
  });
  const external = (side: string, start: [number, number], direction: "x" | "y", openings: WallOpening[]) =>
    addWall(model, types, {
      key: key(`wall-${side}`),
      name: `Außenwand ${side}`,
      storey,
      start,
      direction,
      length: direction === "x" ? LENGTH : INNER_WIDTH,
      height: CLEAR,
      layers: EXTERNAL,
      openings,
      misstated: isGround && side === "south",
    });
  const entrance = isGround ? [door("entrance", 2_200, "external door")] : [window("n0", 2_200, 1_010)];
  external("south", [0, 0], "x", [
    window("s1", 1_200),
    window("s2", 3_500),
    window("s3", 7_000),
    window("s4", 9_300),
  ]);
  external("north", [0, WIDTH - EDGE], "x", [...entrance, window("n1", 5_000, 885), window("n2", 8_500)]);
  external("west", [0, EDGE], "y", [window("w1", 1_500)]);
  external("east", [LENGTH - EDGE, EDGE], "y", [window("e1", 1_500), window("e2", 5_500)]);

  const internal = (part: string, start: [number, number], length: number, openings: WallOpening[]) =>
    addWall(model, types, {
      key: key(`wall-${part}`),
      name: part === "bearing" ? "Innenwand tragend" : `Trennwand ${part}`,
      storey,
      start,
      direction: part === "bearing" ? "x" : "y",
      length,
      height: CLEAR,
      layers: part === "bearing" ? BEARING : PARTITION,
      openings,
      predefined: part === "bearing" ? "SOLIDWALL" : "PARTITIONING",
    });
  const north = WIDTH - EDGE - NORTH;
  internal("bearing", [EDGE, BEARING_AT], INNER_LENGTH, [
    door("living", 2_700, "internal door"),
    door("kitchen", 8_000, "internal door"),
  ]);
  internal("office", [6_000, EDGE], BEARING_AT - EDGE, [door("office", 2_500, "internal door")]);
  internal("bath", [4_000, NORTH], north, [door("bath", 600, "internal door")]);
  internal("pantry", [7_000, NORTH], north, []);
}

/** Two columns and three beams of concrete per storey. */
function addFrame(model: IfcModel, storey: Storey): void {
  const [y, side, depth] = [2_300, 250, 300];
  for (const x of [4_000, 8_000]) {
    addBar(model, {
      key: `${storey.key}-column-${x}`,
      ifcClass: "IfcColumn",
      name: "Stütze 25/25",
      storey,
      solid: box([x - side / 2, y - side / 2, 0], [side, side, CLEAR]),
      material: "Stahlbeton C30/37",
      predefined: "COLUMN",
    });
  }
  for (const [from, to] of [
    [EDGE, 3_875],
    [4_125, 7_875],
    [8_125, LENGTH - EDGE],
  ] as const) {
    addBar(model, {
      key: `${storey.key}-beam-${from}`,
      ifcClass: "IfcBeam",
      name: "Unterzug 25/30",
      storey,
      solid: along(rectangle(side, depth, -side / 2, 0), [from, y, CLEAR - depth], "x", to - from),
      material: "Stahlbeton C30/37",
      predefined: "BEAM",
    });
  }
}

function addRooms(model: IfcModel, storey: Storey): void {
  for (const room of ROOMS) {
    const [[x, y], size] = [room.at, room.size];
    model.space(storey, `${storey.key}-${room.key}`, room.name, box([x, y, 0], [...size, CLEAR]));
    const finish = layer(room.floor, room.floor === "Fliesen" ? 10 : 14);
    const plate = { ifcClass: "IfcCovering" as const, storey, size };
    const floor = {
      ...plate,
      key: `${storey.key}-${room.key}-floor`,
      name: `Bodenbelag ${room.name}`,
      at: [x, y, 0] as Point,
    };
    // The hall upstairs is left to the stairwell.
    if (room.key !== "hall" || storey.key === "eg") {
      addPlate(model, { ...floor, layers: [layer("Zementestrich CT", 60), finish], predefined: "FLOORING" });
    }
    if (room.wet || room.key === "office") {
      addPlate(model, {
        ...plate,
        key: `${storey.key}-${room.key}-ceiling`,
        name: `Abhangdecke ${room.name}`,
        at: [x, y, CLEAR - 360],
        layers: [layer("Gipskartonplatte GKB", 12.5)],
        predefined: "CEILING",
      });
    }
  }
}

/** The slab between the storeys hangs below the upper storey's level. */
function addUpperFloor(model: IfcModel, storey: Storey): void {
  const [x, y] = STAIRWELL.at;
  const [dx, dy] = STAIRWELL.size;
  addPlate(model, {
    key: "upper-slab",
    ifcClass: "IfcSlab",
    name: "Geschossdecke",
    storey,
    at: [0, 0, -SLAB],
    size: [LENGTH, WIDTH],
    layers: [layer("Stahlbeton C25/30", SLAB)],
    predefined: "FLOOR",
    openings: [
      {
        key: "stairwell",
        solid: box([x, y, -SLAB - 50], [dx, dy, SLAB + 100]),
        removesM3: (dx * dy * SLAB) / 1e9,
        filledBy: null,
      },
    ],
  });
}

/** A half-turn stair: two flights of eight risers and a landing, parts of one assembly without a shape of its own. */
function addStair(model: IfcModel, storey: Storey): void {
  const [risers, rise, tread, width, waist] = [8, 200, 270, 1_000, 180];
  const stair = model.element({
    key: "stair",
    ifcClass: "IfcStair",
    name: "Treppe",
    storey,
    solids: [],
    extra: [choice("HALF_TURN_STAIR")],
  });
  const run = (risers - 1) * tread;
  const steps = Array.from({ length: risers - 1 }, (_, step): [number, number][] => [
    [step * tread, (step + 1) * rise],
    [(step + 1) * tread, (step + 1) * rise],
  ]);
  const upwards: [number, number][] = [
    [0, 0],
    ...steps.flat(),
    [run, risers * rise - waist - rise],
    [waist, 0],
  ];
  // The list runs clockwise: up the steps, back along the soffit.
  const profile = polygon(upwards.toReversed());
  const flights: [string, Solid][] = [
    ["1", { profile, depth: width, at: [500, 4_900, 0], axis: [1, 0, 0], ref: [0, 1, 0] }],
    ["2", { profile, depth: width, at: [2_600, 6_790, risers * rise], axis: [-1, 0, 0], ref: [0, -1, 0] }],
  ];
  for (const [number, solid] of flights) {
    const volume = solidVolumeM3([solid]);
    model.element({
      key: `flight-${number}`,
      ifcClass: "IfcStairFlight",
      name: `Treppenlauf ${number}`,
      storey,
      solids: [solid],
      extra: [String(risers), String(risers - 1), real(rise), real(tread), choice("STRAIGHT")],
      material: "Stahlbeton - Fertigteil",
      partOf: stair,
      quantities: {
        set: "Qto_StairFlightBaseQuantities",
        values: [
          ["Volume", "GrossVolume", volume],
          ["Volume", "NetVolume", volume],
        ],
      },
    });
  }
  addPlate(model, {
    key: "landing",
    ifcClass: "IfcSlab",
    name: "Podest",
    storey,
    at: [500, 6_790, risers * rise - waist],
    size: [2_100, 1_100],
    layers: [layer("Stahlbeton - Fertigteil", waist)],
    predefined: "LANDING",
    partOf: stair,
  });
  for (const [number, x] of [
    ["1", 1_520],
    ["2", 1_580],
  ] as const) {
    model.element({
      key: `railing-${number}`,
      ifcClass: "IfcRailing",
      name: `Geländer ${number}`,
      storey,
      solids: [box([x - 10, 4_900, 900], [20, run, 60])],
      extra: [choice("GUARDRAIL")],
      material: "Edelstahl",
      quantities: { set: "Qto_RailingBaseQuantities", values: [["Length", "Length", run]] },
    });
  }
}

function addRoof(model: IfcModel, types: Types, storey: Storey): void {
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
function addFacade(model: IfcModel, storey: Storey): void {
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
function addPergola(model: IfcModel, storey: Storey): void {
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
