"use client";
import { useTranslations } from "next-intl";
import type { SearchAnswer } from "#components/data/answers.ts";
import { RangeBar } from "#components/files/cost-summary.tsx";
import { formatPercent } from "#components/format/numbers.ts";
import { useUnits } from "#components/format/units-provider.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { confidenceWords } from "./words.ts";

/** What the results together say of the cost, and how far that may be trusted. Nothing where they say nothing. */
export function AverageCard({ answer }: { answer: SearchAnswer }) {
  const t = useTranslations("similar");
  const { average_cost: average, confidence, similar_estimates: found, query } = answer;
  const units = useUnits();
  if (!average) return null;
  const area = query.floor_area_m2;
  return (
    <Card>
      <CardHeader
        title={t("averageCard.whatItShouldCostByThese")}
        description={t("averageCard.atTodaysPricesAndThisPlaces", {
          value:
            found.length === 1
              ? t("averageCard.byOnePastEstimate")
              : t("averageCard.averageOfPastEstimatesWeighted", { length: found.length }),
          value2: area ? t("averageCard.for", { area: units.quantity(area, "m2", { digits: 5 }) }) : "",
        })}
        actions={
          confidence !== null && (
            <Badge tone={confidence >= 0.65 ? "ok" : confidence >= 0.4 ? "neutral" : "warn"}>
              {confidenceWords(t, confidence)} · {formatPercent(confidence)}
            </Badge>
          )
        }
      />
      <CardBody className="grid gap-3">
        <RangeBar
          cost={average}
          perM2={
            area ? { amount: (Number(average.likely) / area).toFixed(6), currency: average.currency } : null
          }
        />
        {confidence !== null && (
          <p className="text-ink-2 text-sm">
            {t("averageCard.theChanceThatItsCostLies", { confidence: formatPercent(confidence) })}
          </p>
        )}
      </CardBody>
    </Card>
  );
}
