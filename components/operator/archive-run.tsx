"use client";
import { CircleCheck, History, Moon } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { OperatorRunDetailAnswer } from "#components/archival/answers.ts";
import { ClassesTable } from "#components/archival/classes-table.tsx";
import { useOneRun } from "#components/archival/queries.ts";
import { sumOfClasses } from "#components/archival/run-classes.ts";
import { RunStatus } from "#components/archival/runs-table.tsx";
import { triggers } from "#components/archival/words.ts";
import { ApiError } from "#components/data/api.ts";
import { NotFoundCard } from "#components/data/not-found-card.tsx";
import { QueryView } from "#components/data/query-view.tsx";
import { formatBytes, formatCount } from "#components/format/numbers.ts";
import { formatDateTime } from "#components/format/time.ts";
import { Time } from "#components/format/time-element.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { type Column, DataTable, rowLink } from "#components/ui/data-table.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/progress.tsx";
import { EmptyState } from "#components/ui/states.tsx";

const RUNS = { href: "/operator/archive", label: "Archive" };

/** One of the platform's runs: its organisations, and why things were not moved. */
export function ArchiveRun({ id }: { id: string }) {
  const run = useOneRun<OperatorRunDetailAnswer>(
    ["operator", "archival-runs", id],
    `/api/admin/archival-runs/${id}`,
  );
  if (run.error instanceof ApiError && (run.error.status === 404 || run.error.status === 400))
    return <NotFoundCard title="No run here" message={run.error.message} back={RUNS} />;
  return (
    <QueryView query={run} loading={<Skeleton className="h-96 rounded-lg" />}>
      {(data) => <RunView run={data} />}
    </QueryView>
  );
}

function RunView({ run }: { run: OperatorRunDetailAnswer }) {
  const tArchival = useTranslations("archival");
  const { by_tenant: parts = [], reasons = [] } = run;
  const title = `Run of ${formatDateTime(run.started_at)}`;
  return (
    <div className="grid grid-cols-1 gap-5">
      <div className="-mb-5">
        <PageHeader
          title={title}
          crumbs={[RUNS, { label: title }]}
          badges={<RunStatus run={run} />}
          description={
            <>
              {triggers(tArchival)[run.trigger]}
              {run.trigger === "operator" && ` (${starterOf(run)})`} ·{" "}
              {run.tenant ? run.tenant.slug : "all organisations"} · ages as of{" "}
              <Time at={run.as_of} show="datetime" />
              {run.finished_at && (
                <>
                  {" "}
                  · ended <Time at={run.finished_at} show="datetime" />
                </>
              )}
            </>
          }
        />
      </div>
      <Card>
        <CardHeader title="By class" />
        <ClassesTable caption="Counts by class" classes={run.classes} bytes="archived" />
      </Card>
      <Card>
        <CardHeader title="Why things were not moved" />
        <Reasons
          reasons={reasons}
          left={sumOfClasses(run.classes).skipped + sumOfClasses(run.classes).failed}
        />
      </Card>
      <Card>
        <CardHeader
          title="Organisations"
          description={
            parts.length < run.tenants
              ? `The ${formatCount(parts.length)} of ${formatCount(run.tenants)} where most failed.`
              : undefined
          }
        />
        <ByTenant rows={parts} />
      </Card>
    </div>
  );
}

const starterOf = ({ requested_by: by }: OperatorRunDetailAnswer) =>
  by === "operator" ? "by a program or a command" : by;

/** `left`: how many were left or failed; of an old run the reasons of those that were left are gone. */
function Reasons({
  reasons,
  left,
}: {
  reasons: NonNullable<OperatorRunDetailAnswer["reasons"]>;
  left: number;
}) {
  return (
    <DataTable
      caption="Reasons"
      rows={reasons}
      rowKey={({ code, status }) => `${status} ${code}`}
      empty={
        left > 0 ? (
          <EmptyState icon={History} title="No longer listed">
            Why something was left is kept for 90 days, why something failed for 400.
          </EmptyState>
        ) : (
          <EmptyState icon={CircleCheck} title="Nothing was left behind">
            Everything that was due is in the archive.
          </EmptyState>
        )
      }
      columns={[
        {
          id: "reason",
          header: "Reason",
          rowHeader: true,
          className: "min-w-56",
          cell: ({ reason }) => reason,
        },
        {
          id: "code",
          header: "Code",
          cell: ({ code }) => <code className="font-mono text-sm">{code}</code>,
        },
        {
          id: "status",
          header: "State",
          cell: ({ status }) =>
            status === "failed" ? <Badge tone="bad">Failed</Badge> : <Badge>Left</Badge>,
        },
        { id: "count", header: "Files", numeric: true, cell: ({ count }) => formatCount(count) },
      ]}
    />
  );
}

type Part = NonNullable<OperatorRunDetailAnswer["by_tenant"]>[number];

function ByTenant({ rows }: { rows: readonly Part[] }) {
  const count = (id: "matched" | "archived" | "skipped" | "failed", header: string): Column<Part> => ({
    id,
    header,
    numeric: true,
    sortBy: ({ classes }) => sumOfClasses(classes)[id],
    cell: ({ classes }) => formatCount(sumOfClasses(classes)[id]),
  });
  return (
    <DataTable
      caption="Organisations"
      rows={rows}
      rowKey={({ tenant }) => tenant.id}
      empty={
        <EmptyState icon={Moon} title="Nothing was due">
          In no organisation was anything old enough.
        </EmptyState>
      }
      columns={[
        {
          id: "tenant",
          header: "Organisation",
          rowHeader: true,
          cell: ({ tenant }) => (
            <Link href={`/operator/tenants/${tenant.slug}`} className={rowLink}>
              {tenant.slug}
            </Link>
          ),
        },
        { id: "status", header: "Status", cell: (part) => <RunStatus run={part} /> },
        count("matched", "Due"),
        count("archived", "Archived"),
        count("skipped", "Left"),
        count("failed", "Failed"),
        {
          id: "bytes",
          header: "Size",
          numeric: true,
          cell: ({ classes }) => formatBytes(sumOfClasses(classes).bytes),
        },
      ]}
    />
  );
}
