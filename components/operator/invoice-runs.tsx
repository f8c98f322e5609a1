"use client";
import { Play } from "lucide-react";
import { periodName } from "#components/billing/invoice-status.tsx";
import { formatCount, NONE } from "#components/format/numbers.ts";
import { formatDuration } from "#components/format/time.ts";
import { Time } from "#components/format/time-element.tsx";
import { StatusPill } from "#components/ui/badge.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { InvoiceRunAnswer } from "./answers.ts";

const STATES = {
  running: { tone: "info", label: "Running" },
  completed: { tone: "ok", label: "Completed" },
  interrupted: { tone: "bad", label: "Interrupted" },
} as const;

/** The newest runs, by operators and by the calendar. */
export function InvoiceRuns({ runs }: { runs: readonly InvoiceRunAnswer[] }) {
  return (
    <Card>
      <CardHeader title="Runs" description="By operators, and by the calendar on the first of each month." />
      <DataTable
        caption="Invoice runs"
        rows={runs}
        rowKey={(run) => run.id}
        empty={
          <EmptyState icon={Play} title="No run yet">
            The first one comes on the first of the month, or from above.
          </EmptyState>
        }
        columns={[
          {
            id: "period",
            header: "Month",
            rowHeader: true,
            className: "whitespace-nowrap",
            cell: (run) => periodName(`${run.period}-01`),
          },
          { id: "status", header: "Status", cell: (run) => <RunStatus status={run.status} /> },
          {
            id: "started",
            header: "Started",
            hideOnPhone: true,
            className: "whitespace-nowrap text-ink-2",
            cell: (run) => <Time at={run.started_at} show="datetime" />,
          },
          { id: "took", header: "Took", numeric: true, hideOnPhone: true, cell: tookOf },
          {
            id: "tenants",
            header: "Organisations",
            numeric: true,
            hideOnPhone: true,
            cell: (run) => formatCount(run.tenants),
          },
          { id: "created", header: "Created", numeric: true, cell: (run) => formatCount(run.created) },
          { id: "existing", header: "Existing", numeric: true, cell: (run) => formatCount(run.existing) },
          {
            id: "failed",
            header: "Failed",
            className: "min-w-40",
            cell: (run) =>
              run.failed === 0 ? (
                "0"
              ) : (
                <details>
                  <summary className="cursor-pointer text-bad touch:py-3">
                    {formatCount(run.failed)} failed
                  </summary>
                  <Failures failures={run.failures} total={run.failed} />
                </details>
              ),
          },
        ]}
      />
    </Card>
  );
}

function RunStatus({ status }: { status: InvoiceRunAnswer["status"] }) {
  const { tone, label } = STATES[status];
  return (
    <StatusPill tone={tone} live={status === "running"}>
      {label}
    </StatusPill>
  );
}

function tookOf({ started_at, finished_at }: InvoiceRunAnswer): string {
  return finished_at ? formatDuration(Date.parse(finished_at) - Date.parse(started_at)) : NONE;
}

/** Organisations without an invoice, each with the reason. */
export function Failures({ failures, total }: { failures: InvoiceRunAnswer["failures"]; total: number }) {
  return (
    <ul className="mt-1 grid gap-1 text-sm">
      {failures.map(({ tenant, reason }) => (
        <li key={tenant}>
          <span className="font-medium">{tenant}</span>: {reason}
        </li>
      ))}
      {total > failures.length && <li>And {formatCount(total - failures.length)} more.</li>}
    </ul>
  );
}
