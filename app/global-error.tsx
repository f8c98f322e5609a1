"use client";
import { useTranslations } from "next-intl";
import { WordsProvider } from "#components/i18n/words-provider.tsx";
import { PageFailure, type PageFailureProps } from "#components/observability/page-failure.tsx";
import { activeLocale } from "#lib/i18n/active-locale.ts";
import deFailure from "#lib/i18n/messages/de/observability.json" with { type: "json" };
import deUi from "#lib/i18n/messages/de/ui.json" with { type: "json" };
import enFailure from "#lib/i18n/messages/en/observability.json" with { type: "json" };
import enUi from "#lib/i18n/messages/en/ui.json" with { type: "json" };
import "./globals.css";

/** In place of the whole document, where even its frame could not be made: it brings the texts it needs along. */
export default function GlobalError(props: PageFailureProps) {
  const locale = activeLocale();
  return (
    <html lang={locale}>
      <body>
        <WordsProvider locale={locale} messages={WORDS[locale]}>
          <Failure {...props} />
        </WordsProvider>
      </body>
    </html>
  );
}

const WORDS = {
  en: { observability: enFailure, ui: enUi },
  de: { observability: deFailure, ui: deUi },
};

function Failure(props: PageFailureProps) {
  const t = useTranslations("observability");
  return (
    <>
      <title>{`${t("pageFailure.thisPageFailed")} · Construction AI`}</title>
      <main className="grid min-h-dvh content-center">
        <h1 className="sr-only">{t("pageFailure.thisPageFailed")}</h1>
        <PageFailure {...props} />
      </main>
    </>
  );
}
