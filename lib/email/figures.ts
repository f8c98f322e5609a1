import type { Locale } from "#lib/i18n/locales.ts";

/** A day of a mail, of an ISO date or time: "2026-04-14", in German "14.04.2026". In UTC, as invoices are. */
export function mailDay(locale: Locale, iso: string): string {
  const day = iso.slice(0, 10);
  return locale === "en" ? day : day.split("-").toReversed().join(".");
}

/** The minute of an ISO time: "2026-04-14 10:00 UTC", in German "14.04.2026, 10:00 UTC". */
export function mailMinute(locale: Locale, iso: string): string {
  return `${mailDay(locale, iso)}${locale === "en" ? " " : ", "}${iso.slice(11, 16)} UTC`;
}

/** An amount, from decimal text: "1234.50 EUR", in German "1.234,50 EUR". No digit is rounded away. */
export function mailAmount(locale: Locale, decimal: string, currency: string): string {
  if (locale === "en") return `${decimal} ${currency}`;
  const [whole = "", fraction] = decimal.split(".");
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ".");
  return `${fraction === undefined ? grouped : `${grouped},${fraction}`} ${currency}`;
}
