"use client";
import { useTranslations } from "next-intl";
import { formatCount } from "#components/format/numbers.ts";
import { cn } from "#components/ui/cn.ts";
import { Skeleton } from "#components/ui/progress.tsx";
import type { ColourMode, LegendEntry } from "./colouring.ts";
import { useSelectionActions, useSelectionOf } from "./selection.tsx";
import { amount, useEntryWords } from "./use-entry-words.ts";

export interface LegendProps {
  mode: ColourMode;
  entries: readonly LegendEntry[];
  dark: boolean;
  currency: string | null;
  loading: boolean;
}

/** What the colours mean, with counts; each line shows its elements alone. */
export function Legend({ mode, entries, dark, currency, loading }: LegendProps) {
  const t = useTranslations("viewer");
  const words = useEntryWords(mode, currency);
  const isolated = useSelectionOf((state) => state.isolated);
  const { isolate } = useSelectionActions();
  if (mode === "model") return null;
  if (loading)
    return (
      <div role="status" aria-label={t("legend.loading")} className="grid gap-2 p-4">
        <Skeleton className="w-32" />
        <Skeleton className="w-48" />
        <Skeleton className="w-40" />
      </div>
    );
  return (
    <section className="grid gap-1 p-3">
      <h2 className="px-1 font-semibold">{t(`colour.${mode}`)}</h2>
      {entries.length === 0 ? (
        <p className="px-1 text-ink-2 text-sm">{t("legend.empty")}</p>
      ) : (
        <p className="px-1 text-ink-3 text-xs">{t("legend.hint")}</p>
      )}
      <ul className="grid max-lg:max-h-64 max-lg:overflow-y-auto">
        {entries.map((entry) => {
          const alone = isolated !== null && isSame(isolated, entry.ordinals);
          return (
            <li key={entry.key}>
              <button
                type="button"
                aria-pressed={alone}
                onClick={() => isolate(alone ? null : entry.ordinals)}
                className={cn(
                  "flex w-full items-center gap-2 rounded-sm px-1 py-1 text-left text-sm hover:bg-hover touch:min-h-11",
                  alone && "bg-brand-soft font-medium",
                )}
              >
                <span
                  aria-hidden
                  className="size-3.5 shrink-0 rounded-sm border border-control forced-color-adjust-none"
                  style={{ background: dark ? entry.dark : entry.light }}
                />
                <span className="min-w-0 grow break-words">{words(entry)}</span>
                {entry.sum !== null && (
                  <span className="shrink-0 text-ink-2 tabular-nums">
                    {t("legend.sum", { amount: amount(entry.sum, mode, currency) })}
                  </span>
                )}
                <span className="shrink-0 text-ink-3 tabular-nums">
                  <span aria-hidden>{formatCount(entry.ordinals.length)}</span>
                  <span className="sr-only">{t("legend.count", { count: entry.ordinals.length })}</span>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function isSame(set: ReadonlySet<number>, ordinals: readonly number[]): boolean {
  return set.size === ordinals.length && ordinals.every((ordinal) => set.has(ordinal));
}
