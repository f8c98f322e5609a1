import { keptText } from "#lib/i18n/kept-text.ts";
import type { ElementMaterial, Quantities } from "#lib/processing/types.ts";
import { TakeoffError } from "./takeoff-error.ts";

/**
 * What one model may hold: several times what the largest buildings and campuses do. The steps after the take-off work on
 * every storey, space and material name, so their number is bounded here, in the worker, before anything is stored.
 */
export const MODEL_LIMITS = {
  elements: 2_000_000,
  /** Or, in a model without storeys, parts of facilities. */
  storeys: 2_000,
  spaces: 200_000,
  different_materials: 10_000,
  materials_in_one_element: 500,
  layers_and_other_parts_of_elements: 8_000_000,
} as const;

/** Largest length, area, volume or weight of one element, SI; a cube of 100 km has as many m³. */
const LARGEST_QUANTITY = 1e15;

/** Throws `TakeoffError` (`ifc_too_many`) for more of a kind than a model may hold. */
export function checkCount(kind: keyof typeof MODEL_LIMITS, count: number): void {
  const most = MODEL_LIMITS[kind];
  if (count > most)
    throw new TakeoffError("ifc_too_many", keptText(`too_many_${kind}`, { most: most.toLocaleString("en") }));
}

/** The same of the materials of all elements: different names, in one element, and in all of them together. */
export function checkMaterials(elements: readonly { materials: readonly ElementMaterial[] }[]): void {
  const names = new Set<string>();
  let parts = 0;
  for (const { materials } of elements) {
    checkCount("materials_in_one_element", materials.length);
    parts += materials.length;
    checkCount("layers_and_other_parts_of_elements", parts);
    for (const { name } of materials) names.add(name);
    checkCount("different_materials", names.size);
  }
}

/** Throws `TakeoffError` (`quantities_impossible`) for a quantity that is no number, or larger than anything built. */
export function checkQuantities(quantities: Quantities): void {
  if (Object.values(quantities).some((value) => !(Math.abs(value) <= LARGEST_QUANTITY)))
    throw new TakeoffError("quantities_impossible");
}
