"use client";
import { useTranslations } from "next-intl";
import { PageFailure, type PageFailureProps } from "#components/observability/page-failure.tsx";

/** A page without a frame that failed, or the frame itself. */
export default function PageError(props: PageFailureProps) {
  const t = useTranslations("observability");
  return (
    <main className="grid min-h-dvh content-center">
      <h1 className="sr-only">{t("pageFailure.thisPageFailed")}</h1>
      <PageFailure {...props} />
    </main>
  );
}
