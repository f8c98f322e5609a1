import { useTranslations } from "next-intl";
import { decimalText } from "#components/format/decimal.ts";
import { formatDate } from "#components/format/time.ts";
import { StatusPill } from "#components/ui/badge.tsx";
import { cn } from "#components/ui/cn.ts";
import { type HistoryAnswer, type StatusAnswer, stateWords, toneOfDay, troubleOf } from "./words.ts";

const BAR = {
  none: "bg-line",
  ok: "bg-ok opacity-45",
  warn: "bg-warn",
  bad: "bg-bad",
};

/** One capability: how it is in words, and how its last 90 days were, the last 30 of them on a phone. */
export function CapabilityHistory({
  capability,
  history,
}: {
  capability: StatusAnswer["capabilities"][number];
  history: HistoryAnswer["capabilities"][number] | undefined;
}) {
  const t = useTranslations("status");
  const { label, state, words } = capability;
  const troubled = history?.days.filter((day) => ["warn", "bad"].includes(toneOfDay(day))).toReversed() ?? [];
  return (
    <li className="grid gap-2 border-line border-t px-4 py-3.5 first:border-t-0">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
        <h3 className="font-medium">{label}</h3>
        <StatusPill tone={stateWords(t)[state].tone}>{stateWords(t)[state].label}</StatusPill>
      </div>
      {state !== "operational" && <p className="text-ink-2">{words}</p>}
      {history && (
        <>
          <div
            role="img"
            aria-label={t("capabilityHistory.last90DaysWithTrouble", {
              label,
              value:
                history.uptime === null
                  ? t("capabilityHistory.notMeasuredYet")
                  : t("capabilityHistory.ofTheMinutesMeasuredItWorked", {
                      uptime: uptimeText(history.uptime),
                    }),
              value2:
                troubled.length === 0
                  ? t("capabilityHistory.noDay")
                  : t("capabilityHistory.days", { days: troubled.length }),
            })}
            className="flex h-7 gap-px sm:gap-0.5"
          >
            {history.days.map((day, index) => (
              <span
                key={day.day}
                title={`${formatDate(day.day)}: ${day.measured === 0 ? t("capabilityHistory.notMeasured") : troubleOf(t, day) || t("capabilityHistory.worked")}`}
                className={cn(
                  "min-w-0 grow rounded-sm",
                  index < history.days.length - 30 && "max-sm:hidden",
                  BAR[toneOfDay(day)],
                )}
              />
            ))}
          </div>
          <p className="flex justify-between gap-3 text-ink-3 text-xs">
            <span>
              <span className="sm:hidden">{t("capabilityHistory.n30DaysAgo")}</span>
              <span className="max-sm:hidden">{t("capabilityHistory.n90DaysAgo")}</span>
            </span>
            <span className="text-ink-2 tabular-nums">
              {history.uptime === null
                ? t("capabilityHistory.notMeasuredYet2")
                : t("capabilityHistory.in90Days", { uptime: uptimeText(history.uptime) })}
            </span>
            <span>{t("capabilityHistory.today")}</span>
          </p>
          {troubled.length > 0 && (
            <details className="text-sm">
              <summary className="w-fit cursor-pointer rounded-sm text-ink-2 hover:text-ink touch:py-3">
                {t("capabilityHistory.lengthWithTrouble", { length: troubled.length })}
              </summary>
              <ul className="mt-1 grid gap-0.5 text-ink-2">
                {troubled.map((day) => (
                  <li key={day.day} className="tabular-nums">
                    {formatDate(day.day)}: {troubleOf(t, day)}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </>
      )}
    </li>
  );
}

/** "99.98", and "100" where nothing was missed: two noughts would promise more than was measured. */
const uptimeText = (uptime: string) => decimalText(uptime.replace(/\.0+$/, ""));
