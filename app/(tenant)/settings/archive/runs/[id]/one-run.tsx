"use client";
import type { RunDetailAnswer } from "#components/archival/answers.ts";
import { ClassesTable } from "#components/archival/classes-table.tsx";
import { NotMovedTable } from "#components/archival/not-moved.tsx";
import { useRun } from "#components/archival/queries.ts";
import { RunStatus } from "#components/archival/runs-table.tsx";
import { TRIGGERS } from "#components/archival/words.ts";
import { ApiError } from "#components/data/api.ts";
import { NotFoundCard } from "#components/data/not-found-card.tsx";
import { QueryView } from "#components/data/query-view.tsx";
import { formatDateTime } from "#components/format/time.ts";
import { Time } from "#components/format/time-element.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/progress.tsx";

const RUNS = { href: "/settings/archive?tab=runs", label: "Runs of archival" };

/** What one run moved, what it did not, and why. */
export function OneRun({ id }: { id: string }) {
  const run = useRun(id);
  if (run.error instanceof ApiError && (run.error.status === 404 || run.error.status === 400))
    return <NotFoundCard title="No run here" message={run.error.message} back={RUNS} />;
  return (
    <QueryView query={run} loading={<Skeleton className="h-96 rounded-lg" />}>
      {(data) => <RunView run={data} />}
    </QueryView>
  );
}

function RunView({ run }: { run: RunDetailAnswer }) {
  const { trigger, requested_by: by } = run;
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
              {TRIGGERS[trigger]}
              {by && `, ${by}`}
              {run.finished_at && (
                <>
                  {" "}
                  · ended <Time at={run.finished_at} show="datetime" />
                </>
              )}
              {trigger !== "member" && (
                <>
                  {" "}
                  · ages as of <Time at={run.as_of} show="datetime" />
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
        <CardHeader
          title="Not moved"
          description="Each with its reason; those that failed are hot as before, and the next run tries again."
        />
        <NotMovedTable items={run.not_moved ?? []} pruned={run.pruned} />
      </Card>
    </div>
  );
}
