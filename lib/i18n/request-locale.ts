import { AsyncLocalStorage } from "node:async_hooks";
import "./active-locale.ts";
import { acceptedLocale, isLocale, LOCALE_COOKIE, type Locale } from "./locales.ts";

/** What the headers of a request say of its language: the browser's choice here, else what it asks for, else English. */
export function localeOfHeaders(
  cookies: string | null | undefined,
  accepted: string | null | undefined,
): Locale {
  const chosen = (cookies ?? "")
    .split(";")
    .map((pair) => pair.trim().split("="))
    .find(([name]) => name === LOCALE_COOKIE)?.[1];
  return isLocale(chosen) ? chosen : (acceptedLocale(accepted) ?? "en");
}

/** Serves a request in a language, which `rememberLocale` changes once it is known who asks. */
export function inLocale<T>(locale: Locale, serve: () => T): T {
  // The process's, as another bundle's copy of this module may have been the first.
  return (globalThis.requestLocale ?? store).run({ locale }, serve);
}

/** What is written from here on for this request is in this language. */
export function rememberLocale(locale: Locale): void {
  const held = globalThis.requestLocale?.getStore();
  if (held) held.locale = locale;
}

const store = new AsyncLocalStorage<{ locale: Locale }>();
globalThis.requestLocale ??= store;
