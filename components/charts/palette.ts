import { ENTRY_SERIES } from "./palette-entries.ts";

/** A colour of a chart, of a table's mark and of the model alike. `css` follows the theme; the hex pair is for what cannot. */
export interface SeriesColor {
  /** 1 to 12, the number of the token. */
  series: number;
  css: string;
  light: string;
  dark: string;
}

/**
 * Twelve colours that people with any colour vision tell apart: chosen by distance in OKLab under simulated protanopia,
 * deuteranopia and tritanopia, each 3:1 against the grounds it stands on (palette.test.ts holds both). The same pairs are
 * the tokens --chart-1 … --chart-12 of app/globals.css. No meaning is by colour alone: marks carry their name as well.
 */
export const SERIES: readonly (readonly [light: string, dark: string])[] = [
  ["#1d55c9", "#6f9dff"],
  ["#0d7f77", "#46c2b7"],
  ["#a86200", "#e0a44a"],
  ["#8a3f96", "#cf8bdb"],
  ["#2e3042", "#818c99"],
  ["#982508", "#b14f2c"],
  ["#115b42", "#a1fcda"],
  ["#2e94e1", "#7dd9f8"],
  ["#591905", "#c18251"],
  ["#ec46ab", "#91577c"],
  ["#948f45", "#d2e462"],
  ["#5d1c83", "#764ed7"],
];

export type ColorKind = "material" | "class" | "storey" | "module" | "build_up";

/**
 * The colour of a thing, the same on every page and in every session: what is known by its table, everything else by a
 * hash of its key. `material`: the catalogue's id; `class`: the IFC class; `storey`: its name; `module`: `a1_a3_kg`…;
 * `build_up`: a step of the price.
 */
export function colorOf(kind: ColorKind, key: string): SeriesColor {
  return seriesColor(KNOWN[kind](key) ?? hashed(key));
}

/**
 * The colour of a material as a file names it, in the model and in tables: that of the catalogue entry it was taken for,
 * which charts show, or one by its name where it is unknown.
 */
export function materialColor(name: string, catalogueId: string | null): SeriesColor {
  return colorOf("material", catalogueId ?? name);
}

export function seriesColor(series: number): SeriesColor {
  const index = (((series - 1) % SERIES.length) + SERIES.length) % SERIES.length;
  const [light, dark] = SERIES[index] ?? ["#1d55c9", "#6f9dff"];
  return { series: index + 1, css: `var(--chart-${index + 1})`, light, dark };
}

const MODULES: Record<string, number> = { a1_a3_kg: 1, a4_kg: 3, a5_kg: 2, biogenic_kg: 7 };
const BUILD_UP: Record<string, number> = {
  material: 1,
  labour: 3,
  equipment: 2,
  waste: 6,
  location: 4,
  total: 5,
};

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
  module: (key) => MODULES[key],
  build_up: (key) => BUILD_UP[key],
};

/** FNV-1a: 1 to 12. */
function hashed(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193) >>> 0;
  }
  return (hash % SERIES.length) + 1;
}
