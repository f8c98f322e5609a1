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

/** The colour of a part of every estimate. `module`: of carbon, `a1_a3_kg`…; `build_up`: a step of the price. */
export function partColor(kind: "module" | "build_up", key: string): SeriesColor {
  return seriesColor((kind === "module" ? MODULES : BUILD_UP)[key] ?? hashedSeries(key));
}

/** FNV-1a: 1 to 12. */
export function hashedSeries(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193) >>> 0;
  }
  return (hash % SERIES.length) + 1;
}
