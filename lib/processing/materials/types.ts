import type { DecimalString } from "#lib/catalogue/decimal.ts";
import type { Unit } from "#lib/catalogue/types.ts";

/**
 * Why something of the model cannot be estimated:
 * - `unknown_material`: no catalogue entry; a person has to assign one.
 * - `no_material`: the model names none, and the class says too little.
 * - `no_quantity`: the model has neither the quantity that the entry is estimated in nor one it follows from.
 * - `no_share`: the model names several materials, and not how much of the element each is.
 * - `too_small`: all there is of it rounds to nothing (placeholders of a few cubic millimetres).
 * - `whole_product`: the material is a whole product (a window), the element is not of that class.
 */
export type UnmeasuredReason =
  | "unknown_material"
  | "no_material"
  | "no_quantity"
  | "no_share"
  | "too_small"
  | "whole_product";

/** One line of a bill of quantities: one catalogue entry in one IFC class and cost group. JSON-safe. */
export interface MeasuredLine {
  /** `catalogueId|ifcClass|din276`; the class empty for a line entered by hand, the group only where it is not the class's own. */
  key: string;
  catalogueId: string;
  ifcClass: string | null;
  /** DIN 276:2018 cost group, where class and model tell it. */
  din276: string | null;
  /** Material names of the model behind it, sorted; empty where the class decided (a door, a boiler). */
  materialNames: string[];
  unit: Unit;
  /** Net quantity in `unit`: the exact sum over all parts, rounded once to 6 places. */
  quantity: DecimalString;
  /** Of the parts that have one, rounded once to the gram (3 places); null where no part has one. */
  massKg: DecimalString | null;
  /** What of the quantity is not in `massKg`, and whose it is; null: nothing, or (`massKg` null) all of it. */
  unweighed: { quantity: DecimalString; elementIds: string[] } | null;
  /** Of the parts that have a volume; 6 places. */
  volumeM3: DecimalString;
  /** GlobalIds behind the line, sorted, each once. */
  elementIds: string[];
  /** The line split by storey, as the line itself is rounded and weighed (index into `Takeoff.storeys`, null for none); adds up to the line exactly. */
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
