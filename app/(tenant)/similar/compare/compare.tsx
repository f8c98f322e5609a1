"use client";
import { useQueries } from "@tanstack/react-query";
import { Scale, X } from "lucide-react";
import Link from "next/link";
import type { EstimateDetailAnswer } from "#components/data/answers.ts";
import { ApiError, api } from "#components/data/api.ts";
import { useUrlParams } from "#components/data/url-params.ts";
import { useUnits } from "#components/format/units-provider.tsx";
import { comparedIds, MOST_COMPARED } from "#components/similar/compare-page.ts";
import { type CompareRow, figureRows, takeoffRows } from "#components/similar/compare-rows.ts";
import { EstimatePicker } from "#components/similar/estimate-picker.tsx";
import { useDistribution } from "#components/similar/queries.ts";
import { differenceText } from "#components/similar/words.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/progress.tsx";
import { EmptyState, ErrorState } from "#components/ui/states.tsx";

/** Two to four estimates side by side, the first one the measure. */
export function Compare() {
  const [param, setParams] = useUrlParams();
  const ids = comparedIds(param("ids"));
  const show = (next: readonly string[]) => setParams({ ids: next.join(",") });
  const queries = useQueries({
    queries: ids.map((id) => ({
      queryKey: ["estimates", id, ""],
      queryFn: () => api<EstimateDetailAnswer>(`/api/cost-estimates/${id}`),
    })),
  });
  const failed = queries.find(({ error }) => error);
  const estimates = queries.flatMap(({ data }) => data ?? []);
  return (
    <div className="grid grid-cols-1 gap-5">
      <div className="-mb-5">
        <PageHeader
          title="Compare estimates"
          crumbs={[{ label: "Similar estimates", href: "/similar" }, { label: "Compare" }]}
          description="Differences are against the first one. Costs stand as they were estimated, each at its own time and place, unless it says otherwise."
          actions={
            ids.length < MOST_COMPARED && (
              <EstimatePicker
                label="Add an estimate"
                title="Compare with which estimate?"
                onPick={(id) => show([...ids, id])}
              />
            )
          }
        />
      </div>
      {failed ? (
        <Card>
          <ErrorState
            title={
              failed.error instanceof ApiError && failed.error.status === 404
                ? "Not found"
                : "This could not be loaded"
            }
            traceId={failed.error instanceof ApiError ? failed.error.traceId : null}
            action={
              <>
                <Button onClick={() => void failed.refetch()}>Try again</Button>
                <Button onClick={() => show(ids.filter((_, at) => queries[at] !== failed))}>
                  Leave it out
                </Button>
              </>
            }
          >
            {failed.error?.message}
          </ErrorState>
        </Card>
      ) : ids.length < 2 ? (
        <Card>
          <EmptyState icon={Scale} title="Choose two to four estimates">
            Add estimates above, or tick results on the page{" "}
            <Link href="/similar" className="text-brand-text underline">
              Similar estimates
            </Link>
            .
          </EmptyState>
        </Card>
      ) : estimates.length < ids.length ? (
        <div role="status" aria-label="Loading estimates" className="grid gap-4">
          <Skeleton className="h-80 rounded-lg" />
          <Skeleton className="h-80 rounded-lg" />
        </div>
      ) : (
        <SideBySide estimates={estimates} onRemove={(id) => show(ids.filter((other) => other !== id))} />
      )}
    </div>
  );
}

function SideBySide({
  estimates,
  onRemove,
}: {
  estimates: EstimateDetailAnswer[];
  onRemove: (id: string) => void;
}) {
  const units = useUnits();
  const distribution = useDistribution(estimates[0]?.id);
  const levelled = new Map(
    distribution.data?.points.map(({ estimate_id, cost_per_m2 }) => [estimate_id, cost_per_m2]),
  );
  return (
    <>
      <Card>
        <CardHeader title="Cost and carbon" />
        <ComparedTable
          caption="Cost and carbon side by side"
          rows={figureRows(estimates, levelled, units)}
          estimates={estimates}
          onRemove={estimates.length > 2 ? onRemove : undefined}
        />
      </Card>
      <Card>
        <CardHeader title="Take-off" description="Quantities by material, the costliest first." />
        <ComparedTable
          caption="Take-off side by side"
          rows={takeoffRows(estimates, units)}
          estimates={estimates}
        />
      </Card>
    </>
  );
}

function ComparedTable({
  caption,
  rows,
  estimates,
  onRemove,
}: {
  caption: string;
  rows: readonly CompareRow[];
  estimates: readonly EstimateDetailAnswer[];
  onRemove?: ((id: string) => void) | undefined;
}) {
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          id: "name",
          header: <span className="sr-only">What</span>,
          rowHeader: true,
          className: "min-w-40",
          cell: ({ name }) => <span className="break-words">{name}</span>,
        },
        ...estimates.map(
          (estimate, at): Column<CompareRow> => ({
            id: estimate.id,
            className: "min-w-28 max-w-64 py-2 sm:min-w-40",
            numeric: true,
            header: (
              <span className="inline-flex max-w-56 items-center gap-1 whitespace-normal py-1.5 text-ink">
                <Link href={`/estimates/${estimate.id}`} className="line-clamp-3 hover:underline">
                  {estimate.name}
                </Link>
                {onRemove && (
                  <Button
                    size="sm"
                    variant="ghost"
                    icon
                    aria-label={`Leave ${estimate.name} out`}
                    onClick={() => onRemove(estimate.id)}
                  >
                    <X aria-hidden />
                  </Button>
                )}
              </span>
            ),
            cell: ({ values }) => {
              const difference =
                at > 0 ? differenceText(values[0]?.value ?? null, values[at]?.value ?? null) : null;
              return (
                <span className="grid justify-items-end">
                  <span>{values[at]?.text}</span>
                  {difference && (
                    <Badge tone={difference === "same" ? "neutral" : "brand"}>{difference}</Badge>
                  )}
                  {onlyHere(values, at) && <Badge tone="info">only here</Badge>}
                </span>
              );
            },
          }),
        ),
      ]}
    />
  );
}

/** The first has none of it, and this one has. */
function onlyHere(values: CompareRow["values"], at: number): boolean {
  const measured = values.some(({ value }) => value !== null);
  return measured && at > 0 && values[0]?.text === "–" && values[at]?.value !== null;
}
