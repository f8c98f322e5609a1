import { isClass } from "./ifc-classes.ts";

/** Which area and length a class is measured by (DESIGN: side of walls, plan of slabs, width × height of openings' fillings). */
export interface MeasureRule {
  area: "side" | "plan" | "box" | null;
  length: "axis" | "side" | null;
}

const SIDE = new Set(["IfcWall", "IfcCurtainWall"]);
const PLAN = new Set([
  "IfcSlab",
  "IfcRoof",
  "IfcCovering",
  "IfcPavement",
  "IfcCourse",
  "IfcBuildingElementPart",
]);
const BOX = new Set(["IfcWindow", "IfcDoor", "IfcPlate"]);
const AXIS = new Set([
  "IfcBeam",
  "IfcColumn",
  "IfcMember",
  "IfcPile",
  "IfcRailing",
  "IfcRail",
  "IfcKerb",
  "IfcFlowSegment",
  "IfcPipeSegment",
  "IfcDuctSegment",
  "IfcCableSegment",
  "IfcCableCarrierSegment",
  "IfcConveyorSegment",
  "IfcReinforcingBar",
  "IfcTendon",
  "IfcTendonConduit",
]);

/** Names stated areas go by, by rule, best first; gross areas never answer a net question. */
export const AREA_NAMES = {
  side: ["netsidearea", "netarea"],
  plan: ["netarea", "netplanarea", "nettoarea"],
  box: ["netarea", "area"],
} as const;
export const LENGTH_NAMES = ["length", "netlength"] as const;
/** The file's `Volume` alone does not say net or gross: it stands last, and the mesh decides. */
export const VOLUME_NAMES = ["netvolume", "nettovolumen", "volume"] as const;
export const WEIGHT_NAMES = ["netweight", "weight", "grossweight"] as const;

export function measureRule(ifcClass: string): MeasureRule {
  if (isClass(ifcClass, SIDE)) return { area: "side", length: "side" };
  if (isClass(ifcClass, PLAN)) return { area: "plan", length: null };
  if (isClass(ifcClass, BOX)) return { area: "box", length: null };
  return { area: null, length: isClass(ifcClass, AXIS) ? "axis" : null };
}
