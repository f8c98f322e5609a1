"use client";
import { IntlProvider } from "next-intl";
import { createContext, type ReactNode, use, useMemo } from "react";
import type { Locale } from "#lib/i18n/locales.ts";
import type { Messages } from "#lib/i18n/messages.ts";

const Above = createContext<Partial<Messages>>({});

/** See words.tsx. */
export function WordsProvider({
  locale,
  messages,
  children,
}: {
  locale: Locale;
  messages: Partial<Messages>;
  children: ReactNode;
}) {
  const above = use(Above);
  const all = useMemo(() => ({ ...above, ...messages }), [above, messages]);
  return (
    <Above value={all}>
      <IntlProvider locale={locale} messages={all} timeZone="UTC" onError={refuse}>
        {children}
      </IntlProvider>
    </Above>
  );
}

/** A text that is not there is a defect, to be seen where it arises rather than as a key on the page. */
function refuse(error: Error): never {
  throw error;
}
