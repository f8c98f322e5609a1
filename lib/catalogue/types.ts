import type { EpdFactor } from "#lib/epd/types.ts";
import type { DecimalString } from "./decimal.ts";

/** Units in which things are bought and estimated. */
export const UNITS = ["m3", "m2", "m", "kg", "t", "pcs"] as const;
export type Unit = (typeof UNITS)[number];

/** Accuracy of a carbon value: A product EPD ±10 %, B national or industry average ±25 %, C proxy ±50 %. */
export type Quality = "A" | "B" | "C";

/** Modes are road only; RICS 2017, table 7: local 50 km, national 300 km, European 1 500 km. */
export type TransportClass = "local" | "national" | "european";

/** A value with the publication it comes from. `proxy`: taken from something similar, or not verified. */
export interface Sourced {
  source: string;
  proxy: boolean;
}

/** What a thing costs installed, as a build-up. Money in the price book's currency per unit, exact decimals. */
export interface PriceRow {
  unit: Unit;
  /** Material price per unit. */
  materialPrice: DecimalString;
  /** Hours of labour per unit. */
  labourHours: DecimalString;
  /** Hours of equipment per unit. */
  equipmentHours: DecimalString;
  /** What is bought on top of the net quantity, as a fraction of it (0.05 = 5 %); acts on the material price only. */
  wasteAllowance: DecimalString;
  /** Likely × this = low and high. */
  lowFactor: DecimalString;
  highFactor: DecimalString;
  source: string;
  /** True for the default table's unverified prices (class 5): every page that shows them must say so. */
  placeholder: boolean;
}

export interface Codes {
  masterFormat: string | null;
  uniFormat: string | null;
  din276: string | null;
}

/** One thing that is bought: a material, or a whole product such as a door. Quantities SI. */
export interface CatalogueEntry {
  id: string;
  name: string;
  /** The unit it is estimated in. */
  unit: Unit;
  /** A product priced whole (door, window, boiler): never priced by the volume of its materials. */
  wholeProduct: boolean;
  /** An air layer: it has a volume, and nothing is bought, moved or emitted for it. */
  nothingToBuy: boolean;
  densityKgM3: number | null;
  /** Nominal thickness of goods sold by area, m: converts between volume and area where a model states none. */
  thicknessM: number | null;
  /** Mass of one unit (m2, m or pcs). `own`: the tenant stated it, so it stands before volume × density. */
  massPerUnit: ({ kg: number; own?: true } & Sourced) | null;
  /** EN 15978 modules A1–A3, kg CO2e per kg, without biogenic carbon. */
  carbon: ({ a1a3KgPerKg: number; quality: Quality } & Sourced) | null;
  /** The declaration that the tenant chose for it: it is counted by this, and by `carbon` where nothing was chosen. */
  epd?: EpdFactor;
  /** CO2 stored in wood and other plants, kg per kg, positive. Told apart, never netted. */
  biogenic: ({ storedKgPerKg: number } & Sourced) | null;
  /** Part of the material brought to site that is wasted (0..1). */
  waste: { rate: number } & Sourced;
  /** Modules C3–C4 of the wasted part, kg CO2e per kg. */
  disposal: { kgPerKg: number } & Sourced;
  transport: { class: TransportClass } & Sourced;
  codes: Omit<Codes, "din276">;
}

/** Entries by id. A tenant's own catalogue is the default one with its own entries and factors laid over it. */
export type Catalogue = ReadonlyMap<string, CatalogueEntry>;

/** Prices in one currency. Rows by catalogue id; what has no row is unpriced. */
export interface PriceBook {
  id: string;
  name: string;
  version: number;
  /** ISO 4217. */
  currency: string;
  /** Money per hour. */
  laborRate: DecimalString;
  equipmentRate: DecimalString;
  rows: ReadonlyMap<string, PriceRow>;
}
