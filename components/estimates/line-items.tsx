"use client";
import { useTranslations } from "next-intl";
import type { EstimateDetailAnswer } from "#components/data/answers.ts";
import { toEstimateLines } from "#components/data/present.ts";
import { EstimateLinesTable } from "#components/files/estimate-lines-table.tsx";
import { formatCount } from "#components/format/numbers.ts";
import { Card } from "#components/ui/card.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { BreakdownTable } from "./breakdown-table.tsx";
import { MissingTable } from "./missing-table.tsx";

export type LinesView = "lines" | "materials" | "storeys" | "missing";

/** Every line, or their sums by material or by storey, and what is in no total. */
export function LineItems({
  estimate,
  view,
  onView,
}: {
  estimate: EstimateDetailAnswer;
  view: LinesView;
  onView: (view: LinesView) => void;
}) {
  const t = useTranslations("estimate");
  const { cost, carbon, unpriced, missing_carbon, file_id: fileId } = estimate;
  const missing = unpriced.length + missing_carbon.length;
  return (
    <div className="grid grid-cols-1 gap-4">
      <div className="print:hidden">
        <Segmented
          label={t("lines.view")}
          value={view}
          onChange={onView}
          segments={[
            { value: "lines", label: t("lines.lines") },
            { value: "materials", label: t("lines.materials") },
            ...(estimate.origin === "file" ? [{ value: "storeys" as const, label: t("lines.storeys") }] : []),
            ...(missing > 0
              ? [{ value: "missing" as const, label: t("lines.missing", { count: formatCount(missing) }) }]
              : []),
          ]}
        />
      </div>
      {view === "missing" ? (
        <>
          <MissingTable fileId={fileId} of="price" title={t("missing.unpriced")} items={unpriced} />
          <MissingTable fileId={fileId} of="carbon" title={t("missing.noCarbon")} items={missing_carbon} />
        </>
      ) : (
        <Card>
          {view === "lines" && (
            <EstimateLinesTable
              fileId={fileId}
              lines={toEstimateLines(estimate)}
              total={{ amount: cost.likely, currency: cost.currency }}
              totalCarbonKg={carbon?.a1_a3_kg ?? null}
            />
          )}
          {view === "materials" && (
            <BreakdownTable
              fileId={fileId}
              caption={t("lines.byMaterial")}
              kind="material"
              rows={estimate.by_material.map(({ catalogue_id, ...row }) => ({ ...row, key: catalogue_id }))}
              cost={cost}
              carbon={carbon}
            />
          )}
          {view === "storeys" && (
            <BreakdownTable
              fileId={fileId}
              caption={t("lines.byStorey")}
              kind="storey"
              rows={estimate.by_storey.map((row) => ({
                ...row,
                key: row.storey ?? "",
                name: row.storey ?? t("composition.noStorey"),
              }))}
              cost={cost}
              carbon={carbon}
            />
          )}
        </Card>
      )}
    </div>
  );
}
