"use client";
import { useTranslations } from "next-intl";
import { priceBookText } from "#components/data/present-words.ts";
import { BreakdownTable } from "#components/estimates/breakdown-table.tsx";
import { CarbonKey } from "#components/estimates/carbon-key.tsx";
import { MissingTable } from "#components/estimates/missing-table.tsx";
import { CarbonSummary } from "#components/files/carbon-summary.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { NoEstimate, Waiting } from "./no-estimate.tsx";
import type { PartProps } from "./results.tsx";

/** A file's carbon, by storey, and what has no figure. */
export function CarbonTab({ fileId, estimate, analysis, underWay }: PartProps) {
  const t = useTranslations("files");
  const tData = useTranslations("data");
  if (underWay && !analysis.carbon) return <Waiting />;
  if (!estimate) return <NoEstimate />;
  return (
    <div className="grid grid-cols-1 gap-4">
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
        <CarbonSummary
          carbon={analysis.carbon}
          floorAreaM2={analysis.floor_areas?.used.floor_area_m2 ?? null}
          basis={priceBookText(tData, estimate.price_book.factor_version, "factorTable")}
        />
        <CarbonKey />
      </div>
      <Card>
        <CardHeader title={t("results.byStorey")} />
        <BreakdownTable
          fileId={fileId}
          caption={t("results.carbonByStorey")}
          kind="storey"
          rows={estimate.by_storey.map((row) => ({
            ...row,
            key: row.storey ?? "",
            name: row.storey ?? t("results.inNoStorey"),
          }))}
          cost={estimate.cost}
          carbon={estimate.carbon}
        />
      </Card>
      <MissingTable
        fileId={fileId}
        of="carbon"
        title={t("results.withoutACarbonFigure")}
        items={analysis.missing_carbon}
      />
    </div>
  );
}
