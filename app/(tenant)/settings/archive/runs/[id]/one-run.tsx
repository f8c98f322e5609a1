"use client";
import { useTranslations } from "next-intl";
import type { RunDetailAnswer } from "#components/archival/answers.ts";
import { ClassesTable } from "#components/archival/classes-table.tsx";
import { NotMovedTable } from "#components/archival/not-moved.tsx";
import { useRun } from "#components/archival/queries.ts";
import { RunStatus } from "#components/archival/runs-table.tsx";
import { triggers } from "#components/archival/words.ts";
import { ApiError } from "#components/data/api.ts";
import { NotFoundCard } from "#components/data/not-found-card.tsx";
import { QueryView } from "#components/data/query-view.tsx";
import { formatDateTime } from "#components/format/time.ts";
import { Time } from "#components/format/time-element.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { DetailSkeleton } from "#components/ui/skeletons.tsx";
import type { Translator } from "#lib/i18n/messages.ts";

const runsOf = (t: Translator<"settings">) => ({
  href: "/settings/archive?tab=runs",
  label: t("oneRun.runsOfArchival"),
});

/** What one run moved, what it did not, and why. */
export function OneRun({ id }: { id: string }) {
  const t = useTranslations("settings");
  const run = useRun(id);
  if (run.error instanceof ApiError && (run.error.status === 404 || run.error.status === 400))
    return <NotFoundCard title={t("oneRun.noRunHere")} message={run.error.message} back={runsOf(t)} />;
  return (
    <QueryView query={run} loading={<DetailSkeleton />}>
      {(data) => <RunView run={data} />}
    </QueryView>
  );
}

function RunView({ run }: { run: RunDetailAnswer }) {
  const tArchival = useTranslations("archival");
  const t = useTranslations("settings");
  const { trigger, requested_by: by, finished_at: finishedAt } = run;
  const title = t("oneRun.runOf", { startedAt: formatDateTime(run.started_at) });
  return (
    <div className="grid grid-cols-1 gap-5">
      <div className="-mb-5">
        <PageHeader
          title={title}
          crumbs={[runsOf(t), { label: title }]}
          badges={<RunStatus run={run} />}
          description={
            <>
              {triggers(tArchival)[trigger]}
              {by && `, ${by}`}
              {finishedAt && (
                <> {t.rich("oneRun.ended", { time: () => <Time at={finishedAt} show="datetime" /> })}</>
              )}
              {trigger !== "member" && (
                <> {t.rich("oneRun.agesAsOf", { time: () => <Time at={run.as_of} show="datetime" /> })}</>
              )}
            </>
          }
        />
      </div>
      <Card>
        <CardHeader title={t("oneRun.byClass")} />
        <ClassesTable caption={t("oneRun.countsByClass")} classes={run.classes} bytes="archived" />
      </Card>
      <Card>
        <CardHeader title={t("oneRun.notMoved")} description={t("oneRun.eachWithItsReasonThoseThat")} />
        <NotMovedTable items={run.not_moved ?? []} pruned={run.pruned} />
      </Card>
    </div>
  );
}
