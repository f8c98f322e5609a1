"use client";
import { useQuery } from "@tanstack/react-query";
import { CalendarClock, Megaphone, Siren } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "#components/data/api.ts";
import { PagedList } from "#components/data/paged-list.tsx";
import { usePages } from "#components/data/queries.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { IncidentCard } from "#components/status/incident-card.tsx";
import { type IncidentAnswer, type StatusAnswer, stateWords } from "#components/status/words.ts";
import { StatusPill } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { ChangeDialog } from "./change-dialog.tsx";
import { EditIncidentForm, NewIncidentForm, ResolveForm, UpdateForm } from "./incident-forms.tsx";

/** What the platform tells everybody of how it does, and what operators have told. */
export function Incidents() {
  const tStatus = useTranslations("status");
  const status = useQuery({
    queryKey: ["operator", "status"],
    queryFn: () => api<StatusAnswer>("/api/status"),
    refetchInterval: 30_000,
  });
  const [state, setState] = useState<"open" | "resolved">("open");
  const incidents = usePages<IncidentAnswer>(
    ["operator", "incidents", state],
    `/api/admin/incidents?state=${state}`,
  );
  const capabilities = status.data?.capabilities ?? [];
  return (
    <>
      <PageHeader
        title="Status"
        description="What everybody can read on the status page. Members see open incidents, and maintenance from a day before, above their pages."
        actions={
          <>
            <Button asChild variant="ghost">
              <Link href="/status">Status page</Link>
            </Button>
            <ChangeDialog
              trigger={
                <Button>
                  <CalendarClock aria-hidden />
                  Plan maintenance
                </Button>
              }
              title="Plan maintenance"
              description="Everybody can read it at once."
              wide
            >
              {(close) => <NewIncidentForm kind="maintenance" capabilities={capabilities} onDone={close} />}
            </ChangeDialog>
            <ChangeDialog
              trigger={
                <Button variant="primary">
                  <Megaphone aria-hidden />
                  Report incident
                </Button>
              }
              title="Report an incident"
              description="Everybody can read it at once, and every member sees it above their pages."
              wide
            >
              {(close) => <NewIncidentForm kind="incident" capabilities={capabilities} onDone={close} />}
            </ChangeDialog>
          </>
        }
      />
      <div className="grid grid-cols-1 gap-5">
        <Card>
          <CardHeader title="Now" description="As it is measured, with what you told." />
          <QueryView query={status} loading={<LoadingRows label="Loading the state" />}>
            {({ capabilities }) => (
              <ul className="grid gap-x-6 px-4 pb-3 sm:grid-cols-2 lg:grid-cols-3">
                {capabilities.map(({ name, label, state }) => (
                  <li key={name} className="flex items-center justify-between gap-3 py-1.5">
                    {label}
                    <StatusPill tone={stateWords(tStatus)[state].tone}>
                      {stateWords(tStatus)[state].label}
                    </StatusPill>
                  </li>
                ))}
              </ul>
            )}
          </QueryView>
        </Card>
        <div>
          <Segmented
            label="Which incidents"
            value={state}
            onChange={setState}
            segments={[
              { value: "open", label: "Open and planned" },
              { value: "resolved", label: "Resolved" },
            ]}
          />
        </div>
        <PagedList query={incidents} what="incidents">
          {({ items }) =>
            items.length === 0 ? (
              <Card>
                <EmptyState
                  icon={Siren}
                  title={state === "open" ? "Nothing is told" : "Nothing was resolved yet"}
                />
              </Card>
            ) : (
              <ul className="grid grid-cols-1 gap-3">
                {items.map((incident) => (
                  <li key={incident.id} className="grid grid-cols-1">
                    <IncidentCard
                      incident={incident}
                      capabilities={capabilities}
                      now={new Date()}
                      actions={
                        incident.resolved_at === null && (
                          <Actions incident={incident} capabilities={capabilities} />
                        )
                      }
                    />
                  </li>
                ))}
              </ul>
            )
          }
        </PagedList>
      </div>
    </>
  );
}

function Actions({
  incident,
  capabilities,
}: {
  incident: IncidentAnswer;
  capabilities: StatusAnswer["capabilities"];
}) {
  const { title, kind } = incident;
  const end = kind === "maintenance" ? "End or call off" : "Resolve";
  return (
    <>
      <ChangeDialog
        trigger={
          <Button size="sm" variant="ghost" aria-label={`Correct: ${title}`}>
            Correct
          </Button>
        }
        title={`Correct ${title}`}
        description="What was said in updates stays as it was said."
        wide
      >
        {(close) => <EditIncidentForm incident={incident} capabilities={capabilities} onDone={close} />}
      </ChangeDialog>
      <ChangeDialog
        trigger={
          <Button size="sm" aria-label={`Say what is new: ${title}`}>
            Say what is new
          </Button>
        }
        title={title}
        description="Everybody can read it at once."
      >
        {(close) => <UpdateForm incident={incident} onDone={close} />}
      </ChangeDialog>
      <ChangeDialog
        trigger={
          <Button size="sm" variant="primary" aria-label={`${end}: ${title}`}>
            {end}
          </Button>
        }
        title={`${end}: ${title}`}
        description="It goes from members' pages and stays in the history, where nothing of it is changed any more."
      >
        {(close) => <ResolveForm incident={incident} submit={end} onDone={close} />}
      </ChangeDialog>
    </>
  );
}
