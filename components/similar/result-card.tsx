"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { SimilarAnswer } from "#components/data/answers.ts";
import { formatMoney } from "#components/format/money.ts";
import { formatCarbon } from "#components/format/numbers.ts";
import { placeName } from "#components/format/place-name.ts";
import { Time } from "#components/format/time-element.tsx";
import { useUnits } from "#components/format/units-provider.tsx";
import { ProjectOf } from "#components/projects/project-of.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody } from "#components/ui/card.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { cn } from "#components/ui/cn.ts";
import { rowLink } from "#components/ui/data-table.tsx";
import { Reasons } from "./reasons.tsx";
import { likePage } from "./search-state.ts";
import { likenessWords } from "./words.ts";

/** One past estimate that is like what was asked for. */
export function ResultCard({
  result,
  chosen,
  onChoose,
  actions,
}: {
  result: SimilarAnswer;
  chosen: boolean;
  onChoose: (chosen: boolean) => void;
  actions: ReactNode;
}) {
  const t = useTranslations("similar");
  const { estimate_id, name, similarity_score: score, location, floor_area_m2: area } = result;
  const units = useUnits();
  return (
    <Card>
      <CardBody className="grid gap-3 pt-4">
        <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
          <div className="flex min-w-0 items-start gap-3">
            <Checkbox
              label={<span className="sr-only">{t("resultCard.chooseToCompare", { name })}</span>}
              checked={chosen}
              onCheckedChange={(on) => onChoose(on === true)}
              className="mt-1"
            />
            <div className="min-w-0">
              <h3>
                <Link href={`/estimates/${estimate_id}`} className={cn(rowLink, "break-words text-lg")}>
                  {name}
                </Link>
              </h3>
              <p className="text-ink-2 text-sm">
                <ProjectOf id={result.project_id} />
                {placeName(location)} ·{" "}
                {area === null ? t("resultCard.noFloorArea") : units.quantity(area, "m2", { digits: 5 })} ·{" "}
                <Time at={result.created_at} show="date" />
              </p>
            </div>
          </div>
          <Badge tone={score >= 0.8 ? "ok" : score >= 0.7 ? "info" : "neutral"}>
            {likenessWords(t, score)} · {score.toFixed(2)}
          </Badge>
        </header>
        <Reasons reasons={result.reasons} />
        <Figures result={result} />
        <div className="flex flex-wrap gap-2">
          {actions}
          <Button asChild size="sm" variant="ghost">
            <Link href={likePage(estimate_id)}>{t("resultCard.whatIsLikeThisOne")}</Link>
          </Button>
        </div>
      </CardBody>
    </Card>
  );
}

function Figures({ result: { cost, carbon_kg, levelled, floor_area_m2: area } }: { result: SimilarAnswer }) {
  const t = useTranslations("similar");
  const units = useUnits();
  const whole = (amount: string, currency: string) =>
    formatMoney({ amount, currency }, { precision: "whole" });
  const priced = Number(cost.likely) > 0;
  return (
    <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-3">
      <Figure
        term={t("resultCard.atTodaysLevelHere")}
        value={priced && levelled ? whole(levelled.likely, levelled.currency) : "–"}
        note={
          !priced
            ? t("resultCard.nothingOfItIsPriced")
            : levelled
              ? levelled.per_m2 &&
                `${whole(units.pricePer(levelled.per_m2, "m2"), levelled.currency)}/${units.symbol("m2")}`
              : t("resultCard.noExchangeRateFrom", { currency: cost.currency })
        }
      />
      <Figure
        term={t("resultCard.asEstimatedThen")}
        value={priced ? whole(cost.likely, cost.currency) : "–"}
        note={priced && levelled ? levelled.explanation : null}
      />
      <Figure
        term={t("resultCard.carbonA1A3")}
        value={formatCarbon(carbon_kg)}
        note={carbon_kg !== null && area ? units.carbonPerArea(carbon_kg / area) : null}
      />
    </dl>
  );
}

function Figure({ term, value, note }: { term: string; value: ReactNode; note: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-ink-3 text-sm">{term}</dt>
      <dd className="font-semibold text-lg tabular-nums">{value}</dd>
      {note && <dd className="break-words text-ink-2 text-sm">{note}</dd>}
    </div>
  );
}
