import { expect, it } from "vitest";
import { acceptedLocale } from "./locales.ts";
import { localeOfHeaders } from "./request-locale.ts";

it.each([
  ["de-DE,de;q=0.9,en;q=0.8", "de"],
  ["en;q=0.5, de", "de"],
  ["fr-FR, fr;q=0.9, en;q=0.4, de;q=0.3", "en"],
  ["de;q=0, en", "en"],
  ["fr", null],
  ["*", null],
  ["", null],
  [null, null],
])("of %j it takes %j", (header, locale) => expect(acceptedLocale(header)).toBe(locale));

it("takes the browser's own choice first, and English at last", () => {
  expect(localeOfHeaders("a=b; cai_locale=de; c=d", "en")).toBe("de");
  expect(localeOfHeaders("cai_locale=xx", "de")).toBe("de");
  expect(localeOfHeaders(undefined, "fr")).toBe("en");
});
