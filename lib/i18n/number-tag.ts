import { activeLocale } from "./active-locale.ts";
import type { Locale } from "./locales.ts";

/** How numbers are written in the language of what is being written: "1,234.5" or "1.234,5"; a tag for `Intl`. */
export function numberTag(locale: Locale = activeLocale()): string {
  return TAGS[locale];
}

const TAGS: Record<Locale, string> = { en: "en-US", de: "de-DE" };
