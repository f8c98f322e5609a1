"use client";
import { DraftingCompass, FileCheck2, Rows3, Ruler, TriangleAlert, UserPen } from "lucide-react";
import { useTranslations } from "next-intl";
import { sourceLabels } from "#components/files/labels.ts";
import type { QuantityKey, QuantitySource } from "#components/files/types.ts";
import type { QuantityOptions, QuantityUnit } from "#components/format/numbers.ts";
import { useUnits } from "#components/format/units-provider.tsx";
import { cn } from "#components/ui/cn.ts";

const MARKS = {
  stated: FileCheck2,
  mesh: Ruler,
  drawn: DraftingCompass,
  listed: Rows3,
  corrected: UserPen,
  low_confidence: TriangleAlert,
};

/** A quantity of an element: its figure, and by a small mark with words where it came from. */
export function QuantityValue({
  value,
  source,
  found,
  excluded = false,
  quantity,
}: {
  value: number | null | undefined;
  source: QuantitySource | undefined;
  /** What was found of it, where a person corrected the element. */
  found?: number | undefined;
  /** The element does not count: what was found stands there, struck out. */
  excluded?: boolean;
  quantity: { key: QuantityKey; unit: QuantityUnit };
}) {
  const units = useUnits();
  const t = useTranslations("takeoff");
  const doubtful = source === "low_confidence";
  if (excluded) return <s className="pr-5 text-ink-3">{figureOf(units, found, quantity.unit, {})}</s>;
  const foundText =
    source === "corrected"
      ? t("mark.found", { found: figureOf(units, found, quantity.unit, { digits: 6 }) })
      : undefined;
  return (
    <span className="inline-flex items-center gap-1.5" title={foundText}>
      {foundText && <span className="sr-only">{foundText}</span>}
      <span>{figureOf(units, value, quantity.unit, { doubtful })}</span>
      {source ? <SourceMark source={source} /> : <span aria-hidden className="w-3.5" />}
    </span>
  );
}

/** A sum: it is compared with drawings, so it has a digit more. Nothing to sum is a dash, not a zero. */
export function QuantitySum({ value, unit }: { value: number | null; unit: QuantityUnit }) {
  const units = useUnits();
  return <span className="pr-5">{figureOf(units, value, unit, { digits: 4 })}</span>;
}

/** The mark with its words, for a cell and for the legend. */
export function SourceMark({ source, silent = false }: { source: QuantitySource; silent?: boolean }) {
  const { label, hint } = sourceLabels(useTranslations("files"))[source];
  const Mark = MARKS[source];
  return (
    <span
      title={silent ? undefined : hint}
      className={cn("inline-flex shrink-0", source === "low_confidence" ? "text-warn" : "text-ink-3")}
    >
      <Mark aria-hidden className="size-3.5" />
      {!silent && <span className="sr-only">{label}</span>}
    </span>
  );
}

function figureOf(
  units: ReturnType<typeof useUnits>,
  value: number | null | undefined,
  unit: QuantityUnit,
  options: QuantityOptions,
): string {
  return unit === "kg" ? units.mass(value, options) : units.figure(value, unit, options);
}
