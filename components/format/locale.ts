import { activeLocale } from "#lib/i18n/active-locale.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import de from "#lib/i18n/messages/de/format.json" with { type: "json" };
import en from "#lib/i18n/messages/en/format.json" with { type: "json" };
import { numberTag } from "#lib/i18n/number-tag.ts";

/** How numbers are written for the reader: "1,234.5" or "1.234,5". */
export function numberLocale(): string {
  return numberTag();
}

/** How dates are written; in English the day before the month in words, read alike on both sides of the Atlantic. */
export function dateLocale(): string {
  return DATE_TAGS[activeLocale()];
}

/** The few words that figures need; of both languages in every bundle, as they are functions and no components. */
export function formatWords(): typeof en {
  return WORDS[activeLocale()];
}

/** A label as it goes on within a sentence: in English with a small letter, in German, whose nouns have capitals, as it is. */
export function withinSentence(label: string): string {
  return activeLocale() === "en" ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

const DATE_TAGS: Record<Locale, string> = { en: "en-GB", de: "de-DE" };

const WORDS: Record<Locale, typeof en> = { en, de };
