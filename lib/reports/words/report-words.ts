import { createTranslator } from "use-intl/core";
import type { Locale } from "#lib/i18n/locales.ts";
import de from "./de.json" with { type: "json" };
import en from "./en.json" with { type: "json" };

/**
 * The texts of documents in a language that is asked for, whichever the request itself is in. They are no area of the
 * interface's catalogues: no page shows them, so none has to send them. English has the types; a test holds German to
 * the same keys and arguments.
 */
export function reportWords(locale: Locale) {
  return createTranslator({
    locale,
    messages: WORDS[locale],
    timeZone: "UTC",
    onError: (error) => {
      throw error;
    },
  });
}

export type ReportWords = ReturnType<typeof reportWords>;

const WORDS: Record<Locale, typeof en> = { en, de };
