import type { z } from "zod";
import type { Money } from "#lib/billing/views.ts";
import { type DecimalString, decimal } from "#lib/catalogue/decimal.ts";
import type { Locale } from "#lib/i18n/locales.ts";

/** "USD 1,234.56", "1.234,56 USD": with the code, since a symbol may stand for several currencies, or miss in the font. */
export function formatMoney({ amount, currency }: z.input<typeof Money>, locale: Locale): string {
  const figure = formatDecimal(amount, locale);
  return locale === "de" ? `${figure} ${currency}` : `${currency} ${figure}`;
}

/** Every digit of the decimal text, thousands apart; trailing zeros stay. */
export function formatDecimal(text: DecimalString, locale: Locale): string {
  const [, sign = "", whole = "0", fraction] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  const { thousands, point } = MARKS[locale];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thousands);
  return `${sign === "-" ? "−" : ""}${grouped}${fraction ? `${point}${fraction}` : ""}`;
}

const MARKS: Record<Locale, { thousands: string; point: string }> = {
  en: { thousands: ",", point: "." },
  de: { thousands: ".", point: "," },
};

/** A quantity without trailing zeros. */
export function formatQuantity(text: DecimalString, locale: Locale): string {
  return formatDecimal(decimal(text).toFixed(), locale);
}

/** "24 November 2026", "24. November 2026", of a day or a moment, in UTC. */
export function formatDay(day: string, locale: Locale): string {
  return new Intl.DateTimeFormat(DAY_TAGS[locale], { dateStyle: "long", timeZone: "UTC" }).format(
    new Date(day),
  );
}

/** The day before the month, as nobody can mistake it. */
const DAY_TAGS: Record<Locale, string> = { en: "en-GB", de: "de-DE" };
