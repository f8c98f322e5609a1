"use client";
import { useTranslations } from "next-intl";
import type { AnalysisAnswer, EstimateDetailAnswer } from "#components/data/answers.ts";
import { toStoreyRows } from "#components/data/present.ts";
import { StoreyTable } from "#components/files/storey-table.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";

/** The take-off by storey, with what the estimate says of each. */
export function Storeys({
  fileId,
  analysis,
  estimate,
}: {
  fileId: string;
  analysis: AnalysisAnswer;
  estimate: EstimateDetailAnswer | undefined;
}) {
  const t = useTranslations("files");
  const tData = useTranslations("data");
  return (
    <Card>
      <CardHeader title={t("results.byStorey")} />
      <StoreyTable fileId={fileId} storeys={toStoreyRows(tData, analysis, estimate)} />
    </Card>
  );
}
