"use client";
import { Calculator } from "lucide-react";
import Link from "next/link";
import type { AnalysisAnswer, EstimateDetailAnswer } from "#components/data/answers.ts";
import { priceBookText, toEstimateLines, toStoreyRows } from "#components/data/present.ts";
import { useAnalysis, useEstimate } from "#components/data/queries.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { useUrlParams } from "#components/data/url-params.ts";
import { BreakdownTable } from "#components/estimates/breakdown-table.tsx";
import { CarbonKey } from "#components/estimates/carbon-key.tsx";
import { KeyFigures } from "#components/estimates/key-figures.tsx";
import { MissingTable } from "#components/estimates/missing-table.tsx";
import { CarbonSummary } from "#components/files/carbon-summary.tsx";
import { EstimateLinesTable } from "#components/files/estimate-lines-table.tsx";
import { StoreyTable } from "#components/files/storey-table.tsx";
import { TakeoffTable } from "#components/files/takeoff-table.tsx";
import { formatCount } from "#components/format/numbers.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { LoadingRows, Skeleton } from "#components/ui/progress.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { type TabItem, Tabs } from "#components/ui/tabs.tsx";
import { Elements } from "./elements.tsx";
import { Materials } from "./materials.tsx";
import { OverviewTab } from "./overview-tab.tsx";

export interface ResultsProps {
  fileId: string;
  /** Changes when the analysis has more to show. */
  stage: string;
  underWay: boolean;
  mayEdit: boolean;
}

/** What came out of a file, as far as it is there. */
export function Results({ fileId, stage, underWay, mayEdit }: ResultsProps) {
  const analysis = useAnalysis(fileId, stage);
  const estimate = useEstimate(analysis.data?.estimate_id ?? null, stage);
  return (
    <QueryView query={analysis} loading={<Loading />}>
      {(data) =>
        data.elements ? (
          <ResultTabs
            fileId={fileId}
            analysis={data}
            estimate={data.estimate_id ? estimate.data : undefined}
            underWay={underWay}
            mayEdit={mayEdit && !underWay}
          />
        ) : underWay ? (
          <Loading />
        ) : null
      }
    </QueryView>
  );
}

interface PartProps {
  fileId: string;
  analysis: AnalysisAnswer;
  /** Undefined while it is not there yet. */
  estimate: EstimateDetailAnswer | undefined;
  underWay: boolean;
  mayEdit: boolean;
}

function ResultTabs(props: PartProps) {
  const { fileId, analysis, estimate, mayEdit } = props;
  const [param, setParams] = useUrlParams();
  const tabs: TabItem[] = [
    { value: "overview", label: "Overview", content: <OverviewTab {...props} /> },
    { value: "take-off", label: "Take-off", content: <TakeOff {...props} /> },
    {
      value: "materials",
      label: "Materials",
      ...(analysis.unknown_materials.length > 0
        ? { count: `${formatCount(analysis.unknown_materials.length)} to assign` }
        : {}),
      content: <Materials fileId={fileId} analysis={analysis} mayEdit={mayEdit} />,
    },
    { value: "estimate", label: "Estimate", content: <EstimateTab {...props} /> },
    { value: "carbon", label: "Carbon", content: <CarbonTab {...props} /> },
    {
      value: "elements",
      label: "Elements",
      count: formatCount(analysis.elements?.total ?? 0),
      content: <Elements fileId={fileId} analysis={analysis} />,
    },
  ];
  const asked = param("tab");
  const value = tabs.some((tab) => tab.value === asked) ? asked : "overview";
  return (
    <>
      <KeyFigures
        cost={analysis.cost}
        carbon={analysis.carbon}
        perM2={analysis.per_m2}
        coverage={analysis.coverage}
        floorAreaM2={analysis.floor_areas?.used.floor_area_m2 ?? null}
        areaKind={analysis.floor_areas?.used.kind ?? "none"}
        elements={analysis.elements?.total ?? 0}
      />
      <Tabs
        label="Results"
        items={tabs}
        value={value}
        onValueChange={(tab) => setParams({ tab: tab === "overview" ? "" : tab, class: "", storey: "" })}
      />
      <p role="status" className="sr-only">
        {estimate ? "" : "The estimate is being worked out."}
      </p>
    </>
  );
}

function TakeOff({ analysis, estimate }: PartProps) {
  return (
    <div className="grid grid-cols-1 gap-4">
      <Card>
        <CardHeader
          title="By class"
          description="Net quantities: openings are subtracted. Doubtful ones could not be confirmed by the shape of the element."
        />
        <TakeoffTable
          byClass={analysis.elements?.by_class ?? {}}
          elementsHref="?tab=elements&class={class}"
        />
      </Card>
      <Card>
        <CardHeader title="By storey" />
        <StoreyTable storeys={toStoreyRows(analysis, estimate)} />
      </Card>
    </div>
  );
}

function EstimateTab({ estimate, analysis, underWay }: PartProps) {
  if (!estimate) return underWay ? <Waiting /> : <NoEstimate />;
  const { currency } = estimate.cost;
  return (
    <div className="grid grid-cols-1 gap-4">
      <Card>
        <CardHeader
          title="Estimate lines"
          description="Quantity × unit rate. Material and hours make up the rate; the location factor is in the rate, not in them."
          actions={
            <Button asChild size="sm">
              <Link href={`/estimates/${estimate.id}`}>Open the estimate</Link>
            </Button>
          }
        />
        <EstimateLinesTable
          lines={toEstimateLines(estimate)}
          total={{ amount: estimate.cost.likely, currency }}
          totalCarbonKg={estimate.carbon?.a1_a3_kg ?? null}
        />
      </Card>
      <Card>
        <CardHeader title="By material" />
        <BreakdownTable
          caption="By material"
          rows={estimate.by_material.map(({ catalogue_id, ...row }) => ({ ...row, key: catalogue_id }))}
          cost={estimate.cost}
          carbon={estimate.carbon}
        />
      </Card>
      <MissingTable title="Without a price" items={analysis.unpriced} />
    </div>
  );
}

function CarbonTab({ estimate, analysis, underWay }: PartProps) {
  if (underWay && !analysis.carbon) return <Waiting />;
  if (!estimate) return <NoEstimate />;
  return (
    <div className="grid grid-cols-1 gap-4">
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
        <CarbonSummary
          carbon={analysis.carbon}
          floorAreaM2={analysis.floor_areas?.used.floor_area_m2 ?? null}
          basis={priceBookText(estimate.price_book.factor_version, "factor table")}
        />
        <CarbonKey />
      </div>
      <Card>
        <CardHeader title="By storey" />
        <BreakdownTable
          caption="Carbon by storey"
          rows={estimate.by_storey.map((row) => ({
            ...row,
            key: row.storey ?? "",
            name: row.storey ?? "In no storey",
          }))}
          cost={estimate.cost}
          carbon={estimate.carbon}
        />
      </Card>
      <MissingTable title="Without a carbon figure" items={analysis.missing_carbon} />
    </div>
  );
}

function NoEstimate() {
  return (
    <Card>
      <EmptyState icon={Calculator} title="No estimate">
        Processing ended before prices were worked out. Process the file again.
      </EmptyState>
    </Card>
  );
}

function Waiting() {
  return (
    <Card>
      <LoadingRows label="Waiting for the estimate" />
    </Card>
  );
}

function Loading() {
  return (
    <div className="grid grid-cols-1 gap-4" role="status" aria-label="Waiting for results">
      <div className="grid grid-cols-1 gap-3 min-[26rem]:grid-cols-2 lg:grid-cols-4">
        {["cost", "carbon", "area", "elements"].map((key) => (
          <Card key={key} className="grid h-28 content-start gap-3 px-4 py-3.5">
            <Skeleton className="w-24" />
            <Skeleton className="h-7 w-32" />
          </Card>
        ))}
      </div>
      <Card className="grid h-64 content-start gap-4 p-4">
        <Skeleton className="w-40" />
        <Skeleton className="w-3/5" />
        <Skeleton className="w-2/5" />
      </Card>
    </div>
  );
}
