import { type ComparedElement, PLACE_TOLERANCE_M } from "./compared-element.ts";
import type { ChangedField } from "./types.ts";

/**
 * What a quantity may differ by and still be the same: half a thousandth of the larger one, and at least so much in its
 * own unit (m, m², m³, kg), which exports round by.
 */
export const QUANTITY_TOLERANCE = {
  relative: 0.0005,
  lengthM: 0.001,
  areaM2: 0.001,
  volumeM3: 0.0005,
  weightKg: 0.01,
};

const QUANTITY_FIELDS = [
  ["length", "lengthM"],
  ["area", "areaM2"],
  ["volume", "volumeM3"],
  ["weight", "weightKg"],
] as const;

export interface ElementDifference {
  fields: ChangedField[];
  /** How far it was moved, m; null: it was not. */
  movedM: number | null;
}

/** What changed of an element that is in both models. `storeys`: the newer storey of each of the base's. */
export function compareElement(
  base: ComparedElement,
  newer: ComparedElement,
  storeys: readonly number[],
): ElementDifference {
  const fields: ChangedField[] = [];
  if (base.ifcClass !== newer.ifcClass) fields.push("class");
  if (materialsOf(base) !== materialsOf(newer)) fields.push("material");
  const storey = base.storey === null ? null : (storeys[base.storey] ?? -1);
  if (storey !== newer.storey) fields.push("storey");
  const movedM = movedBy(base, newer);
  if (movedM !== null) fields.push("place");
  for (const [field, key] of QUANTITY_FIELDS)
    if (differs(base.quantities[key], newer.quantities[key], QUANTITY_TOLERANCE[key])) fields.push(field);
  return { fields, movedM };
}

function differs(a: number | undefined, b: number | undefined, least: number): boolean {
  if (a === undefined || b === undefined) return a !== b;
  const allowed = Math.max(least, QUANTITY_TOLERANCE.relative * Math.max(Math.abs(a), Math.abs(b)));
  return Math.abs(a - b) > allowed;
}

/** Names, thicknesses to a tenth of a millimetre and shares to a hundredth, in their order. */
function materialsOf({ materials }: ComparedElement): string {
  return materials
    .map(({ name, thicknessM, share }) => {
      const thickness = thicknessM === null ? "" : Math.round(thicknessM * 10_000);
      return `${name}\t${thickness}\t${Math.round(share * 100)}`;
    })
    .join("\n");
}

/** What only grew has a side that stays where it was, or two that went apart: along such an axis it did not move. */
function movedBy({ box: before }: ComparedElement, { box: after }: ComparedElement): number | null {
  if (!before || !after) return null;
  const shifts = ([0, 1, 2] as const).map((axis) => {
    const grown = ((after[(axis + 3) as 3 | 4 | 5] ?? 0) - before[(axis + 3) as 3 | 4 | 5]) / 2;
    const shift = after[axis] - before[axis];
    const low = shift - grown;
    const high = shift + grown;
    return Math.sign(low) === Math.sign(high) ? Math.min(Math.abs(low), Math.abs(high)) : 0;
  });
  const moved = Math.hypot(...shifts);
  return moved > PLACE_TOLERANCE_M ? moved : null;
}
