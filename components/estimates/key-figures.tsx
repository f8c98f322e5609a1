"use client";
import type { EstimateAnswer } from "#components/data/answers.ts";
import { formatMoney } from "#components/format/money.ts";
import { formatCarbon, formatCount, formatPercent } from "#components/format/numbers.ts";
import { useUnits } from "#components/format/units-provider.tsx";
import { Stat, StatGrid } from "#components/ui/stat.tsx";

export interface KeyFiguresProps {
  /** Null: nothing is priced yet. */
  cost: EstimateAnswer["cost"] | null;
  carbon: EstimateAnswer["carbon"];
  perM2: EstimateAnswer["per_m2"];
  coverage: EstimateAnswer["coverage"] | null;
  floorAreaM2: number | null;
  areaKind: "confirmed" | "gross" | "net" | "none";
  elements: number;
}

const AREA_NOTES = {
  confirmed: "Gross, confirmed by a person",
  gross: "Gross, from the model; not confirmed",
  net: "Net, from the model; no gross area found",
  none: "Not found in the model: enter it under Overview",
};

/** The figures of an estimate that stay in sight, whatever part of it is looked at. */
export function KeyFigures({
  cost,
  carbon,
  perM2,
  coverage,
  floorAreaM2,
  areaKind,
  elements,
}: KeyFiguresProps) {
  const units = useUnits();
  const money = (amount: string, precision: "whole" | "compact") =>
    formatMoney(cost && { amount, currency: cost.currency }, { precision });
  return (
    <StatGrid>
      <Stat
        label="Likely cost"
        value={cost ? money(cost.likely, "whole") : "–"}
        note={cost && `${money(cost.low, "compact")} to ${money(cost.high, "compact")}`}
      />
      <Stat
        label="Embodied carbon, A1–A5"
        value={formatCarbon(carbon && carbon.a1_a3_kg + carbon.a4_kg + carbon.a5_kg)}
        note={perM2 && units.carbonPerArea(perM2.a1_a5_kg)}
      />
      <Stat
        label="Floor area"
        value={units.quantity(floorAreaM2, "m2", { digits: 5 })}
        note={AREA_NOTES[areaKind]}
      />
      <Stat
        label="Elements"
        value={formatCount(elements)}
        note={coverage ? `${formatPercent(coverage.cost.elements.share)} priced` : "Not priced yet"}
      />
    </StatGrid>
  );
}
