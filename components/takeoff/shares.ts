import type { MaterialAnswer } from "./answers.ts";

export interface UnknownMaterial {
  name: string;
  /** Of the volume of all materials, 0 to 1; null where no volume is known at all. */
  volumeShare: number | null;
  elements: number;
  /** Of all elements, 0 to 1. */
  elementShare: number;
}

/** What nobody knows yet, the most volume first and then the most elements: what counts most is assigned first. */
export function unknownOf(
  materials: readonly MaterialAnswer[],
  elements: number,
  underWay: ReadonlySet<string>,
): UnknownMaterial[] {
  const volume = materials.reduce((sum, material) => sum + material.volume_m3, 0);
  return materials
    .filter(({ name, catalogue_id }) => catalogue_id === null && !underWay.has(name))
    .sort((a, b) => b.volume_m3 - a.volume_m3 || b.elements - a.elements)
    .map((material) => ({
      name: material.name,
      volumeShare: volume > 0 ? material.volume_m3 / volume : null,
      elements: material.elements,
      elementShare: elements > 0 ? Math.min(1, material.elements / elements) : 0,
    }));
}
