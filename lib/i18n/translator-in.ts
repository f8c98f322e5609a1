import { createTranslator } from "use-intl/core";
import type { Locale } from "./locales.ts";
import type { Area, Translator } from "./messages.ts";

/** A translator of one area of some texts, outside of React. Throws for a text that lacks one of its arguments. */
export function translatorIn<A extends Area>(
  texts: Readonly<Record<A, object>>,
  area: A,
  locale: Locale,
): Translator<A> {
  const name = `${locale} ${area}`;
  const known = made.get(name) ?? make(texts, area, locale);
  made.set(name, known);
  return known as Translator<A>;
}

/** Making one reads the whole area; there are few, and they do not change. */
const made = new Map<string, unknown>();

function make(messages: object, namespace: string, locale: Locale): unknown {
  return createTranslator({
    locale,
    messages: messages as Record<string, Record<string, string>>,
    namespace,
    timeZone: "UTC",
    onError: (error) => {
      throw error;
    },
  });
}
