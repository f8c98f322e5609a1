import type { Locale } from "#lib/i18n/locales.ts";

/** Each in itself, so that everybody finds their own: the same in every language. */
export const LANGUAGE_NAMES: { value: Locale; label: string }[] = [
  { value: "en", label: "English" },
  { value: "de", label: "Deutsch" },
];
