import { numberLocale } from "./locale.ts";
import { formatter, NONE } from "./numbers.ts";

/** Money as the API gives it: a decimal string, never a float, and an ISO 4217 code. */
export interface Money {
  amount: string;
  currency: string;
}

export interface MoneyOptions {
  /**
   * `exact`: every digit of the amount, at least the currency's own (lines, invoices).
   * `minor`: rounded to the currency's own digits (what a unit rate is built of).
   * `whole`: without minor units (totals of an estimate). `compact`: "$1.24M", for charts and tiles.
   */
  precision?: "exact" | "minor" | "whole" | "compact";
  locale?: string;
}

/**
 * `formatMoney({ amount: "1234.56", currency: "USD" })` = "$1,234.56". The decimal string goes to the formatter as it
 * is, so no digit is lost to a float. Null: a dash. Throws `RangeError` when the amount is no decimal number.
 */
export function formatMoney(
  money: Money | null | undefined,
  { precision = "exact", locale = numberLocale() }: MoneyOptions = {},
): string {
  if (!money) return NONE;
  const { amount, currency } = money;
  if (!isDecimal(amount)) throw new RangeError(`"${amount}" is no decimal amount`);
  return formatter(locale, { style: "currency", currency, ...digits(precision, amount) }).format(amount);
}

/** The amount as a number, only to draw with or to sort by: never to calculate or to show. */
export function approximateAmount(money: Money): number {
  return Number(money.amount);
}

function digits(precision: NonNullable<MoneyOptions["precision"]>, amount: string): Intl.NumberFormatOptions {
  if (precision === "minor") return {};
  if (precision === "whole") return { maximumFractionDigits: 0 };
  if (precision === "compact") return { notation: "compact", maximumSignificantDigits: 3, useGrouping: true };
  const fraction = (amount.split(".")[1] ?? "").length;
  return fraction > 2 ? { maximumFractionDigits: Math.min(20, fraction) } : {};
}

function isDecimal(value: string): value is `${number}` {
  return /^-?\d+(\.\d+)?$/.test(value);
}
