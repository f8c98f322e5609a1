"use client";
import Link from "next/link";
import type { EstimateDetailAnswer } from "#components/data/answers.ts";
import { ApiError } from "#components/data/api.ts";
import { locationText, priceBookText, toCoverage, toEstimateLines } from "#components/data/present.ts";
import { useEstimate } from "#components/data/queries.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { usePageTitle, useUrlParams } from "#components/data/url-params.ts";
import { BreakdownTable } from "#components/estimates/breakdown-table.tsx";
import { CarbonKey } from "#components/estimates/carbon-key.tsx";
import { DeleteEstimate } from "#components/estimates/delete-estimate.tsx";
import { MissingTable } from "#components/estimates/missing-table.tsx";
import { CarbonSummary } from "#components/files/carbon-summary.tsx";
import { CostSummary } from "#components/files/cost-summary.tsx";
import { EstimateLinesTable } from "#components/files/estimate-lines-table.tsx";
import { formatMoney } from "#components/format/money.ts";
import { formatCount } from "#components/format/numbers.ts";
import { Time } from "#components/format/time-element.tsx";
import { useUnits } from "#components/format/units-provider.tsx";
import { MoveDialog } from "#components/projects/move-dialog.tsx";
import { ProjectOf } from "#components/projects/project-of.tsx";
import type { Role } from "#components/shell/types.ts";
import { SimilarCards } from "#components/similar/similar-cards.tsx";
import { StatusPill } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { DataList } from "#components/ui/data-list.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/progress.tsx";
import { ErrorState } from "#components/ui/states.tsx";
import { type TabItem, Tabs } from "#components/ui/tabs.tsx";
import { RepriceDialog } from "./reprice-dialog.tsx";

export function OneEstimate({ id, role }: { id: string; role: Role }) {
  const estimate = useEstimate(id);
  usePageTitle(estimate.data?.name);
  if (estimate.error instanceof ApiError && estimate.error.status === 404) {
    return (
      <Card>
        <h1 className="sr-only">No estimate here</h1>
        <ErrorState
          title="Not found"
          action={
            <Button asChild>
              <Link href="/estimates">All estimates</Link>
            </Button>
          }
        >
          {estimate.error.message}
        </ErrorState>
      </Card>
    );
  }
  return (
    <QueryView query={estimate} loading={<Loading />}>
      {(data) => <EstimateView estimate={data} mayEdit={role !== "viewer"} />}
    </QueryView>
  );
}

function EstimateView({ estimate, mayEdit }: { estimate: EstimateDetailAnswer; mayEdit: boolean }) {
  const { cost, carbon, per_m2 } = estimate;
  const complete = estimate.status === "complete";
  return (
    <div className="grid grid-cols-1 gap-5">
      <div className="-mb-5">
        <PageHeader
          title={estimate.name}
          crumbs={[{ label: "Estimates", href: "/estimates" }, { label: estimate.name }]}
          badges={
            !complete && (
              <StatusPill tone="brand" live>
                Calculating
              </StatusPill>
            )
          }
          description={
            <>
              <ProjectOf id={estimate.project_id} />
              <Origin estimate={estimate} />
            </>
          }
          actions={
            mayEdit && (
              <>
                {estimate.file_id === null && (
                  <MoveDialog estimateIds={[estimate.id]} from={estimate.project_id} />
                )}
                {complete && <RepriceDialog estimate={estimate} />}
                {estimate.file_id === null && <DeleteEstimate id={estimate.id} name={estimate.name} />}
              </>
            )
          }
        />
      </div>
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2 xl:grid-cols-3">
        <CostSummary
          cost={cost}
          coverage={toCoverage(estimate.coverage)}
          perM2={per_m2 && { amount: per_m2.cost.likely, currency: per_m2.cost.currency }}
          placeholder={estimate.placeholder_prices}
          basis={priceBookText(estimate.price_book.version)}
          location={locationText(estimate)}
        />
        <CarbonSummary
          carbon={carbon}
          floorAreaM2={estimate.floor_area_m2}
          basis="Making, transport and building in of the materials, as EN 15978 counts them"
        />
        <Basis estimate={estimate} />
      </div>
      <Details estimate={estimate} />
      {complete && <SimilarCards id={estimate.id} name={estimate.name} />}
    </div>
  );
}

function Origin({ estimate }: { estimate: EstimateDetailAnswer }) {
  if (estimate.origin === "manual") return estimate.description || "Entered by hand";
  if (!estimate.file_id) return "From a file that has been deleted since";
  return (
    <>
      From the file{" "}
      <Link className="text-brand-text underline" href={`/files/${estimate.file_id}`}>
        {estimate.name}
      </Link>
    </>
  );
}

function Basis({ estimate }: { estimate: EstimateDetailAnswer }) {
  const units = useUnits();
  const rate = (amount: string) => `${formatMoney({ amount, currency: estimate.cost.currency })} an hour`;
  return (
    <Card>
      <CardHeader title="Calculated on" />
      <CardBody>
        <DataList
          items={[
            { key: "prices", term: "Prices", value: priceBookText(estimate.price_book.version) },
            {
              key: "factors",
              term: "Carbon factors",
              value: priceBookText(estimate.price_book.factor_version, "factor table"),
            },
            { key: "location", term: "Location", value: locationText(estimate) },
            { key: "labour", term: "Labour", value: rate(estimate.labor_rate) },
            { key: "equipment", term: "Equipment", value: rate(estimate.equipment_rate) },
            {
              key: "area",
              term: "Floor area",
              value: units.quantity(estimate.floor_area_m2, "m2", { digits: 5 }),
            },
            {
              key: "updated",
              term: "Last calculated",
              value: <Time at={estimate.updated_at} show="datetime" />,
            },
          ]}
        />
      </CardBody>
    </Card>
  );
}

function Details({ estimate }: { estimate: EstimateDetailAnswer }) {
  const [param, setParams] = useUrlParams();
  const { cost, carbon } = estimate;
  const open = estimate.unpriced.length + estimate.missing_carbon.length;
  const table = (caption: string, rows: Parameters<typeof BreakdownTable>[0]["rows"]) => (
    <Card>
      <BreakdownTable caption={caption} rows={rows} cost={cost} carbon={carbon} />
    </Card>
  );
  const tabs: TabItem[] = [
    {
      value: "lines",
      label: "Lines",
      count: formatCount(estimate.lines.length),
      content: (
        <Card>
          <EstimateLinesTable
            lines={toEstimateLines(estimate)}
            total={{ amount: cost.likely, currency: cost.currency }}
            totalCarbonKg={estimate.carbon?.a1_a3_kg ?? null}
          />
        </Card>
      ),
    },
    {
      value: "materials",
      label: "By material",
      content: table(
        "By material",
        estimate.by_material.map(({ catalogue_id, ...row }) => ({ ...row, key: catalogue_id })),
      ),
    },
    ...(estimate.origin === "file"
      ? [
          {
            value: "storeys",
            label: "By storey",
            content: table(
              "By storey",
              estimate.by_storey.map((row) => ({
                ...row,
                key: row.storey ?? "",
                name: row.storey ?? "In no storey",
              })),
            ),
          },
        ]
      : []),
    { value: "carbon", label: "What carbon counts", content: <CarbonKey /> },
    ...(open > 0
      ? [
          {
            value: "open",
            label: "In no total",
            count: formatCount(open),
            content: (
              <div className="grid grid-cols-1 gap-4">
                <MissingTable title="Without a price" items={estimate.unpriced} />
                <MissingTable title="Without a carbon figure" items={estimate.missing_carbon} />
              </div>
            ),
          },
        ]
      : []),
  ];
  const asked = param("tab");
  return (
    <Tabs
      label="Details"
      items={tabs}
      value={tabs.some((tab) => tab.value === asked) ? asked : "lines"}
      onValueChange={(tab) => setParams({ tab: tab === "lines" ? "" : tab })}
    />
  );
}

function Loading() {
  return (
    <div className="grid grid-cols-1 gap-5" role="status" aria-label="Loading the estimate">
      <Skeleton className="h-7 w-80 max-w-full" />
      <div className="grid gap-4 lg:grid-cols-2 xl:grid-cols-3">
        {["cost", "carbon", "basis"].map((key) => (
          <Skeleton key={key} className="h-64 rounded-lg" />
        ))}
      </div>
      <Skeleton className="h-64 rounded-lg" />
    </div>
  );
}
