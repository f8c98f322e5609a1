// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed one by one cannot be a table's; the roles say what they are
"use client";
import { useTranslations } from "next-intl";
import { memo, type ReactNode } from "react";
import { classLabel } from "#components/files/class-label.ts";
import { formatCarbon, NONE } from "#components/format/numbers.ts";
import { Badge } from "#components/ui/badge.tsx";
import { cn } from "#components/ui/cn.ts";
import { Skeleton } from "#components/ui/progress.tsx";
import { useIsSelected, useSelectionActions } from "#components/viewer/selection.tsx";
import type { Translator } from "#lib/i18n/messages.ts";
import type { ChangeAnswer } from "./answers.ts";
import { cell, HEADERS, numeric, raster } from "./columns.ts";
import { describeEdit } from "./describe-edit.ts";
import { KIND_TONES } from "./kinds.ts";
import { moneyOf } from "./money-of.ts";

interface RowProps {
  index: number;
  /** Of both models' elements. */
  number: number;
  change: ChangeAnswer | undefined;
  currency: string | null;
  isStop: boolean;
  top: number;
  height: number;
  onSelect: (add: boolean) => void;
}

export const ChangeRow = memo(
  function ChangeRow({ index, number, change, currency, isStop, top, height, onSelect }: RowProps) {
    const t = useTranslations("revisions");
    const selected = useIsSelected(number);
    const { hover } = useSelectionActions();
    const cells = change
      ? contentOf(t, change, currency)
      : HEADERS.map((name) => <Skeleton key={name} className="w-3/5" />);
    return (
      // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the keys
      <div
        role="row"
        aria-rowindex={index + 2}
        aria-selected={selected}
        aria-busy={change ? undefined : true}
        data-row={index}
        tabIndex={isStop ? 0 : -1}
        onClick={(event) => onSelect(event.ctrlKey || event.metaKey || event.shiftKey)}
        onPointerMove={(event) => event.pointerType === "mouse" && hover(number)}
        style={{ position: "absolute", top: 0, height, transform: `translateY(${top}px)` }}
        className={cn(
          raster,
          "w-full cursor-pointer border-line border-b hover:bg-subtle focus-visible:outline-offset-[-2px]",
          selected ? "bg-brand-soft" : "bg-surface",
        )}
      >
        {cells.map((content, column) => (
          <div
            key={HEADERS[column]}
            role={column === 1 ? "rowheader" : "gridcell"}
            className={cn(cell, column >= 5 && numeric)}
          >
            {content}
          </div>
        ))}
      </div>
    );
  },
  // What a row does is the same whenever its place and its data are.
  (a, b) =>
    a.index === b.index &&
    a.number === b.number &&
    a.change === b.change &&
    a.currency === b.currency &&
    a.isStop === b.isStop &&
    a.top === b.top &&
    a.height === b.height,
);

function contentOf(t: Translator<"revisions">, change: ChangeAnswer, currency: string | null): ReactNode[] {
  const side = change.newer ?? change.base;
  const what = describeEdit(t, change).join(" · ");
  return [
    <span key="kind" className="flex items-center gap-1.5">
      <Badge tone={KIND_TONES[change.kind]}>{t(`kind.${change.kind}`)}</Badge>
    </span>,
    <span key="name" className="grid min-w-0">
      <span className="truncate" title={side?.name ?? undefined}>
        {side?.name || <span className="text-ink-3">{t("unnamed")}</span>}
      </span>
      <code className="truncate text-ink-3 text-xs">{side?.global_id}</code>
    </span>,
    <span key="class" className="truncate" title={side?.ifc_class}>
      {side && classLabel(side.ifc_class)}
    </span>,
    <span key="storey" className="truncate" title={side?.storey ?? undefined}>
      {side?.storey ?? <span className="text-ink-3">{t("none")}</span>}
    </span>,
    <span key="what" className="grid min-w-0">
      <span className="truncate" title={what}>
        {what || <span className="text-ink-3">{NONE}</span>}
      </span>
      {change.matched_by && change.matched_by !== "global_id" && (
        <span className="truncate text-ink-3 text-xs">{t(`matchedBy.${change.matched_by}`)}</span>
      )}
    </span>,
    moneyOf(change, currency),
    formatSigned(change),
  ];
}

/** A1–A3, newer less before, at one set of factors. */
function formatSigned({ carbon_kg, base_carbon_at_terms_kg }: ChangeAnswer): string {
  if (carbon_kg === null && base_carbon_at_terms_kg === null) return NONE;
  const kg = (carbon_kg ?? 0) - (base_carbon_at_terms_kg ?? 0);
  return `${kg > 0 ? "+" : ""}${formatCarbon(kg)}`;
}
