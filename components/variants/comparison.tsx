"use client";
import { Layers } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { priceBookText } from "#components/data/present-words.ts";
import { useUrlParams } from "#components/data/url-params.ts";
import { decimalText } from "#components/format/decimal.ts";
import { formatMoney } from "#components/format/money.ts";
import { formatCarbon } from "#components/format/numbers.ts";
import { placeName } from "#components/format/place-name.ts";
import { Time } from "#components/format/time-element.tsx";
import { useUnits } from "#components/format/units-provider.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody } from "#components/ui/card.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { ScrollRegion } from "#components/ui/scroll-region.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { VariantAnswer, VariantsAnswer } from "./answers.ts";
import { ChangeList } from "./describe-change.tsx";
import { CarbonDifference, MoneyDifference } from "./difference.tsx";
import { carbonOf, MOST_COMPARED } from "./drafts.ts";
import { exactDifference } from "./exact-difference.ts";

/** Which variants are compared, and the estimate and they side by side. */
export function Comparison({
  estimateId,
  data: { base, items },
}: {
  estimateId: string;
  data: VariantsAnswer;
}) {
  const t = useTranslations("variants");
  const [param, setParams] = useUrlParams();
  const asked = param("v").split(",");
  const chosen = items.filter((item) => asked.includes(item.id)).slice(0, MOST_COMPARED);
  const shown = chosen.length > 0 ? chosen : items.slice(0, MOST_COMPARED);
  const ids = shown.map((item) => item.id);
  return (
    <div className="grid grid-cols-1 gap-5">
      <PageHeader
        title={t("compare.heading")}
        crumbs={[
          { label: t("compare.estimates"), href: "/estimates" },
          { label: base.name, href: `/estimates/${estimateId}?tab=variants` },
          { label: t("compare.heading") },
        ]}
        description={base.name}
      />
      {base.placeholder_prices && <Callout tone="warn">{t("shared.placeholder")}</Callout>}
      {items.length === 0 ? (
        <Card>
          <EmptyState
            icon={Layers}
            title={t("list.empty.title")}
            action={
              <Button asChild>
                <Link href={`/estimates/${estimateId}?tab=drivers`}>{t("compare.toDrivers")}</Link>
              </Button>
            }
          >
            {t("list.empty.text")}
          </EmptyState>
        </Card>
      ) : (
        <>
          <Card>
            <CardBody className="pt-3">
              <fieldset className="flex flex-wrap gap-x-5 gap-y-1">
                <legend className="mb-1.5 font-medium text-sm">
                  {t("compare.choose", { most: MOST_COMPARED })}
                </legend>
                {items.map((item) => (
                  <Checkbox
                    key={item.id}
                    label={item.name}
                    checked={ids.includes(item.id)}
                    disabled={ids.includes(item.id) ? ids.length === 1 : ids.length >= MOST_COMPARED}
                    onCheckedChange={(on) =>
                      setParams({
                        v: (on ? [...ids, item.id] : ids.filter((id) => id !== item.id)).join(","),
                      })
                    }
                  />
                ))}
              </fieldset>
            </CardBody>
          </Card>
          <Card>
            <Table base={base} shown={shown} />
          </Card>
        </>
      )}
    </div>
  );
}

type Column = Pick<VariantAnswer, "cost" | "carbon" | "per_m2" | "terms" | "price_book">;
interface Row {
  key: string;
  label: string;
  of: (column: Column, variant: VariantAnswer | null) => ReactNode;
}

function Table({ base, shown }: { base: VariantsAnswer["base"]; shown: readonly VariantAnswer[] }) {
  const t = useTranslations("variants");
  const rows = useRows(base);
  return (
    <ScrollRegion label={t("compare.heading")}>
      <table className="w-full min-w-max border-collapse text-left">
        <caption className="sr-only">{t("compare.title", { name: base.name })}</caption>
        <thead>
          <tr className="border-line border-b">
            <td className="sticky left-0 z-[1] w-40 min-w-28 bg-surface px-4 py-2.5 max-sm:w-28" />
            <th scope="col" className="min-w-40 px-4 py-2.5 align-bottom font-semibold">
              {t("compare.base")}
            </th>
            {shown.map((variant) => (
              <th
                key={variant.id}
                scope="col"
                className="min-w-52 max-w-72 px-4 py-2.5 align-bottom font-semibold"
              >
                <span className="break-words">{variant.name}</span>{" "}
                {variant.outdated && <Badge tone="warn">{t("list.outdated")}</Badge>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} className="border-line border-b last:border-0">
              <th
                scope="row"
                className="sticky left-0 z-[1] bg-surface px-4 py-2 align-top font-normal text-ink-2"
              >
                {row.label}
              </th>
              <td className="px-4 py-2 align-top tabular-nums">{row.of(base, null)}</td>
              {shown.map((variant) => (
                <td key={variant.id} className="max-w-72 px-4 py-2 align-top tabular-nums">
                  {row.of(variant, variant)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function useRows(base: VariantsAnswer["base"]): Row[] {
  const t = useTranslations("variants");
  const words = useTranslations("data");
  const units = useUnits();
  const money = (amount: string, { cost }: Column) => formatMoney({ amount, currency: cost.currency });
  const whole = (amount: string, { cost }: Column) =>
    formatMoney({ amount, currency: cost.currency }, { precision: "whole" });
  const module = (key: "a1_a3_kg" | "a4_kg" | "a5_kg" | "biogenic_kg"): Row => ({
    key,
    label: t(`compare.${key}`),
    of: ({ carbon }) => formatCarbon(carbon[key]),
  });
  return [
    {
      key: "likely",
      label: t("compare.likely"),
      of: (column, variant) => (
        <>
          <span className="block font-semibold text-lg">{whole(column.cost.likely, column)}</span>
          {variant && column.cost.currency === base.cost.currency && (
            <MoneyDifference
              amount={exactDifference(column.cost.likely, base.cost.likely)}
              of={base.cost.likely}
              currency={base.cost.currency}
            />
          )}
        </>
      ),
    },
    {
      key: "range",
      label: t("compare.range"),
      of: (column) =>
        t("totals.range", { low: whole(column.cost.low, column), high: whole(column.cost.high, column) }),
    },
    {
      key: "perArea",
      label: t("compare.costPerArea", { unit: units.symbol("m2") }),
      of: (column) =>
        column.per_m2 ? whole(units.pricePer(column.per_m2.cost.likely, "m2"), column) : t("compare.noArea"),
    },
    {
      key: "carbon",
      label: t("compare.carbon"),
      of: ({ carbon }, variant) => (
        <>
          <span className="block font-semibold text-lg">{formatCarbon(carbonOf(carbon))}</span>
          {variant && (
            <CarbonDifference kg={carbonOf(carbon) - carbonOf(base.carbon)} of={carbonOf(base.carbon)} />
          )}
        </>
      ),
    },
    {
      key: "carbonPerArea",
      label: t("compare.carbonPerArea"),
      of: ({ per_m2 }) => (per_m2 ? units.carbonPerArea(per_m2.a1_a5_kg) : t("compare.noArea")),
    },
    module("a1_a3_kg"),
    module("a4_kg"),
    module("a5_kg"),
    module("biogenic_kg"),
    {
      key: "changes",
      label: t("compare.changes"),
      of: (_, variant) =>
        variant ? (
          <ChangeList changes={variant.changes} names={variant.names} currency={variant.cost.currency} />
        ) : (
          t("compare.nothing")
        ),
    },
    {
      key: "location",
      label: t("compare.location"),
      of: ({ terms }) =>
        t("compare.factor", {
          location: placeName(terms.location),
          factor: decimalText(terms.location_factor),
        }),
    },
    { key: "labour", label: t("compare.labour"), of: (column) => money(column.terms.labor_rate, column) },
    {
      key: "equipment",
      label: t("compare.equipment"),
      of: (column) => money(column.terms.equipment_rate, column),
    },
    {
      key: "prices",
      label: t("compare.prices"),
      of: ({ price_book }) => priceBookText(words, price_book.version),
    },
    {
      key: "factors",
      label: t("compare.factors"),
      of: ({ price_book }) => priceBookText(words, price_book.factor_version, "factorTable"),
    },
    {
      key: "calculated",
      label: t("compare.calculated"),
      of: (_, variant) =>
        variant ? <Time at={variant.calculated_at} show="datetime" /> : t("compare.asItIs"),
    },
  ];
}
