"use client";
import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";

/** In the shape of SimilarCards while they are not there. */
export function LoadingSimilar() {
  const t = useTranslations("similar");
  return (
    <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-2">
      <Card>
        <LoadingRows rows={5} label={t("similarCards.loadingSimilarEstimates")} />
      </Card>
      <Card>
        <LoadingRows rows={5} label={t("similarCards.loadingTheDistribution")} />
      </Card>
    </div>
  );
}
