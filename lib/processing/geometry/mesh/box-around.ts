import type { ElementBox } from "#lib/processing/types.ts";
import type { MeshBuffer } from "./mesh-buffer.ts";

/** A tenth of a millimetre: less than models are drawn to, and fewer digits to keep. */
const STEPS_PER_M = 10_000;

/** The box around what the buffer holds, along the axes of the model's own coordinates: centre and extents, m. */
export function boxAround({ positions, vertexCount, origin }: MeshBuffer): ElementBox {
  const min = [Infinity, Infinity, Infinity];
  const max = [-Infinity, -Infinity, -Infinity];
  for (let at = 0; at < 3 * vertexCount; at += 3)
    for (let axis = 0; axis < 3; axis++) {
      const value = positions[at + axis] ?? 0;
      if (value < (min[axis] ?? 0)) min[axis] = value;
      if (value > (max[axis] ?? 0)) max[axis] = value;
    }
  const middle = (axis: 0 | 1 | 2) => rounded(origin[axis] + ((min[axis] ?? 0) + (max[axis] ?? 0)) / 2);
  const extent = (axis: 0 | 1 | 2) => rounded((max[axis] ?? 0) - (min[axis] ?? 0));
  return [middle(0), middle(1), middle(2), extent(0), extent(1), extent(2)];
}

const rounded = (metres: number) => Math.round(metres * STEPS_PER_M) / STEPS_PER_M;
