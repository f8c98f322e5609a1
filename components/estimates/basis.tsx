"use client";
import { useTranslations } from "next-intl";
import type { EstimateDetailAnswer } from "#components/data/answers.ts";
import { locationText, priceBookText } from "#components/data/present-words.ts";
import { formatMoney } from "#components/format/money.ts";
import { Time } from "#components/format/time-element.tsx";
import { useUnits } from "#components/format/units-provider.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { DataList } from "#components/ui/data-list.tsx";
import { CarbonKey } from "./carbon-key.tsx";

/** The versions, the place and the rates that an estimate stands on, and what its carbon counts. */
export function Basis({ estimate }: { estimate: EstimateDetailAnswer }) {
  const t = useTranslations("estimate");
  const tData = useTranslations("data");
  const units = useUnits();
  const { price_book, cost } = estimate;
  const hourly = (amount: string) =>
    t("basis.hourly", { amount: formatMoney({ amount, currency: cost.currency }) });
  return (
    <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
      <Card>
        <CardHeader title={t("basis.title")} />
        <CardBody>
          <DataList
            items={[
              { key: "prices", term: t("basis.prices"), value: priceBookText(tData, price_book.version) },
              {
                key: "factors",
                term: t("basis.factors"),
                value: priceBookText(tData, price_book.factor_version, "factorTable"),
              },
              { key: "location", term: t("basis.location"), value: locationText(tData, estimate) },
              { key: "labour", term: t("basis.labour"), value: hourly(estimate.labor_rate) },
              { key: "equipment", term: t("basis.equipment"), value: hourly(estimate.equipment_rate) },
              {
                key: "area",
                term: t("basis.area"),
                value: units.quantity(estimate.floor_area_m2, "m2", { digits: 5 }),
              },
              {
                key: "updated",
                term: t("basis.updated"),
                value: <Time at={estimate.updated_at} show="datetime" />,
              },
            ]}
          />
        </CardBody>
      </Card>
      <CarbonKey />
    </div>
  );
}
