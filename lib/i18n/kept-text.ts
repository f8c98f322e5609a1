import { activeLocale } from "./active-locale.ts";
import type { Locale } from "./locales.ts";
import de from "./messages/de/kept.json" with { type: "json" };
import en from "./messages/en/kept.json" with { type: "json" };

/**
 * Sentences that are stored with what they tell of: why a file could not be processed, why a webhook was paused. They are
 * stored in English, as whoever will read them is not known then, and told again in the language of each reader. Not by
 * `wordsOf`, as the workers of the take-off write them too: only this area is read, and it has names in braces alone.
 */
export type KeptKey = keyof typeof en;

const TEXTS: Record<Locale, Record<KeptKey, string>> = { en, de };

/** The sentence as it is stored, in English. */
export function keptText(key: KeptKey, values: Readonly<Record<string, string | number>> = {}): string {
  return filled(en[key], values);
}

/** A stored sentence, or several after each other, in a language; what is none of ours, or of an older version, stays. */
export function retold(text: string, locale: Locale = activeLocale()): string {
  if (locale === "en" || text === "") return text;
  const whole = match(text, locale);
  if (whole !== null) return whole;
  for (let end = text.indexOf(". "); end >= 0; end = text.indexOf(". ", end + 1)) {
    const first = match(text.slice(0, end + 1), locale);
    if (first !== null) return `${first} ${retold(text.slice(end + 2), locale)}`;
  }
  return text;
}

const NAME = /\{(\w+)\}/g;

/** The most definite first: a name in braces takes whatever stands there. */
const PATTERNS = (Object.entries(en) as [KeptKey, string][])
  .map(([key, text]) => ({
    key,
    names: [...text.matchAll(NAME)].map(([, name]) => name ?? ""),
    pattern: new RegExp(
      `^${text
        .split(/\{\w+\}/)
        .map(escaped)
        .join("([^]+?)")}$`,
    ),
    said: text.replace(NAME, "").length,
  }))
  .sort((a, b) => b.said - a.said);

function match(text: string, locale: Locale): string | null {
  for (const { key, names, pattern } of PATTERNS) {
    const found = pattern.exec(text);
    if (!found) continue;
    const values = names.map((name, at) => [name, figure(retold(found[at + 1] ?? "", locale))]);
    return filled(TEXTS[locale][key], Object.fromEntries(values));
  }
  return null;
}

/** A number with English marks, "2,000" or "1.5", with German ones; anything else as it is. */
function figure(value: string): string {
  return /^\d{1,3}(?:,\d{3})*(?:\.\d+)?$/.test(value)
    ? value.replace(/[,.]/g, (mark) => (mark === "," ? "." : ","))
    : value;
}

function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(NAME, (_, name: string) => String(values[name]));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
