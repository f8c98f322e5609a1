import { createTranslator } from "next-intl";
import type { Locale } from "../locales.ts";
import { type Area, messagesOf, type Translator } from "../messages.ts";

/** The texts of an area, for tests of functions that are handed a translator. */
export function testTranslator<A extends Area>(area: A, locale: Locale = "en"): Translator<A> {
  return createTranslator({ locale, messages: messagesOf(locale), namespace: area }) as Translator<A>;
}
