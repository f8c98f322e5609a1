"use client";
import { useTranslations } from "next-intl";
import { PageFailure, type PageFailureProps } from "#components/observability/page-failure.tsx";
import { Card } from "#components/ui/card.tsx";

/** A page that failed; the frame around it stays. */
export default function PageError(props: PageFailureProps) {
  const t = useTranslations("observability");
  return (
    <Card>
      <h1 className="sr-only">{t("pageFailure.thisPageFailed")}</h1>
      <PageFailure {...props} />
    </Card>
  );
}
