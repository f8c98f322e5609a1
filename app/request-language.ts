import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { cache } from "react";
import { isLocale, type Locale } from "#lib/i18n/locales.ts";
import { messagesOf } from "#lib/i18n/messages.ts";
import { localeOfHeaders, rememberLocale } from "#lib/i18n/request-locale.ts";
import { pageHost } from "./caller.ts";

/** What next-intl asks for each request; named in next.config.ts. */
export default getRequestConfig(async ({ locale: asked }) => {
  const locale = isLocale(asked) ? asked : await pageLocale();
  return {
    locale,
    messages: messagesOf(locale),
    timeZone: "UTC",
    onError: (error) => {
      throw error;
    },
  };
});

/** The language of this page: the member's choice, else the browser's. Asked once per request. */
const pageLocale = cache(async (): Promise<Locale> => {
  const asked = await headers();
  const locale = ENGLISH_ONLY.test(asked.get("x-path") ?? "")
    ? "en"
    : ((await choiceOfMember()) ??
      localeOfHeaders((await cookies()).toString(), asked.get("accept-language")));
  rememberLocale(locale);
  return locale;
});

/** The operators' console and developers' pages. */
const ENGLISH_ONLY = /^\/(?:operator|docs|dev)(?:\/|$)/;

async function choiceOfMember(): Promise<Locale | null> {
  const host = await pageHost();
  return host.kind === "tenant" ? (host.user?.locale ?? null) : null;
}
