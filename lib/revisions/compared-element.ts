import type { ElementBox, ElementMaterial, Quantities, TakeoffStorey } from "#lib/processing/types.ts";

/** What two versions of a model are compared by, of one element. */
export interface ComparedElement {
  ordinal: number;
  globalId: string;
  ifcClass: string;
  name: string | null;
  /** Index into its model's storeys. */
  storey: number | null;
  quantities: Quantities;
  materials: readonly Pick<ElementMaterial, "name" | "thicknessM" | "share">[];
  /** Null: it has no shape, or was taken off before boxes were kept. */
  box: ElementBox | null;
}

/** One version of a model, as its take-off has it. */
export interface ComparedModel {
  elements: readonly ComparedElement[];
  storeys: readonly TakeoffStorey[];
}

/** Places and sizes that differ by less are the same, m: what exports round by. */
export const PLACE_TOLERANCE_M = 0.01;
