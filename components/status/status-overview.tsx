import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Time } from "#components/format/time-element.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { CapabilityHistory } from "./capability-history.tsx";
import { IncidentCard } from "./incident-card.tsx";
import {
  type HistoryAnswer,
  type IncidentAnswer,
  isUnderWay,
  type StatusAnswer,
  stateWords,
} from "./words.ts";

const CALLOUT_TONES = { operational: "ok", maintenance: "info", degraded: "warn", down: "bad" } as const;

/** Everything that is told in public of how the product does. `history` is null where it could not be read. */
export function StatusOverview({ status, history }: { status: StatusAnswer; history: HistoryAnswer | null }) {
  const t = useTranslations("status");
  const { state, capabilities, incidents, maintenance, updated_at } = status;
  const now = new Date(updated_at);
  const list = (items: readonly IncidentAnswer[]) =>
    items.map((incident) => (
      <IncidentCard key={incident.id} incident={incident} capabilities={capabilities} now={now} />
    ));
  const underWay = maintenance.filter((one) => isUnderWay(one, now));
  const planned = maintenance.filter((one) => !isUnderWay(one, now));
  return (
    <div className="mx-auto grid w-full max-w-4xl grid-cols-1 gap-6 px-4 py-8 md:py-10">
      <h1 className="font-semibold text-3xl tracking-tight">{t("statusOverview.status")}</h1>
      <Callout tone={CALLOUT_TONES[state]} title={stateWords(t)[state].headline}>
        {t.rich("statusOverview.lookedAtThisPageFollowsBy", {
          time: () => <Time at={updated_at} show="datetime" />,
        })}
      </Callout>
      {incidents.length > 0 && <Section title={t("statusOverview.now")}>{list(incidents)}</Section>}
      {underWay.length > 0 && (
        <Section title={t("statusOverview.maintenanceUnderWay")}>{list(underWay)}</Section>
      )}
      {planned.length > 0 && (
        <Section title={t("statusOverview.plannedMaintenance")}>{list(planned)}</Section>
      )}
      <Card>
        <CardHeader
          title={t("statusOverview.whatWorks")}
          description={t("statusOverview.measuredEveryMinuteEachBarIsA")}
        />
        <ul>
          {capabilities.map((capability) => (
            <CapabilityHistory
              key={capability.name}
              capability={capability}
              history={history?.capabilities.find(({ name }) => name === capability.name)}
            />
          ))}
        </ul>
      </Card>
      {history === null ? (
        <Callout tone="warn" title={t("statusOverview.theHistoryCannotBeShownAtThe")}>
          {t("statusOverview.whatIsSaidAboveIsUpToDate")}
        </Callout>
      ) : (
        <Section title={t("statusOverview.theLast90Days")}>
          {history.past.length === 0 ? (
            <p className="text-ink-2">{t("statusOverview.thereWereNoIncidents")}</p>
          ) : (
            list(history.past)
          )}
        </Section>
      )}
    </div>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid grid-cols-1 gap-3">
      <h2 className="font-semibold text-xl">{title}</h2>
      {children}
    </section>
  );
}
