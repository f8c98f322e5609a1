import type { z } from "zod";
import type { Money } from "#lib/billing/views.ts";
import { type DecimalString, decimal } from "#lib/catalogue/decimal.ts";

/** "USD 1,234.56": with the code, since a symbol may stand for several currencies, or miss in the font. */
export function formatMoney({ amount, currency }: z.input<typeof Money>): string {
  return `${currency} ${formatDecimal(amount)}`;
}

/** Every digit of the decimal text, thousands apart; trailing zeros stay. */
export function formatDecimal(text: DecimalString): string {
  const [, sign = "", whole = "0", fraction] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return `${sign === "-" ? "−" : ""}${grouped}${fraction ? `.${fraction}` : ""}`;
}

/** A quantity without trailing zeros. */
export function formatQuantity(text: DecimalString): string {
  return formatDecimal(decimal(text).toFixed());
}

/** "24 November 2026", of a day or a moment, in UTC. */
export function formatDay(day: string): string {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(new Date(day));
}
