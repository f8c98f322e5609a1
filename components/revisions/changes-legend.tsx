"use client";
import { useTranslations } from "next-intl";
import { formatCount } from "#components/format/numbers.ts";
import { cn } from "#components/ui/cn.ts";
import { useSelectionActions, useSelectionOf } from "#components/viewer/selection.tsx";
import { KIND_COLOURS, KINDS } from "./kinds.ts";
import type { BothModels } from "./made-of.ts";

/** What the colours mean, with counts; each line shows its elements alone. */
export function ChangesLegend({ both: { byKind }, dark }: { both: BothModels; dark: boolean }) {
  const t = useTranslations("revisions");
  const isolated = useSelectionOf((state) => state.isolated);
  const { isolate } = useSelectionActions();
  return (
    <section className="grid gap-1 p-3">
      <h2 className="px-1 font-semibold">{t("legend.title")}</h2>
      <p className="px-1 text-ink-3 text-xs">{t("legend.hint")}</p>
      <ul className="grid">
        {KINDS.map((kind) => {
          const numbers = byKind[kind];
          const alone =
            isolated !== null &&
            isolated.size === numbers.length &&
            numbers.every((number) => isolated.has(number));
          return (
            <li key={kind}>
              <button
                type="button"
                aria-pressed={alone}
                disabled={numbers.length === 0}
                onClick={() => isolate(alone ? null : numbers)}
                className={cn(
                  "flex w-full items-center gap-2 rounded-sm px-1 py-1 text-left text-sm enabled:hover:bg-hover touch:min-h-11",
                  alone && "bg-brand-soft font-medium",
                )}
              >
                <span
                  aria-hidden
                  className="size-3.5 shrink-0 rounded-sm border border-control forced-color-adjust-none"
                  style={{ background: KIND_COLOURS[kind][dark ? "dark" : "light"] }}
                />
                <span className="min-w-0 grow">{t(`kind.${kind}`)}</span>
                <span className="shrink-0 text-ink-2 tabular-nums">
                  <span aria-hidden>{formatCount(numbers.length)}</span>
                  <span className="sr-only">{t("legend.count", { count: numbers.length })}</span>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
