"use client";
import { Scale, SearchX } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { SearchAnswer, SimilarAnswer } from "#components/data/answers.ts";
import { ChosenBar } from "#components/projects/chosen-bar.tsx";
import type { Role } from "#components/shell/types.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { AdoptDialog } from "./adopt-dialog.tsx";
import type { RatesTarget } from "./adopt-hourly-rates.tsx";
import { AverageCard } from "./average-card.tsx";
import { comparePage, MOST_COMPARED } from "./compare-page.ts";
import { CostAgainstCarbon, type ScatterPoint } from "./cost-against-carbon.tsx";
import { IndexNotices } from "./index-notices.tsx";
import { ResultCard } from "./result-card.tsx";

/** What was found, what it says of the cost, and what can be done with it. */
export function Results({
  answer,
  like,
  target,
  role,
}: {
  answer: SearchAnswer;
  /** The estimate that was asked about; empty: one entered by hand. */
  like: string;
  target: RatesTarget | null;
  role: Role;
}) {
  const t = useTranslations("similar");
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const found = answer.similar_estimates;
  if (found.length === 0) {
    return (
      <div className="grid grid-cols-1 gap-4">
        <IndexNotices answer={answer} />
        <Card>
          <EmptyState
            icon={SearchX}
            title={
              answer.index.available
                ? t("results.noSimilarEstimateToShow")
                : t("results.theSearchCannotBeAskedAtThe")
            }
          >
            {answer.note ?? t("results.changeWhatIsAskedForOrLeave")}
          </EmptyState>
        </Card>
      </div>
    );
  }
  const shown = chosen.filter((id) => found.some(({ estimate_id }) => estimate_id === id));
  const ids = like && shown.length > 0 && !shown.includes(like) ? [like, ...shown] : shown;
  return (
    <div className="grid grid-cols-1 gap-4">
      <IndexNotices answer={answer} />
      {answer.note && answer.index.indexed >= answer.index.estimates && (
        <Callout tone="info">{answer.note}</Callout>
      )}
      <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-2">
        <AverageCard answer={answer} />
        <CostAndCarbon answer={answer} like={like} />
      </div>
      <h2 className="font-semibold text-lg">
        {found.length === 1
          ? t("results.onePastEstimate")
          : t("results.theMostAlikeFirst", {
              value: t("results.pastEstimates", { length: found.length }),
            })}
      </h2>
      <div className="overflow-clip rounded-lg border border-line empty:hidden">
        <ChosenBar count={shown.length} onClear={() => setChosen([])}>
          {ids.length > MOST_COMPARED ? (
            <p className="text-sm">
              {t("results.compareFourAtMost", { value: like ? t("results.theOneAskedAboutAmongThem") : "" })}
            </p>
          ) : ids.length < 2 ? (
            <p className="text-sm">{t("results.chooseAnotherOneToCompare")}</p>
          ) : (
            <Button asChild size="sm" variant="primary">
              <Link href={comparePage(ids)}>
                <Scale aria-hidden />
                {t("results.compare", { length: ids.length })}
              </Link>
            </Button>
          )}
        </ChosenBar>
      </div>
      {found.map((result) => (
        <ResultCard
          key={result.estimate_id}
          result={result}
          chosen={shown.includes(result.estimate_id)}
          onChoose={(on) =>
            setChosen(on ? [...shown, result.estimate_id] : shown.filter((id) => id !== result.estimate_id))
          }
          actions={<AdoptDialog from={result} target={target} mayEditPrices={role === "admin"} />}
        />
      ))}
    </div>
  );
}

function CostAndCarbon({ answer, like }: { answer: SearchAnswer; like: string }) {
  const t = useTranslations("similar");
  const { query, similar_estimates: found } = answer;
  const others = found.flatMap((result) => pointOf(result) ?? []);
  if (others.length === 0) return null;
  const currency = found.find(({ levelled }) => levelled)?.levelled?.currency ?? "";
  const { cost, carbon_kg: carbon, floor_area_m2: area } = query;
  const mine =
    cost && area && carbon !== null && cost.currency === currency
      ? {
          id: like || null,
          name: like ? t("results.thisEstimate") : t("results.whatYouAskedAbout"),
          costPerM2: (Number(cost.likely) / area).toFixed(4),
          carbonPerM2: carbon / area,
        }
      : null;
  return (
    <Card>
      <CardHeader
        title={t("results.costAgainstCarbon")}
        description={t("results.eachDotIsOneOfTheEstimates")}
      />
      <CardBody>
        <CostAgainstCarbon
          title={t("results.costAgainstCarbonPerFloorArea")}
          mine={mine}
          others={others}
          currency={currency}
        />
      </CardBody>
    </Card>
  );
}

function pointOf({
  estimate_id,
  name,
  levelled,
  carbon_kg,
  floor_area_m2,
}: SimilarAnswer): ScatterPoint | null {
  if (!levelled?.per_m2 || carbon_kg === null || !floor_area_m2 || Number(levelled.per_m2) <= 0) return null;
  return {
    id: estimate_id,
    name,
    costPerM2: levelled.per_m2,
    carbonPerM2: carbon_kg / floor_area_m2,
  };
}
