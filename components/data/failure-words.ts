import { activeLocale } from "#lib/i18n/active-locale.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import de from "#lib/i18n/messages/de/failures.json" with { type: "json" };
import en from "#lib/i18n/messages/en/failures.json" with { type: "json" };

/** What calls say that fail before the server can, in the reader's language: of both in every bundle, as no component makes them. */
export function failureWords(): typeof en {
  return WORDS[activeLocale()];
}

const WORDS: Record<Locale, typeof en> = { en, de };
