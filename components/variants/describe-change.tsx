"use client";
import { useTranslations } from "next-intl";
import { classLabel } from "#components/files/class-label.ts";
import { formatMoney } from "#components/format/money.ts";
import { formatPercent } from "#components/format/numbers.ts";
import type { Translator } from "#lib/i18n/messages.ts";
import type { ChangeAnswer } from "./answers.ts";

/** What was changed, one line each. */
export function ChangeList({
  changes,
  names,
  currency,
}: {
  changes: readonly ChangeAnswer[];
  names: Readonly<Record<string, string>>;
  currency: string;
}) {
  const t = useTranslations("variants");
  return (
    <ul className="grid gap-0.5">
      {changes.map((change) => (
        <li key={JSON.stringify(change)}>{changeText(t, change, names, currency)}</li>
      ))}
    </ul>
  );
}

function changeText(
  t: Translator<"variants">,
  change: ChangeAnswer,
  names: Readonly<Record<string, string>>,
  currency: string,
): string {
  const money = (amount: string) => formatMoney({ amount, currency });
  if (change.kind === "terms") {
    const { location, labor_rate, equipment_rate } = change;
    return [
      location && t("change.location", { location }),
      labor_rate && t("change.labour", { rate: money(labor_rate) }),
      equipment_rate && t("change.equipment", { rate: money(equipment_rate) }),
    ]
      .filter(Boolean)
      .join(" · ");
  }
  const where = change.ifc_class ? classLabel(change.ifc_class) : t("change.everywhere");
  if (change.kind === "swap_material") {
    const [from, to] = [names[change.from] ?? change.from, names[change.to] ?? change.to];
    return t("change.swap", { from, to, where });
  }
  const name = names[change.catalogue_id] ?? change.catalogue_id;
  return change.kind === "unit_rate"
    ? t("change.rate", { name, where, rate: money(change.rate) })
    : t("change.waste", { name, where, share: formatPercent(Number(change.rate)) });
}
