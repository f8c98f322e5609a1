import type { Latent } from "./bill.ts";
import { TRAITS } from "./data/buildings.ts";

export type Grade = 0 | 1 | 2 | 3;

/** Grades from here on are a comparison that one would price from. */
export const RELEVANT = 2;

/** How good a comparison `other` is for `asked`, by what the two buildings are. The rule in words: README.md. */
export function gradeOf(asked: Latent, other: Latent): Grade {
  const ratio = Math.max(asked.areaM2 / other.areaM2, other.areaM2 / asked.areaM2);
  if (asked.structure !== other.structure) return 0;
  const sameCountry = asked.country === other.country;
  if (asked.type !== other.type) {
    const related = TRAITS[asked.type].related.includes(other.type);
    return related && sameCountry && ratio <= 1.6 ? 1 : 0;
  }
  const sameRegion = asked.region === other.region;
  const step = Math.abs(asked.spec - other.spec);
  if (sameRegion && step === 0 && ratio <= 1.25) return 3;
  const differences = (sameRegion ? 0 : 1) + step;
  if (sameCountry && ratio <= 1.6 && differences <= 1) return 2;
  return ratio <= 4 ? 1 : 0;
}
