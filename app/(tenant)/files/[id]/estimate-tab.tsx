"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { toEstimateLines } from "#components/data/present.ts";
import { BreakdownTable } from "#components/estimates/breakdown-table.tsx";
import { MissingTable } from "#components/estimates/missing-table.tsx";
import { EstimateLinesTable } from "#components/files/estimate-lines-table.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { NoEstimate, Waiting } from "./no-estimate.tsx";
import type { PartProps } from "./results.tsx";

/** The lines of a file's estimate, their sums by material, and what is in none. */
export function EstimateTab({ fileId, estimate, analysis, underWay }: PartProps) {
  const t = useTranslations("files");
  if (!estimate) return underWay ? <Waiting /> : <NoEstimate />;
  const { currency } = estimate.cost;
  return (
    <div className="grid grid-cols-1 gap-4">
      <Card>
        <CardHeader
          title={t("results.estimateLines")}
          description={t("results.quantityUnitRateMaterialAnd")}
          actions={
            <Button asChild size="sm">
              <Link href={`/estimates/${estimate.id}`}>{t("results.openTheEstimate")}</Link>
            </Button>
          }
        />
        <EstimateLinesTable
          fileId={fileId}
          lines={toEstimateLines(estimate)}
          total={{ amount: estimate.cost.likely, currency }}
          totalCarbonKg={estimate.carbon?.a1_a3_kg ?? null}
        />
      </Card>
      <Card>
        <CardHeader title={t("results.byMaterial")} />
        <BreakdownTable
          fileId={fileId}
          caption={t("results.byMaterial")}
          kind="material"
          rows={estimate.by_material.map(({ catalogue_id, ...row }) => ({ ...row, key: catalogue_id }))}
          cost={estimate.cost}
          carbon={estimate.carbon}
        />
      </Card>
      <MissingTable fileId={fileId} of="price" title={t("results.withoutAPrice")} items={analysis.unpriced} />
    </div>
  );
}
