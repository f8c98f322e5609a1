"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import type { ReactNode } from "react";
import { periodName } from "#components/billing/invoice-status.tsx";
import { api } from "#components/data/api.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { formatMoney } from "#components/format/money.ts";
import { formatBytes, formatCount } from "#components/format/numbers.ts";
import { formatDuration } from "#components/format/time.ts";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { DataList } from "#components/ui/data-list.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/progress.tsx";
import { Stat, StatGrid } from "#components/ui/stat.tsx";
import { PLAN_NAMES } from "#lib/billing/plan-names.ts";
import type { OverviewAnswer } from "./answers.ts";
import { FindTrace } from "./observe/find-trace.tsx";

const EVERY = 15_000;

export function Overview() {
  const overview = useQuery({
    queryKey: ["operator", "overview"],
    queryFn: () => api<OverviewAnswer>("/api/admin/overview"),
    refetchInterval: EVERY,
  });
  return (
    <>
      <PageHeader
        title="Overview"
        description="All organisations of this installation."
        actions={<FindTrace />}
      />
      <QueryView query={overview} loading={<Loading />}>
        {(answer) => (
          <div className="grid gap-5">
            <Warnings overview={answer} />
            <Figures overview={answer} />
            <div className="grid items-start gap-5 lg:grid-cols-[3fr_2fr]">
              <Money overview={answer} />
              <JobHealth jobs={answer.jobs} />
            </div>
          </div>
        )}
      </QueryView>
    </>
  );
}

function Loading() {
  return (
    <div role="status" aria-label="Loading the overview">
      <StatGrid>
        {["organisations", "storage", "files", "calls"].map((key) => (
          <Skeleton key={key} className="h-24" />
        ))}
      </StatGrid>
    </div>
  );
}

/** What an operator has to do something about. */
function Warnings({ overview }: { overview: OverviewAnswer }) {
  const { jobs, usage_conflicts: conflicts } = overview;
  const overdue = overview.receivables.reduce((sum, r) => sum + r.overdue_invoices, 0);
  return (
    <div className="grid gap-2 empty:hidden">
      {jobs.failed_last_day > 0 && (
        <Todo href="/operator/jobs" action="See jobs">
          {several(jobs.failed_last_day, "job")} failed in the last day.
        </Todo>
      )}
      {overdue > 0 && (
        <Todo href="/operator/invoices?status=overdue" action="See invoices">
          {several(overdue, "invoice")} {overdue === 1 ? "is" : "are"} overdue.
        </Todo>
      )}
      {conflicts > 0 && (
        <Todo href="/operator/usage-conflicts" action="Settle">
          {several(conflicts, "usage event")} {conflicts === 1 ? "conflicts" : "conflict"} with what is
          counted.
        </Todo>
      )}
    </div>
  );
}

function Todo({ href, action, children }: { href: string; action: string; children: ReactNode }) {
  return (
    <Callout
      tone="warn"
      title={children}
      action={
        <Link
          href={href}
          className="text-brand-text underline underline-offset-4 touch:-my-3 touch:inline-block touch:py-3"
        >
          {action}
        </Link>
      }
    />
  );
}

function Figures({ overview: { tenants, usage, month } }: { overview: OverviewAnswer }) {
  const { by_plan: plans } = tenants;
  const so = `So far in ${periodName(month)}`;
  return (
    <StatGrid>
      <Stat
        label="Organisations"
        value={formatCount(tenants.total)}
        note={[
          ...(["free", "pro", "enterprise"] as const).map(
            (plan) => `${formatCount(plans[plan])} ${PLAN_NAMES[plan]}`,
          ),
          ...(tenants.suspended > 0 ? [`${formatCount(tenants.suspended)} suspended`] : []),
        ].join(" · ")}
      />
      <Stat label="Stored" value={formatBytes(usage.storage_used)} note="By all organisations, now" />
      <Stat label="Files processed" value={formatCount(usage.files_processed)} note={so} />
      <Stat
        label="API calls"
        value={formatCount(usage.api_calls)}
        note={`${so}; ${formatCount(usage.browser_calls)} by browsers`}
      />
    </StatGrid>
  );
}

function Money({ overview: { revenue, receivables } }: { overview: OverviewAnswer }) {
  const currencies = [...new Set([...revenue, ...receivables].map((row) => row.currency))];
  const rows = currencies.map((currency) => ({
    currency,
    revenue: revenue.find((row) => row.currency === currency),
    owed: receivables.find((row) => row.currency === currency),
  }));
  return (
    <Card>
      <CardHeader
        title="Revenue"
        description="Before tax, by the month in which invoices and credit notes became final."
      />
      <DataTable
        caption="Revenue and open amounts by currency"
        rows={rows}
        rowKey={(row) => row.currency}
        empty={<p className="px-4 pb-4 text-ink-2">No invoice has become final in these two months.</p>}
        columns={[
          { id: "currency", header: "Currency", rowHeader: true, cell: (row) => row.currency },
          {
            id: "this",
            header: "This month",
            numeric: true,
            cell: (row) => formatMoney(row.revenue?.this_month),
          },
          {
            id: "last",
            header: "Last month",
            numeric: true,
            cell: (row) => formatMoney(row.revenue?.last_month),
          },
          {
            id: "open",
            header: "Open",
            numeric: true,
            cell: (row) => <Owed money={row.owed?.open} invoices={row.owed?.open_invoices} />,
          },
          {
            id: "overdue",
            header: "Of that overdue",
            numeric: true,
            cell: (row) => <Owed money={row.owed?.overdue} invoices={row.owed?.overdue_invoices} />,
          },
        ]}
      />
    </Card>
  );
}

function Owed({
  money,
  invoices = 0,
}: {
  money: OverviewAnswer["receivables"][number]["open"] | undefined;
  invoices: number | undefined;
}) {
  return (
    <span className="grid justify-items-end">
      {formatMoney(money)}
      {invoices > 0 && <span className="text-ink-3 text-xs">{several(invoices, "invoice")}</span>}
    </span>
  );
}

function JobHealth({ jobs }: { jobs: OverviewAnswer["jobs"] }) {
  const age = (seconds: number | null) =>
    seconds === null ? "" : `, the oldest for ${formatDuration(seconds * 1000)}`;
  const waiting = (jobs.runs.queued ?? 0) + (jobs.runs.ready ?? 0) + (jobs.runs.parked ?? 0);
  return (
    <Card>
      <CardHeader title="Jobs" />
      <CardBody>
        <DataList
          items={[
            {
              key: "workers",
              term: "Workers",
              value: `${jobs.workers} with ${several(jobs.slots, "place")}`,
            },
            { key: "running", term: "In hand", value: formatCount(jobs.runs.running ?? 0) },
            {
              key: "waiting",
              term: "Waiting",
              value: `${formatCount(waiting)}${waiting > 0 ? age(jobs.oldest_waiting_seconds) : ""}`,
            },
            {
              key: "sleeping",
              term: "Asleep",
              value: formatCount((jobs.runs.sleeping ?? 0) + (jobs.runs.waiting ?? 0)),
            },
            { key: "failed", term: "Failed in a day", value: formatCount(jobs.failed_last_day) },
            {
              key: "outbox",
              term: "Events to deliver",
              value: `${formatCount(jobs.outbox_pending)}${age(jobs.outbox_lag_seconds)}`,
            },
          ]}
        />
      </CardBody>
    </Card>
  );
}

function several(n: number, noun: string): string {
  return `${formatCount(n)} ${noun}${n === 1 ? "" : "s"}`;
}
