import { asc, eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { currentTenant } from "#db/schema/columns.ts";
import { priceExchangeRates, priceIndexValues } from "#db/schema/price-levels.ts";
import defaults from "./data/price-index.json" with { type: "json" };

/** One series of a price index: values by period (`2024` or `2024-Q3`), in any base. */
export interface PriceIndexSeries {
  /** A country's ISO 3166-1 code, `EU`, or the name of a place of the table of places. */
  series: string;
  values: ReadonlyMap<string, number>;
  /** All that its values come from. */
  source: string;
  /** Of single values, by period, where one is stated. */
  sources: ReadonlyMap<string, string>;
  /** Not verified, and nobody's own: said wherever it acts. */
  placeholder: boolean;
}

/** Units of `to` for one unit of `from`, by period. */
export interface ExchangeRate {
  from: string;
  to: string;
  period: string;
  rate: number;
  source: string;
}

export interface PriceLevels {
  series: PriceIndexSeries[];
  exchangeRates: ExchangeRate[];
}

const Defaults = z.array(
  z.strictObject({
    series: z.string(),
    source: z.string(),
    values: z.record(z.string(), z.number().positive()),
  }),
);

/** The committed table, by year. Every value is an unverified placeholder. */
export const DEFAULT_SERIES: readonly PriceIndexSeries[] = Defaults.parse(defaults).map(
  ({ series, source, values }) => ({
    series,
    source,
    sources: new Map(),
    values: new Map(Object.entries(values)),
    placeholder: true,
  }),
);

/** The organisation's own values before the built-in ones: an own series takes the place of one of the same name. */
export async function readPriceLevels(tx: Transaction): Promise<PriceLevels> {
  const values = await tx
    .select()
    .from(priceIndexValues)
    .where(eq(priceIndexValues.tenantId, currentTenant))
    .orderBy(asc(priceIndexValues.series), asc(priceIndexValues.period));
  const rates = await tx
    .select()
    .from(priceExchangeRates)
    .where(eq(priceExchangeRates.tenantId, currentTenant))
    .orderBy(
      asc(priceExchangeRates.fromCurrency),
      asc(priceExchangeRates.toCurrency),
      asc(priceExchangeRates.period),
    );
  const own = [...Map.groupBy(values, (row) => row.series)].map(([series, rows]) => ({
    series,
    values: new Map(rows.map(({ period, value }) => [period, Number(value)])),
    source: [...new Set(rows.map(({ source }) => source).filter((source) => source !== ""))].join("; "),
    sources: new Map(rows.map(({ period, source }) => [period, source])),
    placeholder: false,
  }));
  const names = new Set(own.map(({ series }) => series));
  return {
    series: [...own, ...DEFAULT_SERIES.filter(({ series }) => !names.has(series))],
    exchangeRates: rates.map(({ fromCurrency, toCurrency, period, rate, source }) => ({
      from: fromCurrency,
      to: toCurrency,
      period,
      rate: Number(rate),
      source,
    })),
  };
}

/**
 * The period whose value counts on a day: its quarter, else its year, else the latest one before it, else the first
 * there is. Null: there are none.
 */
export function periodAt(periods: Iterable<string>, day: Date): string | null {
  const { year, quarter } = periodsOf(day);
  const known = [...periods].sort();
  if (known.includes(quarter)) return quarter;
  // A later quarter of the same year is not yet there; the year's own value is.
  return known.includes(year) ? year : (known.findLast((period) => period < quarter) ?? known[0] ?? null);
}

/** Whether a day comes after the last period that has a value, or there is none: what is so far on, nobody has stated. */
export function isBeyond(periods: Iterable<string>, day: Date): boolean {
  const { year, quarter } = periodsOf(day);
  const last = [...periods].sort().at(-1);
  return last === undefined || (last < quarter && last !== year);
}

function periodsOf(day: Date): { year: string; quarter: string } {
  const year = String(day.getUTCFullYear());
  return { year, quarter: `${year}-Q${Math.floor(day.getUTCMonth() / 3) + 1}` };
}
