"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { DistributionAnswer, SearchAnswer } from "#components/data/answers.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { formatMoney } from "#components/format/money.ts";
import { useUnits } from "#components/format/units-provider.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { cn } from "#components/ui/cn.ts";
import { rowLink } from "#components/ui/data-table.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { comparePage } from "./compare-page.ts";
import { CostAgainstCarbon } from "./cost-against-carbon.tsx";
import { useDistribution, useSimilar } from "./queries.ts";
import { reasonLine } from "./reasons.tsx";
import { filtersFrom, likePage } from "./search-state.ts";
import { positionText } from "./words.ts";

/** On an estimate's page: what was priced before that is like it, and where it lies among all. */
export function SimilarCards({ id, name }: { id: string; name: string }) {
  const t = useTranslations("similar");
  const similar = useSimilar({
    like: id,
    hand: null,
    filters: filtersFrom(() => ""),
    limit: "3",
    threshold: "0.7",
  });
  const distribution = useDistribution(id);
  return (
    <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-2">
      <Card>
        <CardHeader
          title={t("similarCards.similarPastEstimates")}
          actions={
            <Button asChild size="sm">
              <Link href={likePage(id)}>{t("similarCards.seeAll")}</Link>
            </Button>
          }
        />
        <QueryView
          query={similar}
          loading={<LoadingRows rows={3} label={t("similarCards.loadingSimilarEstimates")} />}
        >
          {(answer) => <Nearest id={id} answer={answer} />}
        </QueryView>
      </Card>
      <Card>
        <CardHeader
          title={t("similarCards.amongYourEstimates")}
          description={t("similarCards.perFloorAreaAtThisEstimates")}
        />
        <QueryView
          query={distribution}
          loading={<LoadingRows rows={3} label={t("similarCards.loadingTheDistribution")} />}
        >
          {(answer) => <Position name={name} answer={answer} />}
        </QueryView>
      </Card>
    </div>
  );
}

function Nearest({ id, answer }: { id: string; answer: SearchAnswer }) {
  const t = useTranslations("similar");
  const units = useUnits();
  const found = answer.similar_estimates;
  if (found.length === 0)
    return <CardBody className="text-ink-2">{answer.note ?? t("similarCards.none")}</CardBody>;
  return (
    <CardBody className="grid gap-3">
      <ul className="grid gap-3">
        {found.map((result) => (
          <li key={result.estimate_id} className="grid gap-0.5">
            <div className="flex items-baseline justify-between gap-3">
              <Link href={`/estimates/${result.estimate_id}`} className={cn(rowLink, "min-w-0 break-words")}>
                {result.name}
              </Link>
              <Badge tone={result.similarity_score >= 0.8 ? "ok" : "info"}>
                {result.similarity_score.toFixed(2)}
              </Badge>
            </div>
            <p className="break-words text-ink-2 text-sm">{reasonLine(result.reasons, 3)}</p>
            {result.levelled?.per_m2 && Number(result.levelled.per_m2) > 0 && (
              <p className="text-ink-2 text-sm tabular-nums">
                {t("similarCards.atTodaysLevelHere", {
                  formatMoney: formatMoney(
                    {
                      amount: units.pricePer(result.levelled.per_m2, "m2"),
                      currency: result.levelled.currency,
                    },
                    { precision: "whole" },
                  ),
                  symbol: units.symbol("m2"),
                })}
              </p>
            )}
          </li>
        ))}
      </ul>
      <div>
        <Button asChild size="sm" variant="ghost">
          <Link href={comparePage([id, ...found.map(({ estimate_id }) => estimate_id)])}>
            {t("similarCards.compareSideBySide")}
          </Link>
        </Button>
      </div>
    </CardBody>
  );
}

function Position({ name, answer }: { name: string; answer: DistributionAnswer }) {
  const t = useTranslations("similar");
  const { estimate, points, percentile, currency, note } = answer;
  const { cost_per_m2: cost, carbon_kg_per_m2: carbon } = estimate;
  const others = points.flatMap((point) =>
    point.carbon_kg_per_m2 === null
      ? []
      : [
          {
            id: point.estimate_id,
            name: point.name,
            costPerM2: point.cost_per_m2,
            carbonPerM2: point.carbon_kg_per_m2,
          },
        ],
  );
  const place = (what: string, at: number | null, among: number) =>
    at !== null && (
      <li>
        {what}: <span className="font-medium">{positionText(t, at, among)}</span>
      </li>
    );
  return (
    <CardBody className="grid gap-3">
      {(percentile.cost !== null || percentile.carbon !== null) && (
        <ul className="grid gap-0.5">
          {place(t("similarCards.cost"), percentile.cost, points.length)}
          {place(t("similarCards.carbonA1A3"), percentile.carbon, others.length)}
        </ul>
      )}
      {note && <p className="text-ink-2">{note}</p>}
      <CostAgainstCarbon
        title={t("similarCards.costAgainstCarbonPerFloorArea")}
        mine={
          cost !== null && carbon !== null
            ? { id: estimate.estimate_id, name, costPerM2: cost, carbonPerM2: carbon }
            : null
        }
        others={others}
        currency={currency}
      />
    </CardBody>
  );
}
