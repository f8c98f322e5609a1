"use client";
import { useTranslations } from "next-intl";
import { WordsProvider } from "#components/i18n/words-provider.tsx";
import { activeLocale } from "#lib/i18n/active-locale.ts";
import { FAILURE_MESSAGES } from "#lib/i18n/failure-catalogue.ts";
import { PageFailure, type PageFailureProps } from "./page-failure.tsx";

/** In place of a page whose frame could not be made: it brings the texts it needs along. */
export function GlobalFailure(props: PageFailureProps) {
  const locale = activeLocale();
  return (
    <WordsProvider locale={locale} messages={FAILURE_MESSAGES[locale]}>
      <Failure {...props} />
    </WordsProvider>
  );
}

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
