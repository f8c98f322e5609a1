import { eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { currentTenant } from "#db/schema/columns.ts";
import { priceExchangeRates, priceIndexValues } from "#db/schema/price-levels.ts";
import { decimal } from "#lib/catalogue/decimal.ts";
import { ALIAS_SEPARATOR } from "#lib/price-books/columns.ts";
import type { EffectiveBook } from "#lib/price-books/effective-book.ts";
import { locationsOf } from "#lib/price-books/read-price-book.ts";
import { DEFAULT_SERIES } from "#lib/search/levels/price-levels.ts";

/** What a row is of: the cost level of a place, a value of a price index, or an exchange rate. */
export const LEVEL_KINDS = ["location", "index", "exchange_rate"] as const;
export type LevelKind = (typeof LEVEL_KINDS)[number];

/** The columns of an imported and of an exported table. `name`: a place, a series, or the currency that is exchanged for `to`. */
export const LEVEL_COLUMNS = [
  "kind",
  "name",
  "to",
  "period",
  "value",
  "aliases",
  "source",
  "placeholder",
] as const;
export type LevelColumn = (typeof LEVEL_COLUMNS)[number];
export type LevelCells = Partial<Record<LevelColumn, string>>;

/** Own values and rates to their last digit, by series or currencies and period. */
export async function ownLevelRows(tx: Transaction) {
  const values = await tx
    .select()
    .from(priceIndexValues)
    .where(eq(priceIndexValues.tenantId, currentTenant))
    .orderBy(priceIndexValues.series, priceIndexValues.period);
  const rates = await tx
    .select()
    .from(priceExchangeRates)
    .where(eq(priceExchangeRates.tenantId, currentTenant))
    .orderBy(priceExchangeRates.fromCurrency, priceExchangeRates.toCurrency, priceExchangeRates.period);
  return {
    index_values: values.map(({ series, period, value, source }) => ({ series, period, value, source })),
    exchange_rates: rates.map(({ fromCurrency, toCurrency, period, rate, source }) => ({
      from: fromCurrency,
      to: toCurrency,
      period,
      rate,
      source,
    })),
  };
}
export type OwnLevelRows = Awaited<ReturnType<typeof ownLevelRows>>;

/** All places, indices and rates that act, own and built-in, as rows of text below a header: what the import takes. */
export function levelTable(book: EffectiveBook, own: OwnLevelRows): string[][] {
  const taken = new Set(own.index_values.map(({ series }) => series));
  const builtIn = DEFAULT_SERIES.filter(({ series }) => !taken.has(series)).flatMap(
    ({ series, source, values }) =>
      [...values].map(([period, value]) => ({ series, period, value: decimal(value).toFixed(), source })),
  );
  const rows: LevelCells[] = [
    ...locationsOf(book).map(({ name, factor, aliases, source, placeholder }) => ({
      kind: "location",
      name,
      value: factor,
      aliases: aliases.join(ALIAS_SEPARATOR),
      source,
      placeholder: String(placeholder),
    })),
    ...own.index_values.map(({ series, ...row }) => ({
      kind: "index",
      name: series,
      ...row,
      placeholder: "false",
    })),
    ...builtIn.map(({ series, ...row }) => ({ kind: "index", name: series, ...row, placeholder: "true" })),
    ...own.exchange_rates.map(({ from, rate, ...row }) => ({
      kind: "exchange_rate",
      name: from,
      value: rate,
      ...row,
      placeholder: "false",
    })),
  ];
  return [[...LEVEL_COLUMNS], ...rows.map((cells) => LEVEL_COLUMNS.map((column) => cells[column] ?? ""))];
}
