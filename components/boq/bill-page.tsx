"use client";
import { useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { ApiError, api } from "#components/data/api.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { toldOf } from "#components/data/told-of.ts";
import { known, usePageTitle, useUrlParams } from "#components/data/url-params.ts";
import type { Role } from "#components/shell/types.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { below, useAtRest } from "#components/ui/later.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { ErrorState } from "#components/ui/states.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { BillAnswer, ClassificationName } from "./answers.ts";
import { refreshBill, useBill } from "./queries.ts";
import { SectionsCard } from "./sections-card.tsx";
import { CLASSIFICATION_NAMES } from "./words.ts";

const SummaryCard = below(
  async () => (await import("./summary-card.tsx")).SummaryCard,
  () => <LoadingRows rows={6} />,
);
const ItemsCard = below(
  async () => (await import("./items-card.tsx")).ItemsCard,
  () => <LoadingRows rows={3} />,
);
const loadBidders = () => import("./bidders.tsx");
const Bidders = below(
  async () => (await loadBidders()).Bidders,
  () => <LoadingRows rows={6} />,
);

/** An estimate as a bill of quantities: its sections, what is laid upon them, and what bidders make of it. */
export function BillPage({ estimateId, role }: { estimateId: string; role: Role }) {
  const t = useTranslations("bill");
  const [param, setParams] = useUrlParams();
  const by = known(
    CLASSIFICATION_NAMES.map((value) => ({ value })),
    param("by"),
  );
  const bill = useBill(estimateId, by);
  usePageTitle(bill.data && t("page.title", { name: bill.data.name }));
  useAtRest(loadBidders);
  const queries = useQueryClient();
  const toast = useToast();
  if (bill.error instanceof ApiError && bill.error.status === 404)
    return (
      <Card>
        <h1 className="sr-only">{t("page.heading")}</h1>
        <ErrorState
          title={t("page.notFound")}
          action={
            <Button asChild>
              <Link href="/estimates">{t("page.allEstimates")}</Link>
            </Button>
          }
        >
          {bill.error.message}
        </ErrorState>
      </Card>
    );

  /** Who may edit chooses for everybody; others look at it. */
  async function choose(classification: ClassificationName, mayEdit: boolean) {
    setParams({ by: classification });
    if (!mayEdit) return;
    try {
      await api(`/api/cost-estimates/${estimateId}/bill`, { method: "PATCH", body: { classification } });
      await refreshBill(queries, estimateId);
    } catch (error) {
      toast({ tone: "bad", title: t("sections.notKept"), ...toldOf(error) });
    }
  }

  return (
    <QueryView query={bill} loading={<LoadingRows rows={10} />}>
      {(data) => {
        const mayEdit = role !== "viewer" && !data.approved;
        return (
          <div className="grid grid-cols-1 gap-5">
            <div className="-mb-5">
              <BillHeader estimateId={estimateId} bill={data} />
            </div>
            {data.approved && (
              <Callout tone="ok" title={t("page.approvedTitle")}>
                {t("page.approvedText")}
              </Callout>
            )}
            <Tabs
              label={t("page.tabs")}
              value={param("tab") === "bidders" ? "bidders" : "bill"}
              onValueChange={(tab) => setParams({ tab: tab === "bill" ? "" : tab })}
              items={[
                {
                  value: "bill",
                  label: t("page.bill"),
                  content: (
                    <div className="grid grid-cols-1 gap-5">
                      <SectionsCard
                        bill={data}
                        mayEdit={mayEdit}
                        onClassification={(next) => void choose(next, mayEdit)}
                      />
                      <ItemsCard bill={data} mayEdit={mayEdit} />
                      <SummaryCard bill={data} mayEdit={mayEdit} />
                    </div>
                  ),
                },
                {
                  value: "bidders",
                  label: t("page.bidders"),
                  content: <Bidders bill={data} mayEdit={role !== "viewer"} />,
                },
              ]}
            />
          </div>
        );
      }}
    </QueryView>
  );
}

function BillHeader({ estimateId, bill }: { estimateId: string; bill: BillAnswer }) {
  const t = useTranslations("bill");
  return (
    <PageHeader
      crumbs={[
        { label: t("page.estimates"), href: "/estimates" },
        { label: bill.name, href: `/estimates/${estimateId}` },
        { label: t("page.heading") },
      ]}
      title={t("page.title", { name: bill.name })}
      badges={bill.placeholder_prices && <Badge tone="warn">{t("page.placeholder")}</Badge>}
      description={t("page.description")}
    />
  );
}
