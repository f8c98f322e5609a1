import { activeLocale } from "./active-locale.ts";
import type { Locale } from "./locales.ts";
import type { Translator } from "./messages.ts";
import { SERVER_TEXTS } from "./server-catalogue.ts";
import { translatorIn } from "./translator-in.ts";

type ServerArea = keyof typeof SERVER_TEXTS.en;

/**
 * The texts of an area on the server, outside of pages: of mails, notices and what else it words. In the language of the
 * request that is being answered, English in jobs, unless told. Throws for a text that lacks one of its arguments.
 */
export function wordsOf<A extends ServerArea>(area: A, locale: Locale = activeLocale()): Translator<A> {
  return translatorIn(SERVER_TEXTS[locale], area, locale);
}
