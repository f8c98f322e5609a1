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
  STATE_WORDS,
  type StatusAnswer,
} from "./words.ts";

const CALLOUT_TONES = { operational: "ok", maintenance: "info", degraded: "warn", down: "bad" } as const;

/** Everything that is told in public of how the product does. `history` is null where it could not be read. */
export function StatusOverview({ status, history }: { status: StatusAnswer; history: HistoryAnswer | null }) {
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
      <h1 className="font-semibold text-3xl tracking-tight">Status</h1>
      <Callout tone={CALLOUT_TONES[state]} title={STATE_WORDS[state].headline}>
        Looked at <Time at={updated_at} show="datetime" />. This page follows by itself.
      </Callout>
      {incidents.length > 0 && <Section title="Now">{list(incidents)}</Section>}
      {underWay.length > 0 && <Section title="Maintenance under way">{list(underWay)}</Section>}
      {planned.length > 0 && <Section title="Planned maintenance">{list(planned)}</Section>}
      <Card>
        <CardHeader
          title="What works"
          description="Measured every minute. Each bar is a day (UTC); grey ones were not measured."
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
        <Callout tone="warn" title="The history cannot be shown at the moment">
          What is said above is up to date.
        </Callout>
      ) : (
        <Section title="The last 90 days">
          {history.past.length === 0 ? (
            <p className="text-ink-2">There were no incidents.</p>
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
