import { type Decimal, type DecimalString, decimal, round, sum } from "#lib/catalogue/decimal.ts";
import type { MeasuredModel } from "#lib/processing/materials/types.ts";

/** How much of a model a total covers. Shares are 0..1 with 4 places, "0" for an empty model. */
export interface Coverage {
  /** Elements of which every material is covered. */
  elements: { covered: number; total: number; share: DecimalString };
  volumeM3: { covered: DecimalString; total: DecimalString; share: DecimalString };
}

/** Coverage of a model, given what is missing of it. */
export function coverageOf(
  model: MeasuredModel,
  missing: readonly { elementIds: readonly string[]; volumeM3: DecimalString }[],
): Coverage {
  const missingIds = new Set(missing.flatMap((item) => item.elementIds));
  const covered = model.elements - missingIds.size;
  const total = decimal(model.volumeM3);
  const missingVolume = sum(missing.map((item) => decimal(item.volumeM3)));
  // Lines are rounded one by one: never show less than nothing.
  const coveredVolume = missingVolume.gt(total) ? decimal(0) : total.minus(missingVolume);
  return {
    elements: { covered, total: model.elements, share: share(decimal(covered), decimal(model.elements)) },
    volumeM3: {
      covered: coveredVolume.toFixed(),
      total: total.toFixed(),
      share: share(coveredVolume, total),
    },
  };
}

function share(part: Decimal, whole: Decimal): DecimalString {
  return whole.isZero() ? "0" : round(part.div(whole), 4);
}
