import { activeLocale } from "#lib/i18n/active-locale.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import de from "#lib/i18n/messages/de/catalogue.json" with { type: "json" };
import en from "#lib/i18n/messages/en/catalogue.json" with { type: "json" };

type Names = Partial<Record<string, string>>;

const ENGLISH: Names = en;
const NAMES: Record<Locale, Names> = { en, de };

/**
 * What a catalogue entry is called in a language. Estimates and price books keep the catalogue's own, English name; one
 * that an organisation has given itself is the same in every language.
 */
export function entryName(id: string, kept: string, locale: Locale = activeLocale()): string {
  return (ENGLISH[id] === kept && NAMES[locale][id]) || kept;
}
