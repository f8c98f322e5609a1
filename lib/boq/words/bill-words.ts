import { createTranslator } from "use-intl/core";
import type { Locale } from "#lib/i18n/locales.ts";
import de from "./de.json" with { type: "json" };
import en from "./en.json" with { type: "json" };

/**
 * The texts of workbooks in a language that is asked for, whichever the request itself is in. English has the types; a test
 * holds German to the same keys and arguments.
 */
export function billWords(locale: Locale) {
  return createTranslator({
    locale,
    messages: WORDS[locale],
    timeZone: "UTC",
    onError: (error) => {
      throw error;
    },
  });
}

export type BillWords = ReturnType<typeof billWords>;

const WORDS: Record<Locale, typeof en> = { en, de };
