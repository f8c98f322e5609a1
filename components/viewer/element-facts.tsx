"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ElementAnswer } from "#components/data/answers.ts";
import { formatMoney } from "#components/format/money.ts";
import { formatCarbon, formatPercent, NONE } from "#components/format/numbers.ts";
import { useUnits } from "#components/format/units-provider.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { DataList } from "#components/ui/data-list.tsx";
import type { ModelColumns } from "./answers.ts";

const QUANTITIES = [
  { key: "length_m", unit: "m" },
  { key: "area_m2", unit: "m2" },
  { key: "volume_m3", unit: "m3" },
  { key: "weight_kg", unit: "kg" },
] as const;

/** One element: where it belongs, its quantities and where each came from, its materials, cost and carbon. */
export function ElementFacts({
  element,
  ordinal,
  columns,
  onClose,
}: {
  element: ElementAnswer;
  ordinal: number;
  columns: ModelColumns | undefined;
  onClose: () => void;
}) {
  const t = useTranslations("viewer");
  const units = useUnits();
  const measured = QUANTITIES.flatMap(({ key, unit }) => {
    const value = element.quantities[key];
    const source = element.sources[key];
    if (value === undefined) return [];
    const doubtful = source === "low_confidence";
    const shown =
      unit === "kg"
        ? units.mass(value, { doubtful })
        : unit === "m3"
          ? units.volume(value, { doubtful })
          : units.quantity(value, unit, { doubtful });
    return [
      {
        key,
        term: t(`quantity.${key}`),
        value: (
          <span className="flex flex-wrap items-center gap-x-2 tabular-nums">
            {shown}
            {source && <Badge tone={doubtful ? "warn" : "neutral"}>{t(`source.${source}`)}</Badge>}
            {source === "corrected" && (
              <span className="text-ink-2 text-sm">
                {t("panel.found", { found: units.quantity(element.found?.quantities[key], unit) })}
              </span>
            )}
          </span>
        ),
      },
    ];
  });
  return (
    <>
      <Heading title={element.name ?? t("panel.unnamed")} subtitle={element.ifc_class} onClose={onClose} />
      <DataList
        items={[
          { key: "storey", term: t("panel.storey"), value: element.storey ?? NONE },
          ...(element.type_name ? [{ key: "type", term: t("panel.type"), value: element.type_name }] : []),
          ...measured,
          {
            key: "cost",
            term: t("panel.cost"),
            value: <span className="tabular-nums">{moneyText(columns?.cost[ordinal], columns)}</span>,
          },
          {
            key: "carbon",
            term: t("panel.carbon"),
            value: <span className="tabular-nums">{formatCarbon(columns?.carbon_kg[ordinal])}</span>,
          },
        ]}
      />
      {measured.length === 0 && (
        <p className="text-ink-2 text-sm">
          {element.excluded
            ? t("panel.excluded")
            : element.measured
              ? t("panel.noQuantities")
              : t("panel.notMeasured")}
        </p>
      )}
      <div className="grid gap-1">
        <h3 className="font-medium text-sm">{t("panel.materials")}</h3>
        {element.materials.length === 0 ? (
          <p className="text-ink-2 text-sm">{t("panel.noMaterials")}</p>
        ) : (
          <ul className="grid gap-1 text-sm">
            {element.materials.map((material, at) => (
              // A wall may have two layers of one material.
              // biome-ignore lint/suspicious/noArrayIndexKey: layers have no other identity than their place
              <li key={at} className="flex justify-between gap-3">
                <span className="min-w-0 break-words">{material.name}</span>
                <span className="shrink-0 text-ink-2 tabular-nums">
                  {material.thickness_m ? `${units.quantity(material.thickness_m, "m")} · ` : ""}
                  {formatPercent(material.share)}
                </span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </>
  );
}

export function Heading({
  title,
  subtitle,
  onClose,
}: {
  title: ReactNode;
  subtitle?: ReactNode;
  onClose: () => void;
}) {
  const t = useTranslations("viewer");
  return (
    <header className="flex items-start justify-between gap-2">
      <div className="min-w-0">
        <h2 className="break-words font-semibold">{title}</h2>
        {subtitle && <p className="text-ink-2 text-sm">{subtitle}</p>}
      </div>
      <Button variant="ghost" size="sm" icon aria-label={t("panel.close")} onClick={onClose}>
        <X aria-hidden />
      </Button>
    </header>
  );
}

export function moneyText(value: number | null | undefined, columns: ModelColumns | undefined): string {
  const currency = columns?.currency;
  if (value === null || value === undefined || !currency) return NONE;
  return formatMoney({ amount: value.toFixed(2), currency }, { precision: "minor" });
}
