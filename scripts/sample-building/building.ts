import { addFoundation, addFrame, addStair, addUpperFloor } from "./concrete-works.ts";
import {
  BEARING_AT,
  CLEAR,
  EDGE,
  EXTERNAL,
  INNER_LENGTH,
  INNER_WIDTH,
  LENGTH,
  layer,
  NORTH,
  STOREY,
  WIDTH,
} from "./dimensions.ts";
import { type ExpectedElement, IfcModel, type Storey } from "./ifc-model.ts";
import { addPlate, addWall, type Types, type WallOpening } from "./parts.ts";
import { addFacade, addPergola, addRoof } from "./roof-and-outside.ts";
import { addPlant, addServices, type Room } from "./services.ts";
import { box, type Point } from "./shapes.ts";
import { choice, NONE } from "./step-file.ts";

const BEARING = [layer("Gipsputz", 15), layer("Kalksandstein", 175), layer("Gipsputz", 15)];
const PARTITION = [
  layer("Gipskartonplatte GKB", 12.5),
  layer("Steinwolle WLG 035", 75),
  layer("Gipskartonplatte GKB", 12.5),
];
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
