import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Time } from "#components/format/time-element.tsx";
import { Badge, StatusPill } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { type IncidentAnswer, incidentWords, isUnderWay, type StatusAnswer, stateWords } from "./words.ts";

/** What operators tell of one thing: what is affected, since when, and every word of it, the newest first. */
export function IncidentCard({
  incident,
  capabilities,
  now,
  actions,
}: {
  incident: IncidentAnswer;
  capabilities: Pick<StatusAnswer["capabilities"][number], "name" | "label">[];
  now: Date;
  /** What operators may do with it. */
  actions?: ReactNode;
}) {
  const t = useTranslations("status");
  const { title, affects, impact, updates, resolved_at } = incident;
  return (
    <Card className="grid gap-3 p-4">
      <header className="grid gap-1.5">
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <h3 className="min-w-0 break-words font-semibold text-lg">{title}</h3>
          <IncidentState incident={incident} now={now} />
          {impact !== "operational" && resolved_at === null && (
            <Badge tone={stateWords(t)[impact].tone}>{stateWords(t)[impact].label}</Badge>
          )}
        </div>
        <p className="text-ink-2 text-sm">
          {affects.map((name) => capabilities.find((one) => one.name === name)?.label ?? name).join(", ")}
        </p>
        <p className="text-ink-2 text-sm">
          <When incident={incident} />
        </p>
      </header>
      <ol className="grid gap-3 border-line border-t pt-3">
        {updates.map(({ state, text, at }) => (
          <li key={`${at} ${text}`} className="grid gap-0.5">
            <p className="text-ink-2 text-sm">
              <span className="font-medium text-ink">{incidentWords(t)[state].label}</span>,{" "}
              <Time at={at} show="datetime" />
            </p>
            <p className="whitespace-pre-wrap break-words">{text}</p>
          </li>
        ))}
      </ol>
      {actions && <div className="flex flex-wrap justify-end gap-2 border-line border-t pt-3">{actions}</div>}
    </Card>
  );
}

/** Where it is, in a word. Maintenance is under way by its window, and over by it. */
export function IncidentState({ incident, now }: { incident: IncidentAnswer; now: Date }) {
  const t = useTranslations("status");
  const { state, ends_at, resolved_at } = incident;
  if (resolved_at === null && ends_at !== null && new Date(ends_at) <= now)
    return <StatusPill tone="neutral">{t("incidentCard.over")}</StatusPill>;
  if (resolved_at === null && isUnderWay(incident, now))
    return <StatusPill tone="info">{t("incidentCard.underWay")}</StatusPill>;
  return <StatusPill tone={incidentWords(t)[state].tone}>{incidentWords(t)[state].label}</StatusPill>;
}

function When({ incident: { kind, starts_at, ends_at, resolved_at } }: { incident: IncidentAnswer }) {
  const t = useTranslations("status");
  const until = kind === "maintenance" ? ends_at : resolved_at;
  return (
    <>
      {kind === "maintenance" ? t("incidentCard.from") : t("incidentCard.since")}{" "}
      <Time at={starts_at} show="datetime" />
      {until && <> {t.rich("incidentCard.until", { time: () => <Time at={until} show="datetime" /> })}</>}
    </>
  );
}
