"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { AnalysisAnswer, EstimateDetailAnswer } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { toCoverage, toFloorArea } from "#components/data/present.ts";
import { locationText, priceBookText } from "#components/data/present-words.ts";
import { useUrlParams } from "#components/data/url-params.ts";
import { CarbonSummary } from "#components/files/carbon-summary.tsx";
import { CostSummary } from "#components/files/cost-summary.tsx";
import { type AreaValues, FloorAreaCard } from "#components/files/floor-area-card.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/progress.tsx";

interface OverviewTabProps {
  fileId: string;
  analysis: AnalysisAnswer;
  estimate: EstimateDetailAnswer | undefined;
  underWay: boolean;
  mayEdit: boolean;
}

/** The answer in short: what it costs, what carbon it embodies, on which floor area, and what is open. */
export function OverviewTab({ fileId, analysis, estimate, underWay, mayEdit }: OverviewTabProps) {
  const tData = useTranslations("data");
  const t = useTranslations("files");
  const [, setParams] = useUrlParams();
  const queries = useQueryClient();
  const settleArea = (method: "PUT" | "DELETE", body?: AreaValues) =>
    submitting(async () => {
      await api(`/api/files/${fileId}/floor-area`, { method, body });
      await Promise.all([
        queries.invalidateQueries({ queryKey: ["analysis", fileId] }),
        queries.invalidateQueries({ queryKey: ["corrections", fileId] }),
        queries.invalidateQueries({ queryKey: ["estimates"] }),
        queries.invalidateQueries({ queryKey: ["dashboard"] }),
      ]);
    });
  const unknown = analysis.unknown_materials;
  return (
    <div className="grid grid-cols-1 gap-4">
      {unknown.length > 0 && (
        <Callout
          tone="warn"
          title={
            unknown.length === 1
              ? t("overviewTab.oneMaterialIsUnknown", { unknown: unknown[0] ?? "" })
              : t("overviewTab.materialsAreUnknown", { length: unknown.length })
          }
          action={
            <Button size="sm" onClick={() => setParams({ tab: "materials" })}>
              {mayEdit ? t("overviewTab.assignNow") : t("overviewTab.show")}
            </Button>
          }
        >
          {t("overviewTab.whatIsUnknownHasNoPriceAndNo")}
        </Callout>
      )}
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2 xl:grid-cols-3">
        {underWay && !analysis.cost ? (
          <Pending title={t("overviewTab.cost")} />
        ) : (
          <CostSummary
            cost={analysis.cost}
            coverage={toCoverage(analysis.coverage)}
            perM2={
              analysis.per_m2 && {
                amount: analysis.per_m2.cost.likely,
                currency: analysis.per_m2.cost.currency,
              }
            }
            placeholder={analysis.placeholder_prices}
            basis={estimate ? priceBookText(tData, estimate.price_book.version) : t("overviewTab.priceBook")}
            location={estimate ? locationText(tData, estimate) : ""}
          />
        )}
        {underWay && !analysis.carbon ? (
          <Pending title={t("overviewTab.embodiedCarbon")} />
        ) : (
          <CarbonSummary
            carbon={analysis.carbon}
            floorAreaM2={analysis.floor_areas?.used.floor_area_m2 ?? null}
            basis={t("overviewTab.makingTransportAndBuildingInOf")}
          />
        )}
        {analysis.floor_areas && (
          <FloorAreaCard
            key={analysis.floor_areas.used.source}
            area={toFloorArea(analysis.floor_areas)}
            {...(mayEdit
              ? {
                  onConfirm: (values) => settleArea("PUT", values),
                  onReset: () => settleArea("DELETE"),
                }
              : {})}
          />
        )}
      </div>
      {analysis.warnings.length > 0 && (
        <Callout tone="warn" title={t("overviewTab.whatWasDoubtfulInTheModel")}>
          <ul className="ml-4 list-disc">
            {analysis.warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Callout>
      )}
    </div>
  );
}

function Pending({ title }: { title: string }) {
  const t = useTranslations("files");
  return (
    <Card>
      <CardHeader title={title} description={t("overviewTab.beingWorkedOut")} />
      <CardBody className="grid h-44 content-start gap-4">
        <Skeleton className="h-8 w-40" />
        <Skeleton className="w-full" />
        <Skeleton className="w-3/5" />
      </CardBody>
    </Card>
  );
}
