"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ChartOrTable, type ShownAs } from "#components/charts/chart-or-table.tsx";
import { Timeline } from "#components/charts/timeline.tsx";
import type { TimelineAnswer } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { formatDateTime, formatDuration } from "#components/format/time.ts";
import { cn } from "#components/ui/cn.ts";
import { Select } from "#components/ui/select.tsx";
import type { Translator } from "#lib/i18n/messages.ts";
import { AttemptsTable } from "./attempts-table.tsx";
import { TimelineRows, TimelineSection } from "./loading-timeline.tsx";
import { type RunTimeline, type TimelineRunAnswer, timelineOf } from "./timeline-rows.ts";
import { useNow } from "./use-now.ts";

/** How often a run that is under way is asked for, milliseconds. */
const LIVE = 1500;

/**
 * Where the time of a file's processing went, attempt by attempt: live while it runs, and open then, or where something
 * failed. `stage` changes when there is more to know.
 */
export function FileTimeline({
  fileId,
  stage,
  underWay,
}: {
  fileId: string;
  stage: string;
  underWay: boolean;
}) {
  const timeline = useQuery({
    queryKey: ["files", fileId, "timeline", stage],
    queryFn: () => api<TimelineAnswer>(`/api/files/${fileId}/timeline`),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (underWay || isOpen(state.data?.runs[0])) && LIVE,
  });
  return (
    <TimelineSection>
      <QueryView query={timeline} loading={<TimelineRows />}>
        {({ runs }) => (runs.length === 0 ? <NoRun /> : <Runs runs={runs} />)}
      </QueryView>
    </TimelineSection>
  );
}

/** Something of it has not ended, or its end is not written yet. */
function isOpen(run: TimelineRunAnswer | undefined): boolean {
  if (!run) return false;
  const attempts = run.steps.flatMap((step) => step.attempts);
  return run.status === "running" || attempts.some(({ status }) => status === "running");
}

function NoRun() {
  const t = useTranslations("files");
  return <p className="text-ink-2 text-sm">{t("fileTimeline.theTimelineBeginsWhenTheFileIs")}</p>;
}

function Runs({ runs }: { runs: readonly TimelineRunAnswer[] }) {
  const t = useTranslations("files");
  const [runId, setRunId] = useState("");
  const chosen = runs.find((run) => run.run_id === runId) ?? runs[0];
  const live = chosen !== undefined && isOpen(chosen);
  const now = useNow(live);
  const [shown, setShown] = useState<boolean | null>(null);
  // What opened by itself because it ran stays open when it has ended.
  if (live && shown === null) setShown(true);
  if (!chosen) return null;
  const timeline = timelineOf(t, chosen, now ?? Date.parse(chosen.started_at));
  const open = shown ?? (chosen.status === "failed" || timeline.retries > 0);
  return (
    <>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setShown(!open)}
        className="-mx-1 flex items-center gap-1.5 rounded-sm px-1 text-left touch:min-h-11"
      >
        <ChevronRight aria-hidden className={cn("size-4 shrink-0 text-ink-3", open && "rotate-90")} />
        <span>
          <span className="font-medium">{t("fileTimeline.timeline")}</span>{" "}
          <span className="text-ink-2 text-sm tabular-nums">{summary(t, chosen, timeline)}</span>
        </span>
      </button>
      {open && <Shown runs={runs} chosen={chosen} timeline={timeline} onChoose={setRunId} />}
    </>
  );
}

/** "12.3 s in all, 2.2 s of it waiting, 1 retry" */
function summary(
  t: Translator<"files">,
  run: TimelineRunAnswer,
  { total, waited, retries }: RunTimeline,
): string {
  const parts = [
    `${formatDuration(total)} ${run.status === "running" ? t("fileTimeline.soFar") : t("fileTimeline.inAll")}`,
  ];
  if (waited >= 1) parts.push(t("fileTimeline.ofItWaiting", { waited: formatDuration(waited) }));
  if (retries > 0) parts.push(t("fileTimeline.retries", { retries }));
  return parts.join(", ");
}

function Shown({
  runs,
  chosen,
  timeline,
  onChoose,
}: {
  runs: readonly TimelineRunAnswer[];
  chosen: TimelineRunAnswer;
  timeline: RunTimeline;
  onChoose: (runId: string) => void;
}) {
  const t = useTranslations("files");
  const [as, setAs] = useState<ShownAs>("chart");
  return (
    <div className="mt-2 grid grid-cols-1 gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <ChartOrTable value={as} onChange={setAs} />
        {runs.length > 1 && (
          <Select
            aria-label={t("fileTimeline.run")}
            className="w-full sm:w-72"
            options={runs.map((run, index) => ({ value: run.run_id, label: nameOf(t, run, index) }))}
            value={chosen.run_id}
            onChange={(event) => onChoose(event.target.value)}
          />
        )}
      </div>
      {as === "chart" ? (
        <Timeline
          label={t("fileTimeline.whereTheTimeWent")}
          total={timeline.total}
          rows={timeline.rows.map(({ notes, label, ...row }) => ({
            ...row,
            name: label,
            label: <span className="leading-5.5">{label}</span>,
            note: notes.map((note) => (
              <p key={note} className="text-bad text-sm">
                {note}
              </p>
            )),
          }))}
        />
      ) : (
        <AttemptsTable timeline={timeline} />
      )}
      {timeline.coarse && (
        <p className="text-ink-3 text-sm">{t("fileTimeline.singleAttemptsOfThisRunWereNot")}</p>
      )}
    </div>
  );
}

const nameOf = (t: Translator<"files">, { started_at, status }: TimelineRunAnswer, index: number) =>
  t("fileTimeline.runStarted", {
    index,
    started: formatDateTime(started_at),
    status,
  });
