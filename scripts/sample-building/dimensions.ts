import type { Layer } from "./ifc-model.ts";

/** Millimetres: the building's outer sizes, its storey height, slab and wall thicknesses. */
export const [LENGTH, WIDTH, STOREY] = [12_000, 9_000, 3_200];
export const SLAB = 220;
export const CLEAR = STOREY - SLAB;

export const layer = (material: string, thickness: number): Layer => ({ material, thickness });
export const EXTERNAL = [
  layer("Außenputz", 20),
  layer("Wärmedämmung EPS 035", 160),
  layer("Kalksandstein", 175),
  layer("Gipsputz", 15),
];
export const EDGE = EXTERNAL.reduce((sum, { thickness }) => sum + thickness, 0);
export const INNER_WIDTH = WIDTH - 2 * EDGE;
export const INNER_LENGTH = LENGTH - 2 * EDGE;
/** The bearing wall runs along the building from y = 4400. */
export const BEARING_AT = 4_400;
export const NORTH = BEARING_AT + 205;
