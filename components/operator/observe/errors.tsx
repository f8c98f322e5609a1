"use client";
import { Bug } from "lucide-react";
import Link from "next/link";
import { useEndless } from "#components/archival/queries.ts";
import { ShowMore } from "#components/archival/show-more.tsx";
import { QueryView } from "#components/data/query-view.tsx";
import { useUrlParams } from "#components/data/url-params.ts";
import { formatCount } from "#components/format/numbers.ts";
import { Time } from "#components/format/time-element.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { DataTable, rowLink } from "#components/ui/data-table.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { ErrorGroupAnswer } from "../answers.ts";
import { FindTrace } from "./find-trace.tsx";
import { MarkError } from "./mark-error.tsx";

/** How often it is asked anew, milliseconds. */
const EVERY = 15_000;

type State = ErrorGroupAnswer["state"];
const STATES: { value: State; label: string }[] = [
  { value: "open", label: "Open" },
  { value: "resolved", label: "Resolved" },
  { value: "ignored", label: "Ignored" },
];

export function Errors() {
  const [param, setParams] = useUrlParams();
  const state = STATES.find(({ value }) => value === param("state"))?.value ?? "open";
  const errors = useEndless<ErrorGroupAnswer>(
    ["operator", "errors", state],
    `/api/admin/errors?state=${state}`,
    { pace: () => EVERY },
  );
  return (
    <>
      <PageHeader
        title="Errors"
        description="Faults of the platform, alike ones together. A resolved one opens again when it comes back."
        actions={<FindTrace />}
      />
      <Card>
        <div className="px-4 py-3">
          <Segmented
            label="State"
            value={state}
            onChange={(next) => setParams({ state: next === "open" ? "" : next })}
            segments={STATES}
          />
        </div>
        <QueryView query={errors} loading={<LoadingRows label="Loading errors" />}>
          {(items) => (
            <>
              <ErrorsTable errors={items} state={state} />
              <ShowMore query={errors} />
            </>
          )}
        </QueryView>
      </Card>
    </>
  );
}

const NOTHING: Record<State, string> = {
  open: "No open errors",
  resolved: "None resolved",
  ignored: "None ignored",
};

function ErrorsTable({ errors, state }: { errors: readonly ErrorGroupAnswer[]; state: State }) {
  return (
    <DataTable
      caption="Errors"
      rows={errors}
      rowKey={({ fingerprint }) => fingerprint}
      empty={
        <EmptyState icon={Bug} title={NOTHING[state]}>
          {state === "open" && "What fails on the platform's side appears here, with its trace."}
        </EmptyState>
      }
      columns={[
        {
          id: "error",
          header: "Error",
          rowHeader: true,
          className: "min-w-48",
          cell: (error) => (
            <span className="grid">
              <span>
                <Link className={`${rowLink} break-words`} href={`/operator/errors/${error.fingerprint}`}>
                  {error.type}
                </Link>{" "}
                {state === "open" && error.marked && <Badge tone="warn">Came back</Badge>}
              </span>
              <span className="max-w-xl break-words text-ink-2 text-sm">{error.message}</span>
            </span>
          ),
        },
        { id: "where", header: "Where", className: "min-w-40", cell: (error) => <Where error={error} /> },
        {
          id: "count",
          header: "Times",
          numeric: true,
          cell: ({ count }) => formatCount(count),
        },
        {
          id: "tenants",
          header: "Organisations",
          numeric: true,
          hideOnPhone: true,
          cell: ({ tenant_count }) => formatCount(tenant_count),
        },
        {
          id: "seen",
          header: "Last and first seen",
          className: "whitespace-nowrap text-ink-2",
          cell: (error) => (
            <span className="grid">
              <Time at={error.last_seen} show="relative" />
              <span className="text-ink-3 text-sm">
                <Time at={error.first_seen} />
              </span>
            </span>
          ),
        },
        {
          id: "mark",
          header: <span className="sr-only">Mark</span>,
          className: "text-right",
          cell: (error) => <MarkError error={error} small />,
        },
      ]}
    />
  );
}

/** The route or job that it was in, and where in our code. */
export function Where({ error: { route, job, service, frame } }: { error: ErrorGroupAnswer }) {
  return (
    <span className="grid">
      <span className="break-words">{route ?? job ?? service}</span>
      {frame && <code className="break-all text-ink-3 text-xs">{frame}</code>}
    </span>
  );
}
