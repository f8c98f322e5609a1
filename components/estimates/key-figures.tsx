"use client";
import { useTranslations } from "next-intl";
import type { EstimateAnswer } from "#components/data/answers.ts";
import { formatMoney } from "#components/format/money.ts";
import { formatCarbon, formatCount, formatPercent } from "#components/format/numbers.ts";
import { useUnits } from "#components/format/units-provider.tsx";
import { TotalLink } from "#components/takeoff/elements-link.tsx";
import { elementsAt } from "#components/takeoff/view.ts";
import { Stat, StatGrid } from "#components/ui/stat.tsx";
import type { Translator } from "#lib/i18n/messages.ts";

export interface KeyFiguresProps {
  /** Whose take-off the figures open to. */
  fileId: string;
  /** Null: nothing is priced yet. */
  cost: EstimateAnswer["cost"] | null;
  carbon: EstimateAnswer["carbon"];
  perM2: EstimateAnswer["per_m2"];
  coverage: EstimateAnswer["coverage"] | null;
  floorAreaM2: number | null;
  areaKind: "confirmed" | "gross" | "net" | "none";
  elements: number;
}

const areaNotes = (t: Translator<"estimates">) => ({
  confirmed: t("keyFigures.grossConfirmedByAPerson"),
  gross: t("keyFigures.grossFromTheModelNotConfirmed"),
  net: t("keyFigures.netFromTheModelNoGrossArea"),
  none: t("keyFigures.notFoundInTheModelEnterItUnder"),
});

/** The figures of an estimate that stay in sight, whatever part of it is looked at. */
export function KeyFigures({
  fileId,
  cost,
  carbon,
  perM2,
  coverage,
  floorAreaM2,
  areaKind,
  elements,
}: KeyFiguresProps) {
  const t = useTranslations("estimates");
  const units = useUnits();
  // Three digits, as on the estimate's own page: its range is far wider than the fourth.
  const money = (amount: string) =>
    formatMoney(cost && { amount, currency: cost.currency }, { precision: "compact" });
  const opening = (name: string) => <TotalLink href={elementsAt(fileId, {})}>{name}</TotalLink>;
  return (
    <StatGrid>
      <Stat
        label={opening(t("keyFigures.likelyCost"))}
        value={cost ? money(cost.likely) : "–"}
        note={cost && t("keyFigures.to", { low: money(cost.low), high: money(cost.high) })}
      />
      <Stat
        label={opening(t("keyFigures.embodiedCarbonA1A5"))}
        value={formatCarbon(carbon && carbon.a1_a3_kg + carbon.a4_kg + carbon.a5_kg)}
        note={perM2 && units.carbonPerArea(perM2.a1_a5_kg)}
      />
      <Stat
        label={t("keyFigures.floorArea")}
        value={units.quantity(floorAreaM2, "m2", { digits: 5 })}
        note={areaNotes(t)[areaKind]}
      />
      <Stat
        label={opening(t("keyFigures.elements"))}
        value={formatCount(elements)}
        note={
          coverage
            ? t("keyFigures.priced", { share: formatPercent(coverage.cost.elements.share) })
            : t("keyFigures.notPricedYet")
        }
      />
    </StatGrid>
  );
}
