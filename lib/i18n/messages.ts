import type { useTranslations } from "next-intl";
import { de, en } from "./catalogue.ts";
import type { Locale } from "./locales.ts";

/** All texts of a language, by area. English has the types: a test holds the others to the same keys and arguments. */
export type Messages = typeof en;
export type Area = keyof Messages;

/** What `useTranslations(area)` gives, for functions that are handed it. */
export type Translator<A extends Area> = ReturnType<typeof useTranslations<A>>;

const ALL: Record<Locale, Messages> = { en, de };

/** For the server: the browser gets the areas of its page alone (components/i18n/words.tsx). */
export function messagesOf(locale: Locale): Messages {
  return ALL[locale];
}

export function pickAreas(messages: Messages, areas: readonly Area[]): Partial<Messages> {
  return Object.fromEntries(areas.map((area) => [area, messages[area]]));
}

declare module "next-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}
