import { z } from "zod";
import { de, en } from "zod/locales";
import { activeLocale } from "./active-locale.ts";
import type { Locale } from "./locales.ts";

const TEXTS: Record<Locale, ReturnType<typeof en>["localeError"]> = {
  en: en().localeError,
  de: de().localeError,
};

/** What Zod itself says of an input that has no sentence of its own, in the language of the request. Not as `localeError`, which each copy of Zod in a bundle sets anew. */
z.config({ customError: (issue) => TEXTS[activeLocale()](issue) });
