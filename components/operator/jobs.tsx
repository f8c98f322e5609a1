"use client";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { CircleCheck, RotateCcw } from "lucide-react";
import Link from "next/link";
import { api, faultTrace } from "#components/data/api.ts";
import { PagedList } from "#components/data/paged-list.tsx";
import { useUrlParams } from "#components/data/url-params.ts";
import { formatCount, NONE } from "#components/format/numbers.ts";
import { Time } from "#components/format/time-element.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { Confirm } from "#components/ui/dialog.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { JobAnswer, JobsAnswer, ReplayedAnswer } from "./answers.ts";
import { useChange } from "./change.ts";
import { Filters, useFilter } from "./filters.tsx";
import { FailedAttempts } from "./observe/failed-attempts.tsx";

const STATUSES = [
  { value: "failed", label: "Failed" },
  { value: "parked", label: "Parked: no program knows them" },
  { value: "cancelled", label: "Cancelled" },
  { value: "running", label: "In hand" },
  { value: "queued", label: "Waiting for a place" },
  { value: "ready", label: "Waiting for a worker" },
  { value: "sleeping", label: "Asleep" },
  { value: "waiting", label: "Waiting for another" },
  { value: "completed", label: "Completed" },
];
const textLink = "text-brand-text underline underline-offset-4 touch:py-3";
const REPLAYABLE: readonly JobAnswer["status"][] = ["failed", "parked", "cancelled"];

/** Runs as they stand, or each time that one failed, also where a later attempt went well. */
export function Jobs() {
  const [param, setParams] = useUrlParams();
  const view = param("view") === "attempts" ? "attempts" : "runs";
  return (
    <>
      <PageHeader
        title="Jobs"
        description="Ended runs are kept for 30 days. A replay goes on where a run failed: what it had done stays done."
        actions={
          <Segmented
            label="Show"
            value={view}
            onChange={(next) => setParams({ view: next === "runs" ? "" : next })}
            segments={[
              { value: "runs", label: "Runs" },
              { value: "attempts", label: "Failed attempts" },
            ]}
          />
        }
      />
      {view === "runs" ? <Runs /> : <FailedAttempts />}
    </>
  );
}

function Runs() {
  const filter = useFilter({ status: "failed", function: "" });
  const jobs = useInfiniteQuery({
    queryKey: ["operator", "jobs", filter.values],
    queryFn: ({ pageParam }) => api<JobsAnswer>(pageParam),
    initialPageParam: `/api/admin/jobs?${filter.query}`,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    select: ({ pages }) => ({
      items: pages.flatMap((page) => page.items),
      total: pages.at(-1)?.total ?? 0,
      engine: pages.at(-1)?.engine ?? "embedded",
      failed: pages.at(-1)?.failed ?? [],
    }),
    refetchInterval: 10_000,
  });
  const failed = jobs.data?.failed ?? [];
  const chosen = filter.values.function;
  return (
    <div className="grid grid-cols-1 gap-5">
      {jobs.data?.engine === "inngest" && (
        <Callout title="Jobs run on Inngest">
          Their runs are listed and replayed in Inngest's own dashboard; here are only those of the embedded
          engine.
        </Callout>
      )}
      {failed.length > 0 && <FailedKinds failed={failed} />}
      <Card>
        <Filters
          filter={filter}
          choices={[
            { name: "status", label: "Status", options: STATUSES },
            {
              name: "function",
              label: "Function",
              all: "Every function",
              options: functions(failed, chosen),
            },
          ]}
        />
        <PagedList query={jobs} what="jobs">
          {({ items }) => <JobsTable jobs={items} failed={filter.values.status === "failed"} />}
        </PagedList>
      </Card>
    </div>
  );
}

/** Those with failures, and the one that is chosen. */
function functions(failed: JobsAnswer["failed"], chosen: string) {
  const names = new Set([...failed.map((kind) => kind.function), ...(chosen ? [chosen] : [])]);
  return [...names].map((name) => ({ value: name, label: name }));
}

function FailedKinds({ failed }: { failed: JobsAnswer["failed"] }) {
  const change = useChange();
  const toast = useToast();
  return (
    <Card>
      <CardHeader title="Failed, by function" />
      <DataTable
        caption="Failed runs by function"
        rows={failed}
        rowKey={(kind) => kind.function}
        columns={[
          {
            id: "function",
            header: "Function",
            rowHeader: true,
            cell: (kind) => <code className="text-sm">{kind.function}</code>,
          },
          { id: "runs", header: "Failed", numeric: true, cell: (kind) => formatCount(kind.runs) },
          {
            id: "replay",
            header: <span className="sr-only">Replay</span>,
            className: "text-right",
            cell: (kind) => (
              <Confirm
                trigger={
                  <Button size="sm" aria-label={`Replay all of ${kind.function}`}>
                    <RotateCcw aria-hidden />
                    Replay all
                  </Button>
                }
                title={`Replay ${kind.function}?`}
                description={
                  kind.runs > 200
                    ? `The newest 200 of ${formatCount(kind.runs)} failed runs are tried again. Repeat it for the rest.`
                    : `${formatCount(kind.runs)} failed ${kind.runs === 1 ? "run is" : "runs are"} tried again. First mend what made them fail.`
                }
                confirmLabel="Replay all"
                onConfirm={async () => {
                  const { replayed, remaining } = await change<ReplayedAnswer>("/api/admin/jobs/replay", {
                    body: { function: kind.function },
                  });
                  toast({
                    tone: "ok",
                    title: `${formatCount(replayed)} ${replayed === 1 ? "run is" : "runs are"} under way again`,
                    ...(remaining > 0 ? { description: `${formatCount(remaining)} are left.` } : {}),
                  });
                }}
              />
            ),
          },
        ]}
      />
    </Card>
  );
}

function JobsTable({ jobs, failed }: { jobs: readonly JobAnswer[]; failed: boolean }) {
  return (
    <DataTable
      caption="Job runs"
      rows={jobs}
      rowKey={(job) => job.id}
      empty={
        <EmptyState icon={CircleCheck} title={failed ? "No job has failed" : "No such jobs"}>
          {failed ? "Failed runs appear here with their error, to be tried again." : "Choose another status."}
        </EmptyState>
      }
      columns={[
        {
          id: "function",
          header: "Function",
          rowHeader: true,
          cell: (job) => (
            <span className="grid">
              <code className="text-sm">{job.function}</code>
              <span className="text-ink-3 text-sm">{job.tenant?.slug ?? "No organisation"}</span>
            </span>
          ),
        },
        {
          id: "error",
          header: "Error and event",
          className: "min-w-64",
          cell: (job) => <ErrorAndEvent job={job} />,
        },
        {
          id: "when",
          header: "When",
          className: "whitespace-nowrap text-ink-2",
          cell: (job) => <Time at={job.finished_at ?? job.started_at ?? job.created_at} show="relative" />,
        },
        {
          id: "replay",
          header: <span className="sr-only">Replay</span>,
          className: "text-right",
          cell: (job) => REPLAYABLE.includes(job.status) && <ReplayOne job={job} />,
        },
      ]}
    />
  );
}

function ErrorAndEvent({ job: { error, event, trace } }: { job: JobAnswer }) {
  return (
    <div className="grid max-w-xl gap-0.5">
      {error && <p className="break-words text-bad">{error.message || error.name}</p>}
      {trace?.kept && (
        <p className="flex flex-wrap gap-x-3 text-sm">
          <Link className={textLink} href={`/operator/traces/${trace.id}`}>
            Trace
          </Link>
          {trace.fingerprint && (
            <Link className={textLink} href={`/operator/errors/${trace.fingerprint}`}>
              Errors like it
            </Link>
          )}
        </p>
      )}
      <details className="text-sm">
        <summary className="cursor-pointer text-ink-2 touch:py-3">{event.name || NONE}</summary>
        <pre className="mt-1 overflow-x-auto whitespace-pre-wrap break-all rounded-md bg-subtle p-2 text-xs">
          {JSON.stringify(event.data, null, 2)}
        </pre>
      </details>
    </div>
  );
}

function ReplayOne({ job }: { job: JobAnswer }) {
  const change = useChange();
  const toast = useToast();
  return (
    <Button
      size="sm"
      aria-label={`Replay ${job.function} of ${job.tenant?.slug ?? "no organisation"}`}
      onClick={async () => {
        try {
          await change(`/api/admin/jobs/${job.id}/replay`);
          toast({ tone: "ok", title: `${job.function} is under way again` });
        } catch (error) {
          toast({
            tone: "bad",
            title: "It was not replayed",
            description: error instanceof Error ? error.message : "Try again in a moment.",
            traceId: faultTrace(error),
          });
        }
      }}
    >
      <RotateCcw aria-hidden />
      Replay
    </Button>
  );
}
