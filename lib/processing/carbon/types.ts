import type { DecimalString } from "#lib/catalogue/decimal.ts";
import type { Quality } from "#lib/catalogue/types.ts";
import type { Conversion, DataQuality, DeclaredModule, EpdIdentity } from "#lib/epd/types.ts";
import type { Coverage } from "#lib/processing/costs/coverage.ts";
import type { UnmeasuredItem, UnmeasuredReason } from "#lib/processing/materials/types.ts";

export const CARBON_MODULES = ["a1a3G", "a4G", "a5G", "biogenicG"] as const;

/** Whole grams of CO2e by EN 15978 module. `biogenicG`: CO2 stored, positive, not part of any module. */
export interface CarbonModules {
  a1a3G: number;
  a4G: number;
  a5G: number;
  biogenicG: number;
}

/** Whole grams of CO2e; `biogenicG` as declared, beside them. */
export interface DeclaredGrams {
  g: number;
  biogenicG: number | null;
}

export interface LineEpd extends EpdIdentity {
  conversion: Conversion;
  /** What the line comes to in the declared unit. */
  declaredQuantity: DecimalString;
  /** A1–A3 of one declared unit, kg CO2e without biogenic carbon. */
  a1a3KgPerUnit: DecimalString;
}

/** One line of a carbon account; same key as the measured and the cost line. JSON-safe. */
export interface CarbonLine {
  key: string;
  catalogueId: string;
  name: string;
  ifcClass: string | null;
  massKg: DecimalString;
  factor: {
    a1a3KgPerKg: number;
    source: string;
    quality: Quality;
    /** The factor or the mass is a proxy: say so beside it. */
    proxy: boolean;
    wasteRate: number;
    wasteSource: string;
    distanceKm: number;
    transportSource: string;
    /** The declaration that it is of, and how the line's quantity became declared units. Absent: a factor per kg. */
    epd?: LineEpd;
    /** Absent on lines that were counted before there was one. */
    dataQuality?: DataQuality;
  };
  /** Modules B, C and D as the declaration has them; one that is missing is not declared, which is not zero. */
  declared?: Partial<Record<DeclaredModule, DeclaredGrams>>;
  modules: CarbonModules;
  /** Adds up to the line. */
  byStorey: { storey: number | null; modules: CarbonModules }[];
  elementIds: string[];
}

/** What is not in the account, and why. */
export interface MissingCarbon extends Omit<UnmeasuredItem, "reason"> {
  reason: UnmeasuredReason | "no_factor" | "no_mass";
  massKg: DecimalString | null;
}

export interface CarbonAccount {
  lines: CarbonLine[];
  missing: MissingCarbon[];
  /** The sums of the lines. */
  totals: CarbonModules;
  byMaterial: { catalogueId: string; modules: CarbonModules }[];
  byStorey: { storey: number | null; modules: CarbonModules }[];
  massKg: DecimalString;
  coverage: Coverage;
}
