import { decimal, round } from "#lib/catalogue/decimal.ts";
import type { Quality } from "#lib/catalogue/types.ts";
import type { DataQuality, EpdDocument, EpdKind } from "./types.ts";

/**
 * How far a factor carries, 1 (best) to 5, after the pedigree matrix of Weidema and Wesnæs (1996) with the ages of the
 * ecoinvent data quality guideline (2013, table 10.4); docs/carbon.md has the table. The score is the mean of four:
 * reliability, age, place and technology.
 */
export function qualityOfEpd(
  epd: Pick<EpdDocument, "dataSetType" | "referenceYear" | "validUntil" | "geography">,
  { kind, country, on }: { kind: EpdKind; country: string | null; on: Date },
): DataQuality {
  return scored({
    reliability: RELIABILITY[epd.dataSetType ?? "unknown"],
    time: timeOf(epd, on),
    geography: geographyOf(epd.geography, country),
    technology: TECHNOLOGY[kind],
  });
}

/** Of a factor per kg, built in or of the tenant's own: year and place of its source are not known to the machine. */
export function qualityOfFactor({ quality, proxy }: { quality: Quality; proxy: boolean }): DataQuality {
  return scored({
    reliability: { A: 2, B: 3, C: 4 }[quality],
    time: 5,
    geography: 5,
    technology: proxy ? 4 : { A: 1, B: 2, C: 4 }[quality],
  });
}

const RELIABILITY = {
  specific: 1,
  average: 2,
  representative: 3,
  generic: 4,
  template: 4,
  unknown: 5,
} as const;
const TECHNOLOGY = { product: 1, average: 2, proxy: 4 } as const;

const AGES = [
  { years: 3, score: 1 },
  { years: 6, score: 2 },
  { years: 10, score: 3 },
  { years: 15, score: 4 },
] as const;

/** Expired counts as old, however young the figures are. */
function timeOf(
  { referenceYear, validUntil }: Pick<EpdDocument, "referenceYear" | "validUntil">,
  on: Date,
): number {
  const age = referenceYear === null ? null : on.getUTCFullYear() - referenceYear;
  const byAge = age === null ? 5 : (AGES.find(({ years }) => age <= years)?.score ?? 5);
  return isExpired(validUntil, on) ? Math.max(byAge, 4) : byAge;
}

/** The last day is a day of its validity. */
export const isExpired = (validUntil: string | null, on: Date) =>
  validUntil !== null && validUntil < on.toISOString().slice(0, 10);

/** Of the organisation's country 1, of another one or a region of it 2, of several 3, of the world 4. */
function geographyOf(code: string | null, country: string | null): number {
  if (code === null) return 5;
  const place = code.toUpperCase();
  if (country !== null && place.split(/[-_ ]/)[0] === country.toUpperCase()) return 1;
  if (place === "GLO" || place === "ROW") return 4;
  return /^[A-Z]{2}([-_ ]|$)/.test(place) && place !== "EU" ? 2 : 3;
}

function scored(parts: Omit<DataQuality, "score">): DataQuality {
  const { reliability, time, geography, technology } = parts;
  const mean = decimal(reliability + time + geography + technology).div(4);
  return { ...parts, score: Number(round(mean, 1)) };
}
