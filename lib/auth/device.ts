import bowser from "bowser";
import type { Locale } from "#lib/i18n/locales.ts";
import { wordsOf } from "#lib/i18n/words-of.ts";

/** What a browser says it is, in words: `browser` "Firefox 128 on Windows", `device` "Computer". Nothing proves it. */
export function deviceOf(userAgent: string, locale?: Locale): { device: string; browser: string } {
  const t = wordsOf("account", locale);
  if (userAgent.trim() === "") return { device: t("devices.unknown"), browser: t("devices.unknownBrowser") };
  const { browser, os, platform } = bowser.parse(userAgent);
  const name = browser.name
    ? [browser.name, browser.version?.split(".")[0]].filter(Boolean).join(" ")
    : t("devices.unknownBrowser");
  const device = KINDS.find((kind) => kind === platform.type);
  return {
    device: device ? t(`devices.${device}`) : t("devices.unknown"),
    browser: os.name ? t("devices.browserOn", { browser: name, system: os.name }) : name,
  };
}

/** Whether two programs are one and the same as far as they say: kind of device, system and browser, of whatever version. */
export function isSameDevice(a: string, b: string): boolean {
  if (a.trim() === "" || b.trim() === "") return a.trim() === b.trim();
  const [one, other] = [bowser.parse(a), bowser.parse(b)];
  return (
    one.browser.name === other.browser.name &&
    one.os.name === other.os.name &&
    one.platform.type === other.platform.type
  );
}

const KINDS = ["desktop", "mobile", "tablet", "tv", "bot"] as const;
