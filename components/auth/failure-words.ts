import { activeLocale } from "#lib/i18n/active-locale.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import de from "#lib/i18n/messages/de/sign-in-failures.json" with { type: "json" };
import en from "#lib/i18n/messages/en/sign-in-failures.json" with { type: "json" };

/** What signing in says that Auth.js answers by a code alone; see components/data/failure-words.ts. */
export function signInFailureWords(): typeof en {
  return WORDS[activeLocale()];
}

const WORDS: Record<Locale, typeof en> = { en, de };
