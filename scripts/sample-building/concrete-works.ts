import { BEARING_AT, CLEAR, EDGE, LENGTH, layer, SLAB, WIDTH } from "./dimensions.ts";
import type { IfcModel, Storey } from "./ifc-model.ts";
import { addBar, addPlate } from "./parts.ts";
import { along, box, type Point, polygon, rectangle, type Solid, solidVolumeM3 } from "./shapes.ts";
import { choice, real } from "./step-file.ts";

/** Stairwell in the upper floor. */
const STAIRWELL = { at: [500, 4_900] as [number, number], size: [2_100, 2_990] as [number, number] };

export function addFoundation(model: IfcModel, storey: Storey): void {
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

/** Two columns and three beams of concrete per storey. */
export function addFrame(model: IfcModel, storey: Storey): void {
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

/** The slab between the storeys hangs below the upper storey's level. */
export function addUpperFloor(model: IfcModel, storey: Storey): void {
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
export function addStair(model: IfcModel, storey: Storey): void {
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
