"use client";
import { ChevronDown, Replace, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useMemo, useState } from "react";
import type { CatalogueEntry, LineAnswer } from "#components/data/answers.ts";
import { classLabel } from "#components/files/class-label.ts";
import { formatMoney } from "#components/format/money.ts";
import { formatCarbon, formatPercent, unitSymbol } from "#components/format/numbers.ts";
import { useUnits } from "#components/format/units-provider.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Combobox } from "#components/ui/combobox.tsx";
import type { WhatIfAnswer } from "./answers.ts";
import { CarbonDifference, MoneyDifference } from "./difference.tsx";
import { carbonOf, type Driver, type DriverDraft, type Measure } from "./drafts.ts";
import { RateField } from "./rate-field.tsx";

export interface DriverRowProps {
  driver: Driver;
  measure: Measure;
  /** Of the whole, 0 to 1. */
  share: number;
  currency: string;
  draft: DriverDraft;
  /** Its lines that come out otherwise. */
  after: WhatIfAnswer["lines"];
  lines: readonly LineAnswer[];
  catalogue: readonly CatalogueEntry[];
  onChange: (draft: DriverDraft) => void;
}

/** One thing that makes up the estimate: how much of it that is, and what may be tried with it. */
export function DriverRow(props: DriverRowProps) {
  const { driver, measure, share, currency, draft, onChange } = props;
  const t = useTranslations("variants");
  const units = useUnits();
  const [open, setOpen] = useState(false);
  const id = useId();
  const isChanged = Object.values(draft).some(Boolean);
  const where = driver.ifcClass ? classLabel(driver.ifcClass) : t("drivers.byHand");
  return (
    <li className="grid gap-2 px-4 py-3">
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <p className="flex flex-wrap items-center gap-1.5 font-medium">
            {driver.name}
            {isChanged && <Badge tone="brand">{t("drivers.changed")}</Badge>}
          </p>
          <p className="text-ink-2 text-sm">
            {where} · {units.quantity(driver.quantity, driver.unit, { digits: 4 })}
          </p>
        </div>
        <div className="grid shrink-0 justify-items-end text-right tabular-nums">
          <span className="font-medium">
            {measure === "cost"
              ? formatMoney({ amount: driver.cost.toFixed(2), currency }, { precision: "whole" })
              : formatCarbon(driver.carbonKg)}
          </span>
          <span className="text-ink-2 text-sm">{t("drivers.share", { share: formatPercent(share) })}</span>
        </div>
      </div>
      <div aria-hidden className="h-1.5 overflow-hidden rounded-full bg-hover">
        <div className="h-full rounded-full bg-brand" style={{ width: `${share * 100}%` }} />
      </div>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Moved {...props} />
        <Button
          size="sm"
          variant="ghost"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen((now) => !now)}
        >
          {t("drivers.whatIf")}
          <span className="sr-only">{t("drivers.of", { name: driver.name, where })}</span>
          <ChevronDown aria-hidden className={open ? "rotate-180" : undefined} />
        </Button>
      </div>
      <div id={id} hidden={!open} className="grid gap-4 rounded-md bg-subtle p-3">
        {open && <Editor {...props} where={where} />}
        {isChanged && (
          <Button size="sm" className="justify-self-start" onClick={() => onChange({})}>
            <Undo2 aria-hidden />
            {t("drivers.undo")}
          </Button>
        )}
      </div>
    </li>
  );
}

/** How the driver's own cost and carbon move. */
function Moved({ after, driver, currency }: DriverRowProps) {
  const t = useTranslations("variants");
  if (after.length === 0) return <span />;
  const cents = (text: string | null) => Math.round(Number(text ?? 0) * 10_000);
  const money =
    after.reduce((sum, line) => sum + cents(line.after.cost) - cents(line.before.cost), 0) / 10_000;
  const kg = after.reduce((sum, line) => sum + carbonOf(line.after.carbon) - carbonOf(line.before.carbon), 0);
  return (
    <p className="flex flex-wrap gap-x-3 text-sm">
      <span>
        {t("drivers.cost")}:{" "}
        <MoneyDifference amount={money.toFixed(4)} of={String(driver.cost)} currency={currency} />
      </span>
      <span>
        {t("drivers.carbon")}: <CarbonDifference kg={kg} of={driver.carbonKg} />
      </span>
    </p>
  );
}

function Editor({ driver, draft, currency, catalogue, onChange, where }: DriverRowProps & { where: string }) {
  const t = useTranslations("variants");
  const target = catalogue.find((entry) => entry.id === draft.to);
  const options = useMemo(
    () =>
      catalogue
        .filter((entry) => entry.id !== driver.catalogueId)
        .map((entry) => ({
          value: entry.id,
          label: entry.name,
          detail: t("drivers.estimatedIn", { unit: unitSymbol(entry.unit) }),
        })),
    [catalogue, driver.catalogueId, t],
  );
  const unit = unitSymbol(target?.unit ?? driver.unit);
  return (
    <>
      <div className="grid gap-1.5">
        <p className="font-medium text-sm">{t("drivers.material")}</p>
        <Combobox
          label={t("drivers.searchMaterials")}
          options={options}
          onSelect={(to) => onChange({ ...draft, to, rate: "" })}
          trigger={
            <Button className="max-w-full justify-self-start whitespace-normal text-left">
              <Replace aria-hidden />
              {target?.name ?? t("drivers.swap", { name: driver.name, where })}
            </Button>
          }
        />
      </div>
      <RateField
        label={t("drivers.rate", { currency, unit })}
        hint={t("drivers.rateHint")}
        value={draft.rate ?? ""}
        present={draft.to ? null : driver.unitRate}
        onChange={(rate) => onChange({ ...draft, rate })}
      />
      <RateField
        label={t("drivers.waste")}
        hint={t("drivers.wasteHint")}
        value={draft.waste ?? ""}
        present={driver.wasteRate === null ? null : String(Number((driver.wasteRate * 100).toFixed(2)))}
        most={90}
        onChange={(waste) => onChange({ ...draft, waste })}
      />
    </>
  );
}
