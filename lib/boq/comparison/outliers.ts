import { type Decimal, decimal } from "#lib/catalogue/decimal.ts";

/** Fewer bidders tell nothing about what is usual. */
export const LEAST_BIDDERS = 3;
/** 3 × 1.4826: three standard deviations, which 1.4826 × the median distance estimates where prices are spread normally. */
export const MAD_FACTOR = "4.4478";
/** Of the median: what is nearer is no outlier, however close the others are together. */
export const LEAST_SHARE = "0.1";

export interface Judged {
  /** Null: nobody has a price. */
  median: Decimal | null;
  /** As the prices are given: the lowest (of equal ones all), and those that are far from the others. */
  lowest: boolean[];
  outlier: boolean[];
}

/**
 * What is to be said of the prices of one item; null: that bidder has none. An outlier, with at least three prices, is
 * further from their median m than 4.4478 × the median of all distances from m, and than 0.1 × m (docs/bill-of-quantities.md).
 */
export function judge(rates: readonly (string | null)[]): Judged {
  const prices = rates.map((rate) => (rate === null ? null : decimal(rate)));
  const given = prices.filter((price) => price !== null);
  const median = medianOf(given);
  if (median === null) return { median, lowest: rates.map(() => false), outlier: rates.map(() => false) };
  const least = given.reduce((least, price) => (price.isLessThan(least) ? price : least));
  const distances = given.map((price) => price.minus(median).abs());
  const spread = (medianOf(distances) ?? decimal(0)).times(MAD_FACTOR);
  const share = median.times(LEAST_SHARE);
  const isFar = (price: Decimal) => {
    const distance = price.minus(median).abs();
    return distance.isGreaterThan(spread) && distance.isGreaterThan(share);
  };
  return {
    median,
    lowest: prices.map((price) => price?.isEqualTo(least) ?? false),
    outlier: prices.map((price) => price !== null && given.length >= LEAST_BIDDERS && isFar(price)),
  };
}

/** Of an even number the mean of the two in the middle, exactly. */
export function medianOf(values: readonly Decimal[]): Decimal | null {
  const sorted = [...values].sort((a, b) => a.comparedTo(b) ?? 0);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper && lower ? upper.plus(lower).div(2) : null;
}
