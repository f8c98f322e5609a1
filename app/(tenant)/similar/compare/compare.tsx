"use client";
import { useQueries } from "@tanstack/react-query";
import { Scale, X } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
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
  const t = useTranslations("similar");
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
          title={t("compare.compareEstimates")}
          crumbs={[
            { label: t("compare.similarEstimates"), href: "/similar" },
            { label: t("compare.compare") },
          ]}
          description={t("compare.differencesAreAgainstTheFirst")}
          actions={
            ids.length < MOST_COMPARED && (
              <EstimatePicker
                label={t("compare.addAnEstimate")}
                title={t("compare.compareWithWhichEstimate")}
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
                ? t("compare.notFound")
                : t("compare.thisCouldNotBeLoaded")
            }
            traceId={failed.error instanceof ApiError ? failed.error.traceId : null}
            action={
              <>
                <Button onClick={() => void failed.refetch()}>{t("compare.tryAgain")}</Button>
                <Button onClick={() => show(ids.filter((_, at) => queries[at] !== failed))}>
                  {t("compare.leaveItOut")}
                </Button>
              </>
            }
          >
            {failed.error?.message}
          </ErrorState>
        </Card>
      ) : ids.length < 2 ? (
        <Card>
          <EmptyState icon={Scale} title={t("compare.chooseTwoToFourEstimates")}>
            {t.rich("compare.addEstimatesAboveOrTickResults", {
              link: (chunks) => (
                <Link href="/similar" className="text-brand-text underline">
                  {chunks}
                </Link>
              ),
            })}
          </EmptyState>
        </Card>
      ) : estimates.length < ids.length ? (
        <div role="status" aria-label={t("compare.loadingEstimates")} className="grid gap-4">
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
  const t = useTranslations("similar");
  const units = useUnits();
  const distribution = useDistribution(estimates[0]?.id);
  const levelled = new Map(
    distribution.data?.points.map(({ estimate_id, cost_per_m2 }) => [estimate_id, cost_per_m2]),
  );
  return (
    <>
      <Card>
        <CardHeader title={t("compare.costAndCarbon")} />
        <ComparedTable
          caption={t("compare.costAndCarbonSideBySide")}
          rows={figureRows(t, estimates, levelled, units)}
          estimates={estimates}
          onRemove={estimates.length > 2 ? onRemove : undefined}
        />
      </Card>
      <Card>
        <CardHeader title={t("compare.takeOff")} description={t("compare.quantitiesByMaterialThe")} />
        <ComparedTable
          caption={t("compare.takeOffSideBySide")}
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
  const t = useTranslations("similar");
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          id: "name",
          header: <span className="sr-only">{t("compare.what")}</span>,
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
                    aria-label={t("compare.leaveOut", { name: estimate.name })}
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
                  {onlyHere(values, at) && <Badge tone="info">{t("compare.onlyHere")}</Badge>}
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
