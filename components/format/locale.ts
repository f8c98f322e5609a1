import { activeLocale } from "#lib/i18n/active-locale.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import de from "#lib/i18n/messages/de/format.json" with { type: "json" };
import en from "#lib/i18n/messages/en/format.json" with { type: "json" };

/** How numbers are written for the reader: "1,234.5" or "1.234,5". */
export function numberLocale(): string {
  return TAGS[activeLocale()].number;
}

/** How dates are written; in English the day before the month in words, read alike on both sides of the Atlantic. */
export function dateLocale(): string {
  return TAGS[activeLocale()].date;
}

/** The few words that figures need; of both languages in every bundle, as they are functions and no components. */
export function formatWords(): typeof en {
  return WORDS[activeLocale()];
}

const TAGS: Record<Locale, { number: string; date: string }> = {
  en: { number: "en-US", date: "en-GB" },
  de: { number: "de-DE", date: "de-DE" },
};

const WORDS: Record<Locale, typeof en> = { en, de };
