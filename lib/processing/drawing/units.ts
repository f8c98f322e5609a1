/** Units that a drawing may be in, with their metres (INSUNITS of the DXF reference; US survey foot: 1200/3937 m). */
const METRES = {
  mm: 0.001,
  cm: 0.01,
  dm: 0.1,
  m: 1,
  km: 1000,
  in: 0.0254,
  ft: 0.3048,
  yd: 0.9144,
  mi: 1609.344,
  us_ft: 1200 / 3937,
  us_in: 100 / 3937,
  us_yd: 3600 / 3937,
} as const;

export type DrawingUnit = keyof typeof METRES;

export const DRAWING_UNITS = [
  "mm",
  "cm",
  "dm",
  "m",
  "km",
  "in",
  "ft",
  "yd",
  "mi",
  "us_ft",
  "us_in",
  "us_yd",
] as const satisfies readonly DrawingUnit[];

export const metresOf = (unit: DrawingUnit): number => METRES[unit];

const INSUNITS: Readonly<Record<number, DrawingUnit>> = {
  1: "in",
  2: "ft",
  3: "mi",
  4: "mm",
  5: "cm",
  6: "m",
  7: "km",
  10: "yd",
  14: "dm",
  21: "us_ft",
  22: "us_in",
  23: "us_yd",
};

/** The unit that a header's INSUNITS states; null for 0 (none), and for those nothing is built in, such as parsecs. */
export function statedUnit(insunits: number): DrawingUnit | null {
  return INSUNITS[insunits] ?? null;
}
