import { LOCALE_COOKIE, type Locale } from "#lib/i18n/locales.ts";

const YEAR = 365 * 24 * 3600 * 1000;

/** This browser's language from now on; null: what it asks for itself. The page is made anew in it. */
export async function chooseLocale(locale: Locale | null): Promise<void> {
  // Secure contexts only; plain http has none in production.
  if ("cookieStore" in window)
    await (locale === null
      ? cookieStore.delete(LOCALE_COOKIE)
      : cookieStore.set({
          name: LOCALE_COOKIE,
          value: locale,
          expires: Date.now() + YEAR,
          sameSite: "lax",
        }));
  location.reload();
}
