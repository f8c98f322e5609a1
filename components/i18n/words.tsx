import { getLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { type Area, type AreaPart, messagesOf, pickAreas } from "#lib/i18n/messages.ts";
import { WordsProvider } from "./words-provider.tsx";

/** Gives the client components below the texts of these areas or parts, beside those that the layouts above give. */
export async function Words({
  areas,
  children,
}: {
  areas: readonly (Area | AreaPart)[];
  children: ReactNode;
}) {
  const locale = await getLocale();
  return (
    <WordsProvider locale={locale} messages={pickAreas(messagesOf(locale), areas)}>
      {children}
    </WordsProvider>
  );
}
