import type { DecimalString } from "#lib/catalogue/decimal.ts";
import type { Unit } from "#lib/catalogue/types.ts";

/**
 * Why something of the model cannot be estimated:
 * - `unknown_material`: no catalogue entry; a person has to assign one.
 * - `no_material`: the model names none, and the class says too little.
 * - `no_quantity`: the model has neither the quantity that the entry is estimated in nor one it follows from.
 * - `whole_product`: the material is a whole product (a window), the element is not of that class.
 */
export type UnmeasuredReason = "unknown_material" | "no_material" | "no_quantity" | "whole_product";

/** One line of a bill of quantities: one catalogue entry in one IFC class. JSON-safe. */
export interface MeasuredLine {
  /** `catalogueId|ifcClass`, the ifcClass empty for a line entered by hand. Unique in its model. */
  key: string;
  catalogueId: string;
  ifcClass: string | null;
  /** Material names of the model behind it, sorted; empty where the class decided (a door, a boiler). */
  materialNames: string[];
  unit: Unit;
  /** Net quantity in `unit`: the exact sum over all parts, rounded once to 6 places. */
  quantity: DecimalString;
  /** Rounded once to the gram (3 places); null where neither density nor mass per unit is known. */
  massKg: DecimalString | null;
  /** Of the parts that have a volume; 6 places. */
  volumeM3: DecimalString;
  /** GlobalIds behind the line, sorted, each once. */
  elementIds: string[];
  /** The line split by storey (index into `Takeoff.storeys`, null for none); adds up to the line exactly. */
  byStorey: { storey: number | null; quantity: DecimalString; massKg: DecimalString | null }[];
}

/** What could not be measured, one entry per reason, material and class. JSON-safe. */
export interface UnmeasuredItem {
  reason: UnmeasuredReason;
  materialName: string | null;
  /** The entry, where one was found and only the quantity is missing. */
  catalogueId: string | null;
  ifcClass: string | null;
  volumeM3: DecimalString;
  elementIds: string[];
}

/** A model (or a list entered by hand) measured in the catalogue's units. JSON-safe, input of costs and carbon. */
export interface MeasuredModel {
  /** Sorted by key. */
  lines: MeasuredLine[];
  unmeasured: UnmeasuredItem[];
  /** Elements that count: all but assemblies whose parts carry the geometry. By hand: the materials entered. */
  elements: number;
  volumeM3: DecimalString;
}
