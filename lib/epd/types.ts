import type { DecimalString } from "#lib/catalogue/decimal.ts";
import type { Unit } from "#lib/catalogue/types.ts";

/** Modules of EN 15804 as declarations name them; A1, A2 and A3 stand apart in some. */
export const EPD_MODULES = [
  "A1-A3",
  "A1",
  "A2",
  "A3",
  "A4",
  "A5",
  "B1",
  "B2",
  "B3",
  "B4",
  "B5",
  "B6",
  "B7",
  "C1",
  "C2",
  "C3",
  "C4",
  "D",
] as const;
export type EpdModule = (typeof EPD_MODULES)[number];

/** The modules that are counted from a declaration. A4 and A5 are those of the project, by its haul and its waste. */
export const DECLARED_MODULES = [
  "B1",
  "B2",
  "B3",
  "B4",
  "B5",
  "B6",
  "B7",
  "C1",
  "C2",
  "C3",
  "C4",
  "D",
] as const;
export type DeclaredModule = (typeof DECLARED_MODULES)[number];

export type EpdStandard = "EN 15804+A1" | "EN 15804+A2";
export type EpdType = "specific" | "average" | "representative" | "generic" | "template";
export type EpdKind = "product" | "average" | "proxy";

/** GWP of one module in one scenario, kg CO2e per declared unit; null: not declared, which is not zero. */
export interface EpdModuleRow {
  module: EpdModule;
  /** Null: the module has one value only. */
  scenario: string | null;
  /** GWP-total; of EN 15804+A1 the one GWP that there is. */
  total: DecimalString | null;
  fossil: DecimalString | null;
  biogenic: DecimalString | null;
  luluc: DecimalString | null;
}

export interface EpdScenario {
  name: string;
  description: string | null;
  isDefault: boolean;
}

/** What converts the declared unit into others. Null: not declared. */
export interface EpdProperties {
  /** kg of one declared unit. */
  massKg: DecimalString | null;
  /** kg/m³. */
  grossDensity: DecimalString | null;
  /** kg/m³, heaped. */
  bulkDensity: DecimalString | null;
  /** kg/m². */
  grammage: DecimalString | null;
  /** m. */
  thickness: DecimalString | null;
  /** kg/m. */
  linearDensity: DecimalString | null;
  /** kg. */
  pieceWeight: DecimalString | null;
  /** Declared units of one kg (ILCD+EPD: amount ÷ factor = kg). */
  conversionTo1Kg: DecimalString | null;
  /** Biogenic carbon in the product, kg C per declared unit. */
  biogenicCarbonKg: DecimalString | null;
}

/** A data set as it is read, whichever form it came in. */
export interface EpdDocument {
  uuid: string;
  version: string;
  names: Record<string, string>;
  owner: string | null;
  amount: DecimalString;
  unit: Unit;
  properties: EpdProperties;
  modules: EpdModuleRow[];
  scenarios: EpdScenario[];
  standard: EpdStandard;
  dataSetType: EpdType | null;
  geography: string | null;
  referenceYear: number | null;
  /** The last day, ISO. */
  validUntil: string | null;
  registration: string | null;
  sourceUrl: string | null;
  format: "ilcd_xml" | "ilcd_json" | "csv";
}

/** How a quantity becomes declared units; the figures are those of the formula. */
export interface Conversion {
  /** What it multiplies: the line's quantity, or its mass in kg. */
  by: "quantity" | "mass";
  /** Declared units of one unit of quantity, or of one kg. */
  factor: DecimalString;
  /**
   * `same`: the units are the same; `weight`: kg and t; `thickness_ratio`: m² of another thickness; `to_area`: m³ ÷ the
   * declared thickness; `to_volume`: m² × the entry's thickness; `mass`: kg ÷ the mass of a declared unit.
   */
  how: "same" | "weight" | "thickness_ratio" | "to_area" | "to_volume" | "mass";
  /** Thickness of the entry, thickness declared (m), and mass of one declared unit (kg), where the formula has them. */
  entryThicknessM: DecimalString | null;
  declaredThicknessM: DecimalString | null;
  unitMassKg: DecimalString | null;
}

/** 1 is best, 5 worst; docs/carbon.md says how each is given. */
export interface DataQuality {
  reliability: number;
  time: number;
  geography: number;
  technology: number;
  /** Their mean, to one place. */
  score: number;
}

/** Which declaration a factor is of, so that a line can be traced to it whatever happens to the library. */
export interface EpdIdentity {
  id: string;
  uuid: string;
  version: string;
  name: string;
  owner: string | null;
  kind: EpdKind;
  dataSetType: EpdType | null;
  standard: EpdStandard;
  geography: string | null;
  referenceYear: number | null;
  validUntil: string | null;
  registration: string | null;
  sourceUrl: string | null;
  scenario: string | null;
  declaredUnit: Unit;
}

/** kg CO2e of one declared unit, without biogenic carbon, and the biogenic part beside it as declared. */
export interface ModuleValue {
  kg: DecimalString;
  biogenicKg: DecimalString | null;
}

/** A chosen declaration as an estimate counts by it: figures per one declared unit. */
export interface EpdFactor extends EpdIdentity {
  conversion: Conversion;
  a1a3: ModuleValue;
  declared: Partial<Record<DeclaredModule, ModuleValue>>;
  /** CO2 stored, kg per declared unit, positive; null: the entry's own value stands. */
  storedKg: DecimalString | null;
  dataQuality: DataQuality;
}
