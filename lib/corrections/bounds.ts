import { z } from "zod";
import { decimal, round } from "#lib/catalogue/decimal.ts";
import { Invalid } from "#lib/errors.ts";
import { issueText, problemText } from "#lib/i18n/problem-text.ts";
import type { FoundElement, QuantityKey } from "#lib/processing/types.ts";

export const QUANTITY_KINDS = ["length_m", "area_m2", "volume_m3", "weight_kg"] as const;
export type QuantityKind = (typeof QUANTITY_KINDS)[number];
export const KEY_OF: Record<QuantityKind, QuantityKey> = {
  length_m: "lengthM",
  area_m2: "areaM2",
  volume_m3: "volumeM3",
  weight_kg: "weightKg",
};
const UNIT_OF: Record<QuantityKind, string> = {
  length_m: "m",
  area_m2: "m²",
  volume_m3: "m³",
  weight_kg: "kg",
};

/** More of one element than was ever built: 10 km, 1 km², 1 000 000 m³, 100 000 t. */
const MOST: Record<QuantityKind, number> = {
  length_m: 1e4,
  area_m2: 1e6,
  volume_m3: 1e6,
  weight_kg: 1e8,
};
/** Against what was measured: that much is a slip of the unit or of the decimal point. */
const TIMES = 1000;

const PLACES = 6;

/** A quantity above 0 with up to 6 decimals, as the exact text of it. */
const corrected = (kind: QuantityKind) =>
  z
    .union([z.number(), z.string()])
    .transform(String)
    .pipe(
      z
        .string()
        .regex(/^\d{1,9}(\.\d{1,6})?$/, { ...issueText("corrections.sixPlaces"), abort: true })
        .refine((value) => decimal(value).gt(0), issueText("corrections.aboveZero"))
        .refine(
          (value) => decimal(value).lte(MOST[kind]),
          issueText("corrections.beyondBuilt", { most: MOST[kind], unit: UNIT_OF[kind] }),
        )
        .transform((value) => round(decimal(value), PLACES)),
    )
    .optional();

/** At least one of an element's quantities, SI. */
export const CorrectedQuantities = z
  .strictObject({
    length_m: corrected("length_m"),
    area_m2: corrected("area_m2"),
    volume_m3: corrected("volume_m3"),
    weight_kg: corrected("weight_kg"),
  })
  .refine(
    (given) => Object.values(given).some((value) => value !== undefined),
    issueText("corrections.saySomething"),
  );
export type CorrectedQuantities = z.output<typeof CorrectedQuantities>;

/**
 * Refuses what cannot be meant: more than a thousand times or less than a thousandth of what was measured on the model.
 * What the model left in doubt bounds nothing. Throws `Invalid` (`correction_out_of_bounds`).
 */
export function refuseAbsurd(
  element: { name: string | null; globalId: string; found: FoundElement },
  quantities: CorrectedQuantities,
): void {
  for (const kind of QUANTITY_KINDS) {
    const value = quantities[kind];
    const found = element.found.quantities[KEY_OF[kind]];
    const source = element.found.sources[KEY_OF[kind]];
    if (value === undefined || !found || found <= 0 || source === undefined || source === "low_confidence")
      continue;
    const times = decimal(value).div(found);
    if (times.lt(TIMES) && times.gt(1 / TIMES)) continue;
    throw new Invalid(
      "correction_out_of_bounds",
      problemText("corrections.thousandTimes", {
        element: element.name ?? element.globalId,
        value: `${value} ${UNIT_OF[kind]}`,
        found: `${round(decimal(found), 3)} ${UNIT_OF[kind]}`,
      }),
    );
  }
}
