import { ENTRANCE, FRAME, GLASS } from "./finishes.ts";
import type { IfcModel, Layer, Opening, Quantity, Storey } from "./ifc-model.ts";
import { box, frame, type Point, rectangle, type Solid, solidVolumeM3 } from "./shapes.ts";
import { type Attribute, choice, NONE, real } from "./step-file.ts";

/** How far an opening's body sticks out of each face of its wall, mm. */
const THROUGH = 50;

export interface Types {
  externalDoor: Attribute;
  internalDoor: Attribute;
  window: Attribute;
}

export interface WallOpening {
  key: string;
  kind: "window" | "external door" | "internal door";
  /** From the wall's start, and above its foot, mm. */
  at: number;
  sill: number;
  width: number;
  height: number;
}

export interface Wall {
  key: string;
  name: string;
  storey: Storey;
  start: [number, number];
  direction: "x" | "y";
  length: number;
  height: number;
  layers: Layer[];
  openings?: WallOpening[];
  predefined?: string;
  foot?: number;
  type?: Attribute;
  /** States the gross volume as the net one, as careless exports do, so that the take-off has something to catch. */
  misstated?: boolean;
}

/** A straight wall with its layers, openings, doors, windows and base quantities. */
export function addWall(model: IfcModel, types: Types, wall: Wall): void {
  const { length, height, storey } = wall;
  const foot = wall.foot ?? 0;
  const thickness = wall.layers.reduce((sum, layer) => sum + layer.thickness, 0);
  const openings = (wall.openings ?? []).map((opening) =>
    addOpening(model, types, wall, opening, thickness, foot),
  );
  const removed = openings.reduce((sum, { removesM3 }) => sum + removesM3, 0);
  const gross = (length * height * thickness) / 1e9;
  const net = gross - removed;
  const side = (length * height) / 1e6;
  model.element({
    key: wall.key,
    ifcClass: "IfcWall",
    name: wall.name,
    storey,
    solids: [oriented(wall, 0, foot, length, thickness, height)],
    extra: [choice(wall.predefined ?? "STANDARD")],
    material: wall.layers,
    openings,
    ...(wall.type ? { type: wall.type } : {}),
    quantities: {
      set: "Qto_WallBaseQuantities",
      values: [
        ["Length", "Length", length],
        ["Length", "Height", height],
        ["Length", "Width", thickness],
        ["Area", "GrossSideArea", side],
        ["Area", "NetSideArea", side - (removed * 1e3) / thickness],
        ["Volume", "GrossVolume", gross],
        ["Volume", "NetVolume", wall.misstated ? gross : net],
      ],
    },
  });
}

/** A box in a wall: from `at` along it and `inset` into it. */
function oriented(
  { start: [x, y], direction }: Pick<Wall, "start" | "direction">,
  at: number,
  z: number,
  length: number,
  thickness: number,
  height: number,
  inset = 0,
): Solid {
  return direction === "x"
    ? box([x + at, y + inset, z], [length, thickness, height])
    : box([x + inset, y + at, z], [thickness, length, height]);
}

function addOpening(
  model: IfcModel,
  types: Types,
  wall: Wall,
  opening: WallOpening,
  thickness: number,
  foot: number,
): Opening {
  const { at, width, height } = opening;
  const z = foot + opening.sill;
  const filledBy =
    opening.kind === "window"
      ? addWindow(model, types, wall, opening, z)
      : addDoor(model, types, wall, opening, z);
  return {
    key: `${opening.key}-opening`,
    solid: oriented(wall, at, z, width, thickness + 2 * THROUGH, height, -THROUGH),
    removesM3: (width * height * thickness) / 1e9,
    filledBy,
  };
}

function addDoor(
  model: IfcModel,
  types: Types,
  wall: Wall,
  { key, kind, at, width, height }: WallOpening,
  z: number,
): Attribute {
  const external = kind === "external door";
  return model.element({
    key,
    ifcClass: "IfcDoor",
    name: external ? "Haustür" : "Innentür",
    storey: wall.storey,
    solids: [oriented(wall, at, z, width, external ? 70 : 40, height, 60)],
    extra: [real(height), real(width), choice("DOOR"), choice("SINGLE_SWING_LEFT"), NONE],
    material: external ? "Stahl verzinkt" : "Holz",
    ...(external ? { finishes: [ENTRANCE] } : {}),
    type: external ? types.externalDoor : types.internalDoor,
    quantities: { set: "Qto_DoorBaseQuantities", values: sizes(width, height) },
  });
}

function addWindow(
  model: IfcModel,
  types: Types,
  wall: Wall,
  { key, at, width, height }: WallOpening,
  z: number,
): Attribute {
  const [x, y] = wall.start;
  const rim = 80;
  const origin: Point = wall.direction === "x" ? [x + at, y + 220, z] : [x + 150, y + at, z];
  // The frame stands upright: its profile lies in the wall's plane, its depth goes into the wall.
  const upright: Solid =
    wall.direction === "x"
      ? { profile: frame(width, height, rim), depth: 70, at: origin, axis: [0, -1, 0], ref: [1, 0, 0] }
      : { profile: frame(width, height, rim), depth: 70, at: origin, axis: [1, 0, 0], ref: [0, 1, 0] };
  const pane: Solid = {
    ...upright,
    profile: rectangle(width - 2 * rim, height - 2 * rim, rim, rim),
    depth: 30,
    at: wall.direction === "x" ? [origin[0], origin[1] - 20, z] : [origin[0] + 20, origin[1], z],
  };
  return model.element({
    key,
    ifcClass: "IfcWindow",
    name: `Fenster ${width} x ${height}`,
    storey: wall.storey,
    solids: [upright, pane],
    finishes: [FRAME, GLASS],
    extra: [real(height), real(width), choice("WINDOW"), choice("SINGLE_PANEL"), NONE],
    type: types.window,
    quantities: { set: "Qto_WindowBaseQuantities", values: sizes(width, height) },
  });
}

function sizes(width: number, height: number): Quantity[] {
  return [
    ["Length", "Width", width],
    ["Length", "Height", height],
    ["Area", "Area", (width * height) / 1e6],
  ];
}

export interface Plate {
  key: string;
  ifcClass: "IfcSlab" | "IfcCovering";
  name: string;
  storey: Storey;
  at: Point;
  size: [number, number];
  layers: Layer[];
  predefined: string;
  openings?: Opening[];
  partOf?: Attribute;
}

/** A flat plate (slab, covering) from its least corner upwards, with layers and base quantities. */
export function addPlate(model: IfcModel, plate: Plate): void {
  const [dx, dy] = plate.size;
  const thickness = plate.layers.reduce((sum, layer) => sum + layer.thickness, 0);
  const solid = box(plate.at, [dx, dy, thickness]);
  const gross = solidVolumeM3([solid]);
  const removed = (plate.openings ?? []).reduce((sum, { removesM3 }) => sum + removesM3, 0);
  const area = (dx * dy) / 1e6;
  const netArea = area - (removed * 1e3) / thickness;
  const slab: Quantity[] = [
    ["Length", "Width", thickness],
    ["Area", "GrossArea", area],
    ["Area", "NetArea", netArea],
    ["Volume", "GrossVolume", gross],
    ["Volume", "NetVolume", gross - removed],
  ];
  const covering: Quantity[] = [
    ["Length", "Width", thickness],
    ["Area", "GrossArea", area],
    ["Area", "NetArea", netArea],
  ];
  model.element({
    key: plate.key,
    ifcClass: plate.ifcClass,
    name: plate.name,
    storey: plate.storey,
    solids: [solid],
    extra: [choice(plate.predefined)],
    material: plate.layers,
    ...(plate.openings ? { openings: plate.openings } : {}),
    ...(plate.partOf ? { partOf: plate.partOf } : {}),
    quantities: {
      set: plate.ifcClass === "IfcSlab" ? "Qto_SlabBaseQuantities" : "Qto_CoveringBaseQuantities",
      values: plate.ifcClass === "IfcSlab" ? slab : covering,
    },
  });
}

export interface Bar {
  key: string;
  ifcClass: "IfcBeam" | "IfcColumn" | "IfcMember" | "IfcFooting";
  name: string;
  storey: Storey;
  solid: Solid;
  material: string;
  predefined: string;
}

/** A column, beam, member or footing of one solid, with length, section and volume stated. */
export function addBar(
  model: IfcModel,
  { key, ifcClass, name, storey, solid, material, predefined }: Bar,
): void {
  const volume = solidVolumeM3([solid]);
  model.element({
    key,
    ifcClass,
    name,
    storey,
    solids: [solid],
    extra: [choice(predefined)],
    material,
    quantities: {
      set: `Qto_${ifcClass.slice(3)}BaseQuantities`,
      values: [
        ["Length", "Length", solid.depth],
        ["Area", "CrossSectionArea", solid.profile.areaMm2 / 1e6],
        ["Volume", "GrossVolume", volume],
        ["Volume", "NetVolume", volume],
      ],
    },
  });
}
