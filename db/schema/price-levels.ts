import { sql } from "drizzle-orm";
import { check, numeric, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { createdAt, tenantId, tenantPolicies, updatedAt } from "./columns.ts";
import { tenants } from "./tenants.ts";

const owner = () => tenantId().references(() => tenants.id, { onDelete: "cascade" });

/** Own values of price index series; they replace the built-in series of the same name. */
export const priceIndexValues = pgTable(
  "price_index_values",
  {
    tenantId: owner(),
    /** A country's code, or a place's name. */
    series: text("series").notNull(),
    /** `2024` or `2024-Q3`. */
    period: text("period").notNull(),
    value: numeric("value").notNull(),
    source: text("source").notNull().default(""),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.series, t.period] }),
    check("price_index_values_period", sql`${t.period} ~ '^[0-9]{4}(-Q[1-4])?$'`),
    check("price_index_values_value", sql`${t.value} > 0`),
    ...tenantPolicies("price_index_values"),
  ],
);

/** Units of `to_currency` for one unit of `from_currency`. */
export const priceExchangeRates = pgTable(
  "price_exchange_rates",
  {
    tenantId: owner(),
    fromCurrency: text("from_currency").notNull(),
    toCurrency: text("to_currency").notNull(),
    period: text("period").notNull(),
    rate: numeric("rate").notNull(),
    source: text("source").notNull().default(""),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.fromCurrency, t.toCurrency, t.period] }),
    check("price_exchange_rates_period", sql`${t.period} ~ '^[0-9]{4}(-Q[1-4])?$'`),
    check("price_exchange_rates_from", sql`${t.fromCurrency} ~ '^[A-Z]{3}$'`),
    check(
      "price_exchange_rates_to",
      sql`${t.toCurrency} ~ '^[A-Z]{3}$' and ${t.toCurrency} <> ${t.fromCurrency}`,
    ),
    check("price_exchange_rates_rate", sql`${t.rate} > 0`),
    ...tenantPolicies("price_exchange_rates"),
  ],
);
