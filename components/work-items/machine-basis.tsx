"use client";
import { useTranslations } from "next-intl";
import { Segmented } from "#components/ui/segmented.tsx";

export type Machines = "cost" | "hours";

/** By what the machines of a work item count. `rate`: money an hour, as text. */
export function MachineBasis({
  value,
  onChange,
  rate,
}: {
  value: Machines;
  onChange: (value: Machines) => void;
  rate?: string;
}) {
  const t = useTranslations("work-items");
  return (
    <div className="grid justify-items-start gap-1.5">
      <Segmented
        label={t("machines.label")}
        value={value}
        onChange={onChange}
        segments={[
          { value: "cost", label: t("machines.cost") },
          { value: "hours", label: t("machines.hours") },
        ]}
      />
      <p className="text-ink-2 text-sm">
        {value === "cost" ? t("machines.costText", { rate: rate ?? "" }) : t("machines.hoursText")}
      </p>
    </div>
  );
}
