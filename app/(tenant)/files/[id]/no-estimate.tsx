"use client";
import { Calculator } from "lucide-react";
import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { EmptyState } from "#components/ui/states.tsx";

/** In the place of what is of the estimate, for a file that has none. */
export function NoEstimate() {
  const t = useTranslations("files");
  return (
    <Card>
      <EmptyState icon={Calculator} title={t("results.noEstimate")}>
        {t("results.processingEndedBeforePrices")}
      </EmptyState>
    </Card>
  );
}

/** The same while it is being worked out. */
export function Waiting() {
  const t = useTranslations("files");
  return (
    <Card>
      <LoadingRows label={t("results.waitingForTheEstimate")} />
    </Card>
  );
}
