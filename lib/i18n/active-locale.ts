import { isLocale, type Locale } from "./locales.ts";

/**
 * The language of what is being written: in the browser that of the document, which the server has set; on the server
 * that of the request (see request-locale.ts). English where there is neither, as in jobs.
 */
export function activeLocale(): Locale {
  const known =
    typeof document === "undefined"
      ? globalThis.requestLocale?.getStore()?.locale
      : document.documentElement.lang;
  return isLocale(known) ? known : "en";
}

declare global {
  /** Of the process, as the bundles of pages each have a copy of the modules that they share. */
  var requestLocale:
    | {
        getStore(): { locale: Locale } | undefined;
        run<T>(held: { locale: Locale }, serve: () => T): T;
      }
    | undefined;
}
