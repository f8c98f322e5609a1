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

/** A part of an area, for a place that reads no more of it: "usage.usageBanner". */
export type AreaPart = { [A in Area]: `${A}.${keyof Messages[A] & string}` }[Area];

export function pickAreas(messages: Messages, areas: readonly (Area | AreaPart)[]): Partial<Messages> {
  const picked: Record<string, Record<string, unknown>> = {};
  for (const name of areas) {
    const [area = "", part] = name.split(".");
    const whole: Record<string, unknown> = messages[area as Area];
    picked[area] = part === undefined ? whole : { ...picked[area], [part]: whole[part] };
  }
  // Whoever gives a part of an area reads no more of it, which areas.test.ts sees to.
  return picked as Partial<Messages>;
}

declare module "next-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}
