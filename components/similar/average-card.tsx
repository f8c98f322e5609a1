"use client";
import type { SearchAnswer } from "#components/data/answers.ts";
import { RangeBar } from "#components/files/cost-summary.tsx";
import { formatPercent } from "#components/format/numbers.ts";
import { useUnits } from "#components/format/units-provider.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { confidenceWords } from "./words.ts";

/** What the results together say of the cost, and how far that may be trusted. Nothing where they say nothing. */
export function AverageCard({ answer }: { answer: SearchAnswer }) {
  const { average_cost: average, confidence, similar_estimates: found, query } = answer;
  const units = useUnits();
  if (!average) return null;
  const area = query.floor_area_m2;
  return (
    <Card>
      <CardHeader
        title="What it should cost, by these"
        description={`${found.length === 1 ? "By one past estimate" : `Average of ${found.length} past estimates, weighted by likeness`}, at today's prices and this place's level${area ? `, for ${units.quantity(area, "m2", { digits: 5 })}` : ""}.`}
        actions={
          confidence !== null && (
            <Badge tone={confidence >= 0.65 ? "ok" : confidence >= 0.4 ? "neutral" : "warn"}>
              {confidenceWords(confidence)} · {formatPercent(confidence)}
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
            The chance that its cost lies between low and high is about {formatPercent(confidence)}.
          </p>
        )}
      </CardBody>
    </Card>
  );
}
