import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { priceBookText } from "#components/data/present-words.ts";
import { decimalText } from "#components/format/decimal.ts";
import { formatMoney } from "#components/format/money.ts";
import { formatCarbon, formatCount, formatPercent } from "#components/format/numbers.ts";
import { placeName } from "#components/format/place-name.ts";
import { Time } from "#components/format/time-element.tsx";
import { UNITS, type UnitSystem } from "#components/format/units.ts";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { DataList } from "#components/ui/data-list.tsx";
import type { SharedEstimate } from "#lib/sharing/read-shared.ts";
import { SharedBreakdown } from "./shared-breakdown.tsx";

/** An estimate's result for somebody who is no member: what it comes to, of what, and on what it is calculated. */
export function SharedResult({
  estimate,
  organisation,
  units: system,
}: {
  estimate: SharedEstimate;
  organisation: string;
  units: UnitSystem;
}) {
  const t = useTranslations("variants");
  const { currency } = estimate.cost;
  const whole = (amount: string) => formatMoney({ amount, currency }, { precision: "whole" });
  const rounded = (amount: string) => formatMoney({ amount, currency }, { precision: "compact" });
  return (
    <>
      <div className="grid gap-1">
        <h1 className="break-words font-semibold text-2xl tracking-tight">{estimate.name}</h1>
        <p className="text-ink-2">
          {t("shared.by", { organisation })} ·{" "}
          {t.rich("shared.until", { at: () => <Time at={estimate.expires_at} /> })}
        </p>
      </div>
      {estimate.placeholder_prices && <Callout tone="warn">{t("shared.placeholder")}</Callout>}
      <div className="grid grid-cols-1 items-start gap-4 md:grid-cols-2">
        <Card>
          <CardHeader title={t("shared.cost")} description={t("shared.likely")} />
          <CardBody>
            <p className="font-semibold text-3xl tabular-nums">{rounded(estimate.cost.likely)}</p>
            <p className="text-ink-2 tabular-nums">
              {t("shared.range", { low: rounded(estimate.cost.low), high: rounded(estimate.cost.high) })}
            </p>
            {estimate.per_m2 && (
              <p className="text-ink-2 tabular-nums">
                {t("shared.perArea", {
                  amount: whole(UNITS[system].pricePer(estimate.per_m2.cost.likely, "m2")),
                  unit: UNITS[system].symbol("m2"),
                })}
              </p>
            )}
          </CardBody>
        </Card>
        <Card>
          <CardHeader title={t("shared.carbon")} description={t("shared.modules")} />
          <CardBody>
            <Carbon estimate={estimate} system={system} />
          </CardBody>
        </Card>
      </div>
      <SharedBreakdown
        title={t("shared.byMaterial")}
        column={t("shared.material")}
        estimate={estimate}
        rows={estimate.by_material.map(({ catalogue_id: key, ...row }) => ({ key, ...row }))}
      />
      {estimate.by_storey.some((row) => row.storey !== null) && (
        <SharedBreakdown
          title={t("shared.byStorey")}
          column={t("shared.storey")}
          estimate={estimate}
          rows={estimate.by_storey.map(({ storey, ...row }, index) => ({
            key: String(index),
            name: storey ?? t("shared.noStorey"),
            ...row,
          }))}
        />
      )}
      <Basis estimate={estimate} system={system} />
    </>
  );
}

function Carbon({ estimate: { carbon, per_m2 }, system }: { estimate: SharedEstimate; system: UnitSystem }) {
  const t = useTranslations("variants");
  if (!carbon) return <p className="text-ink-2">{t("shared.notCounted")}</p>;
  const modules = ["a1_a3_kg", "a4_kg", "a5_kg", "biogenic_kg"] as const;
  return (
    <div className="grid gap-3">
      <div>
        <p className="font-semibold text-3xl tabular-nums">
          {formatCarbon(carbon.a1_a3_kg + carbon.a4_kg + carbon.a5_kg)}
        </p>
        {per_m2 && <p className="text-ink-2 tabular-nums">{UNITS[system].carbonPerArea(per_m2.a1_a5_kg)}</p>}
      </div>
      <DataList
        items={modules.map((key) => ({
          key,
          term: t(`shared.${key}`),
          value: formatCarbon(carbon[key]),
        }))}
      />
    </div>
  );
}

function Basis({ estimate, system }: { estimate: SharedEstimate; system: UnitSystem }) {
  const t = useTranslations("variants");
  const words = useTranslations("data");
  const { currency } = estimate.cost;
  const covered = estimate.coverage.cost;
  const items: { key: string; term: string; value: ReactNode }[] = [
    { key: "prices", term: t("shared.prices"), value: priceBookText(words, estimate.versions.prices) },
    {
      key: "factors",
      term: t("shared.factors"),
      value: priceBookText(words, estimate.versions.factors, "factorTable"),
    },
    {
      key: "location",
      term: t("shared.location"),
      value: t("shared.factor", {
        location: placeName(estimate.location),
        factor: decimalText(estimate.location_factor.factor),
      }),
    },
    {
      key: "labour",
      term: t("shared.labour"),
      value: formatMoney({ amount: estimate.labor_rate, currency }),
    },
    {
      key: "equipment",
      term: t("shared.equipment"),
      value: formatMoney({ amount: estimate.equipment_rate, currency }),
    },
    {
      key: "area",
      term: t("shared.area"),
      value: UNITS[system].quantity(estimate.floor_area_m2, "m2", { digits: 5 }),
    },
    {
      key: "coverage",
      term: t("shared.coverage"),
      value: t("shared.coverageText", {
        elements: formatPercent(covered.elements.share),
        volume: formatPercent(covered.volume_m3.share),
      }),
    },
    {
      key: "open",
      term: t("shared.open"),
      value: t("shared.openText", {
        unpriced: formatCount(estimate.unpriced),
        carbon: formatCount(estimate.missing_carbon),
      }),
    },
    {
      key: "calculated",
      term: t("shared.calculated"),
      value: <Time at={estimate.updated_at} show="datetime" />,
    },
  ];
  return (
    <Card>
      <CardHeader title={t("shared.assumptions")} />
      <CardBody>
        <DataList items={items} />
      </CardBody>
    </Card>
  );
}
