import { hashedSeries, type SeriesColor, seriesColor } from "./palette.ts";
import { ENTRY_SERIES } from "./palette-entries.ts";

export type ColorKind = "material" | "class" | "storey";

/**
 * The colour of a thing, the same on every page and in every session: what is known by its table, everything else by a
 * hash of its key. `material`: the catalogue's id; `class`: the IFC class; `storey`: its name.
 */
export function colorOf(kind: ColorKind, key: string): SeriesColor {
  return seriesColor(KNOWN[kind](key) ?? hashedSeries(key));
}

/**
 * The colour of a material as a file names it, in the model and in tables: that of the catalogue entry it was taken for,
 * which charts show, or one by its name where it is unknown.
 */
export function materialColor(name: string, catalogueId: string | null): SeriesColor {
  return colorOf("material", catalogueId ?? name);
}

/** By the stem of a class, so that IfcWall and IfcWallStandardCase are one. The first that fits. */
const CLASSES: readonly (readonly [stem: string, series: number])[] = [
  ["IfcWall", 1],
  ["IfcSlab", 5],
  ["IfcColumn", 3],
  ["IfcBeam", 6],
  ["IfcWindow", 8],
  ["IfcDoor", 9],
  ["IfcRoof", 4],
  ["IfcStair", 7],
  ["IfcRamp", 7],
  ["IfcCovering", 10],
  ["IfcCurtainWall", 2],
  ["IfcPlate", 2],
  ["IfcMember", 11],
  ["IfcFooting", 12],
  ["IfcPile", 12],
  ["IfcRailing", 11],
  ["IfcReinforc", 6],
  ["IfcFurni", 4],
  ["IfcBuildingElementProxy", 10],
];

const KNOWN: Record<ColorKind, (key: string) => number | undefined> = {
  material: (key) => ENTRY_SERIES.get(key),
  class: (key) => CLASSES.find(([stem]) => key.startsWith(stem))?.[1],
  storey: () => undefined,
};
