import { type DecimalString, decimal, round } from "#lib/catalogue/decimal.ts";
import { type PriceLevels, periodAt } from "./price-levels.ts";

/** A stated exchange rate as it counts on a day. */
export interface RateOnDay {
  /** Money of `to` for one of `from`; of a rate stated the other way round to 12 places. */
  rate: DecimalString;
  period: string;
  source: string;
}

/**
 * The organisation's exchange rate between two currencies on a day: of its quarter, else its year, else the latest before
 * (`periodAt`), stated in either direction. Null: there is none.
 */
export function rateOn(
  { exchangeRates }: Pick<PriceLevels, "exchangeRates">,
  from: string,
  to: string,
  day: Date,
): RateOnDay | null {
  const stated = (a: string, b: string) => {
    const known = exchangeRates.filter((rate) => rate.from === a && rate.to === b);
    const period = periodAt(
      known.map((rate) => rate.period),
      day,
    );
    return known.find((rate) => rate.period === period) ?? null;
  };
  const direct = stated(from, to);
  if (direct) return { rate: decimal(direct.rate).toFixed(), period: direct.period, source: direct.source };
  const back = stated(to, from);
  if (!back) return null;
  return { rate: round(decimal(1).div(decimal(back.rate)), 12), period: back.period, source: back.source };
}
