"use client";
import { useTranslations } from "next-intl";
import { formatDate } from "#components/format/time.ts";
import { FilterChip } from "#components/ui/filter-chip.tsx";

/** The days (UTC) that a list is of, where its address names some. */
export function DaysChip({ from, to, onClear }: { from: string; to: string; onClear: () => void }) {
  const t = useTranslations("data");
  if (!from && !to) return null;
  const kind = from === to ? "on" : from && to ? "between" : from ? "since" : "until";
  return (
    <FilterChip clearLabel={t("daysChip.clear")} onClear={onClear}>
      {t(`daysChip.${kind}`, { from: from && formatDate(from), to: to && formatDate(to) })}
    </FilterChip>
  );
}
