"use client";
import { ReceiptText } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import type { EstimateDetailAnswer } from "#components/data/answers.ts";
import { ApiError } from "#components/data/api.ts";
import { useEstimate } from "#components/data/queries.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { usePageTitle, useUrlParams } from "#components/data/url-params.ts";
import { Answer } from "#components/estimates/answer.tsx";
import { EstimateHeader } from "#components/estimates/estimate-header.tsx";
import type { LinesView } from "#components/estimates/line-items.tsx";
import { LoadingAnswer, LoadingResult } from "#components/estimates/loading-estimate.tsx";
import { useBreakdown } from "#components/estimates/use-breakdown.ts";
import { formatCount } from "#components/format/numbers.ts";
import { ExportMenu } from "#components/reports/export-menu.tsx";
import { ReviewState } from "#components/review/review-state.tsx";
import { ShareDialog } from "#components/sharing/share-dialog.tsx";
import type { Role } from "#components/shell/types.ts";
import { LoadingSimilar } from "#components/similar/loading-similar.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { below, later, useAtRest } from "#components/ui/later.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { ErrorState } from "#components/ui/states.tsx";
import { type TabItem, Tabs } from "#components/ui/tabs.tsx";
import { RepriceDialog } from "./reprice-dialog.tsx";

const Result = below(
  async () => (await import("#components/estimates/result.tsx")).Result,
  () => <LoadingResult />,
);
const loadLines = () => import("#components/estimates/line-items.tsx");
const LineItems = below(
  async () => (await loadLines()).LineItems,
  () => <LoadingRows rows={8} />,
);
const loadBasis = () => import("#components/estimates/basis.tsx");
const Basis = below(
  async () => (await loadBasis()).Basis,
  () => <LoadingRows rows={6} />,
);
const SimilarCards = later(
  async () => (await import("#components/similar/similar-cards.tsx")).SimilarCards,
  LoadingSimilar,
);
const Drivers = below(
  async () => (await import("#components/variants/drivers.tsx")).Drivers,
  () => <LoadingRows rows={6} />,
);
const Uncertainty = below(
  async () => (await import("#components/uncertainty/uncertainty.tsx")).Uncertainty,
  () => <LoadingRows rows={6} />,
);
const Variants = below(
  async () => (await import("#components/variants/variants.tsx")).Variants,
  () => <LoadingRows rows={3} />,
);
const Revisions = below(
  async () => (await import("#components/issuing/revisions.tsx")).Revisions,
  () => <LoadingRows rows={3} />,
);
const Discussion = below(
  async () => (await import("#components/review/discussion.tsx")).Discussion,
  () => <LoadingRows rows={3} />,
);

export function OneEstimate({ id, role, me }: { id: string; role: Role; me: string }) {
  const t = useTranslations("estimate");
  const estimate = useEstimate(id);
  usePageTitle(estimate.data?.name);
  if (estimate.error instanceof ApiError && estimate.error.status === 404) {
    return (
      <Card>
        <h1 className="sr-only">{t("notFound.heading")}</h1>
        <ErrorState
          title={t("notFound.title")}
          action={
            <Button asChild>
              <Link href="/estimates">{t("notFound.all")}</Link>
            </Button>
          }
        >
          {estimate.error.message}
        </ErrorState>
      </Card>
    );
  }
  return (
    <QueryView query={estimate} loading={<LoadingAnswer />}>
      {(data) => <EstimateView estimate={data} mayEdit={role !== "viewer"} me={me} />}
    </QueryView>
  );
}

function EstimateView({
  estimate,
  mayEdit,
  me,
}: {
  estimate: EstimateDetailAnswer;
  mayEdit: boolean;
  me: string;
}) {
  const t = useTranslations("estimate");
  const breakdown = useBreakdown(estimate);
  const [, setParams] = useUrlParams();
  const parts = useRef<HTMLDivElement>(null);
  const complete = estimate.status === "complete";
  return (
    <div className="grid grid-cols-1 gap-5">
      <EstimateHeader
        estimate={estimate}
        mayEdit={mayEdit}
        badges={complete && <ReviewState estimate={estimate} me={me} />}
        reprice={complete && <RepriceDialog estimate={estimate} />}
        actions={
          complete && (
            <>
              <Button asChild>
                <Link href={`/estimates/${estimate.id}/bill`}>
                  <ReceiptText aria-hidden />
                  {t("bill")}
                </Link>
              </Button>
              {mayEdit && <ShareDialog estimateId={estimate.id} />}
              <ExportMenu
                path={`/api/cost-estimates/${estimate.id}/export`}
                model={estimate.file_id === null ? "none" : "there"}
              />
            </>
          )
        }
      />
      <Answer
        estimate={estimate}
        breakdown={breakdown.data}
        onMissing={() => {
          setParams({ tab: "lines", view: "missing" });
          parts.current?.scrollIntoView({ block: "start" });
        }}
      />
      <div ref={parts}>
        <Parts estimate={estimate} breakdown={breakdown} mayEdit={mayEdit} />
      </div>
      {complete && <SimilarCards id={estimate.id} name={estimate.name} />}
    </div>
  );
}

const VIEWS: readonly LinesView[] = ["lines", "materials", "storeys", "missing"];

function Parts({
  estimate,
  breakdown,
  mayEdit,
}: {
  estimate: EstimateDetailAnswer;
  breakdown: ReturnType<typeof useBreakdown>;
  mayEdit: boolean;
}) {
  const t = useTranslations("estimate");
  const [param, setParams] = useUrlParams();
  useAtRest(loadLines);
  useAtRest(loadBasis);
  const complete = estimate.status === "complete";
  const tabs: TabItem[] = [
    {
      value: "result",
      label: t("tabs.result"),
      content: (
        <QueryView query={breakdown} loading={<LoadingResult />}>
          {(data) => <Result estimate={estimate} breakdown={data} />}
        </QueryView>
      ),
    },
    ...(complete
      ? [
          {
            value: "drivers",
            label: t("tabs.drivers"),
            content: <Drivers estimateId={estimate.id} mayEdit={mayEdit} />,
          },
          {
            value: "uncertainty",
            label: t("tabs.uncertainty"),
            content: <Uncertainty estimateId={estimate.id} />,
          },
          {
            value: "variants",
            label: t("tabs.variants"),
            content: <Variants estimateId={estimate.id} mayEdit={mayEdit} />,
          },
        ]
      : []),
    {
      value: "lines",
      label: t("tabs.lines"),
      count: formatCount(estimate.lines.length),
      content: (
        <LineItems
          estimate={estimate}
          view={VIEWS.find((view) => view === param("view")) ?? "lines"}
          onView={(view) => setParams({ view: view === "lines" ? "" : view })}
        />
      ),
    },
    { value: "basis", label: t("tabs.basis"), content: <Basis estimate={estimate} /> },
    {
      value: "discussion",
      label: t("tabs.discussion"),
      content: <Discussion estimateId={estimate.id} />,
    },
    {
      value: "revisions",
      label: t("tabs.revisions"),
      content: <Revisions estimateId={estimate.id} />,
    },
  ];
  const asked = param("tab");
  return (
    <Tabs
      label={t("tabs.label")}
      items={tabs}
      value={tabs.some((tab) => tab.value === asked) ? asked : "result"}
      onValueChange={(tab) => setParams({ tab: tab === "result" ? "" : tab, view: "" })}
    />
  );
}
