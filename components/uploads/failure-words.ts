import { activeLocale } from "#lib/i18n/active-locale.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import de from "#lib/i18n/messages/de/upload-failures.json" with { type: "json" };
import en from "#lib/i18n/messages/en/upload-failures.json" with { type: "json" };

/** What an upload says that fails before the server can; see components/data/failure-words.ts. */
export function uploadFailureWords(): typeof en {
  return WORDS[activeLocale()];
}

const WORDS: Record<Locale, typeof en> = { en, de };
