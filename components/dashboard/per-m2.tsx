"use client";
import { Leaf, Ruler } from "lucide-react";
import { useTranslations } from "next-intl";
import { seriesColor } from "#components/charts/palette.ts";
import type { DashboardAnswer } from "#components/data/answers.ts";
import { formatMoney } from "#components/format/money.ts";
import { formatFigure } from "#components/format/numbers.ts";
import { useUnits } from "#components/format/units-provider.tsx";
import type { Links } from "./links.ts";
import { SpreadCard } from "./spread-card.tsx";

/** Cost and carbon per floor area of what was estimated in the days, side by side. */
export function PerM2({ trend, links }: { trend: DashboardAnswer["per_m2"]; links: Links }) {
  const t = useTranslations("dashboard");
  const units = useUnits();
  const unit = units.symbol("m2");
  const { currency } = trend;
  const carbonScaled = (perM2: number) => perM2 / units.fromSi(1, "m2");
  const price = (perM2: number) => units.pricePer(perM2.toFixed(4), "m2");
  const whole = (perM2: number) => formatMoney({ amount: price(perM2), currency }, { precision: "whole" });
  return (
    <div className="grid grid-cols-1 gap-5 lg:grid-cols-2">
      <SpreadCard
        trend={trend}
        links={links}
        figure="cost"
        title={t("perM2.cost", { unit })}
        icon={Ruler}
        color={seriesColor(1).css}
        spreadOf={({ cost }) =>
          cost && {
            low: Number(cost.low),
            median: Number(cost.median),
            high: Number(cost.high),
            estimates: cost.estimates,
          }
        }
        format={(perM2) => `${whole(perM2)}/${unit}`}
        scaled={(perM2) => Number(price(perM2))}
        formatScale={(value) => formatMoney({ amount: value.toFixed(2), currency }, { precision: "compact" })}
        formatBare={whole}
        gaps={["calculating", "no_floor_area", "other_currency", "unpriced"]}
      />
      <SpreadCard
        trend={trend}
        links={links}
        figure="carbon"
        title={t("perM2.carbon", { unit })}
        icon={Leaf}
        color={seriesColor(2).css}
        spreadOf={({ carbon_kg }) => carbon_kg}
        format={(perM2) => units.carbonPerArea(perM2)}
        scaled={carbonScaled}
        formatScale={(value) => formatFigure(value)}
        formatBare={(perM2) => formatFigure(carbonScaled(perM2))}
        gaps={["calculating", "no_floor_area", "no_carbon"]}
      />
    </div>
  );
}
