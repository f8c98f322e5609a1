import type { Segment } from "#components/charts/timeline.tsx";
import type { TimelineAnswer } from "#components/data/answers.ts";
import { NONE } from "#components/format/numbers.ts";
import { formatDuration } from "#components/format/time.ts";
import type { Translator } from "#lib/i18n/messages.ts";
import { stepLabels } from "./labels.ts";

export type TimelineRunAnswer = TimelineAnswer["runs"][number];
type Step = TimelineRunAnswer["steps"][number];

/** A stretch of time in which a step was at work; milliseconds from the run's beginning. */
export interface Stretch {
  number: number;
  status: Step["attempts"][number]["status"];
  start: number;
  duration: number;
  /** What went wrong, in a sentence. */
  reason: string | null;
}

export interface TimelineRow {
  id: string;
  label: string;
  segments: Segment[];
  stretches: Stretch[];
  text: string;
  /** What went wrong, attempt by attempt. */
  notes: string[];
}

export interface RunTimeline {
  rows: TimelineRow[];
  /** Milliseconds from the request to the end, or to now. */
  total: number;
  /** Of that, how long the run only waited: for its turn, and between attempts. */
  waited: number;
  retries: number;
  /** Single attempts are not known of every step: those are shown as one stretch each. */
  coarse: boolean;
}

/** A run on one scale that begins when it was asked for; `now` ends what still runs. Milliseconds. */
export function timelineOf(t: Translator<"files">, run: TimelineRunAnswer, now: number): RunTimeline {
  const from = Date.parse(run.started_at);
  const steps = run.steps.map((step) => ({ step, stretches: stretchesOf(t, step, from, now) }));
  const stretches = steps.flatMap((one) => one.stretches);
  const live = run.status === "running";
  const last = Math.max(0, ...stretches.map(endOf));
  const total = Math.max(1, last, live ? now - from : (run.duration_ms ?? 0));

  const begun = Math.min(total, ...stretches.map(({ start }) => start));
  let free = begun;
  const rows: TimelineRow[] = [queue(t, begun)];
  for (const { step, stretches } of steps) {
    const segments: Segment[] = [];
    for (const stretch of stretches) {
      if (stretch.start - free >= SHORT) segments.push(waiting(t, free, stretch.start));
      segments.push(atWork(t, stretch));
      free = Math.max(free, endOf(stretch));
    }
    const goesOn = live && step.status === "running" && stretches.at(-1)?.status !== "running";
    if (goesOn && stretches.length > 0) segments.push(waiting(t, free, total));
    rows.push({
      id: step.name,
      label: stepLabels(t)[step.name],
      segments,
      stretches,
      text: stretches.length > 0 ? formatDuration(lengthOf(stretches)) : NONE,
      notes: notesOf(t, stretches, goesOn),
    });
  }
  return {
    rows,
    total,
    waited: Math.max(0, total - lengthOf(stretches)),
    retries: steps.reduce((sum, { stretches }) => sum + Math.max(0, stretches.length - 1), 0),
    coarse: run.steps.some((step) => step.started_at !== null && step.attempts.length === 0),
  };
}

/** Between two steps that follow at once there are some milliseconds, which nobody waits for. */
const SHORT = 50;

const lengthOf = (stretches: readonly Stretch[]) =>
  stretches.reduce((sum, { duration }) => sum + duration, 0);
const endOf = ({ start, duration }: Stretch) => start + duration;

/** The attempts as they were traced; without them the step's own times. */
function stretchesOf(t: Translator<"files">, step: Step, from: number, now: number): Stretch[] {
  const at = (moment: string) => Math.max(0, Date.parse(moment) - from);
  const running = Math.max(0, now - from);
  if (step.attempts.length === 0) {
    if (step.started_at === null || step.status === "pending") return [];
    const start = at(step.started_at);
    const duration = step.duration_ms ?? Math.max(0, running - start);
    return [{ number: 1, status: step.status, start, duration, reason: null }];
  }
  return step.attempts.map((attempt, index) => {
    const start = at(attempt.started_at);
    const next = step.attempts[index + 1];
    // Nobody saw an interrupted one end: at the latest when the next one began.
    const open = attempt.status === "running" ? running : next ? at(next.started_at) : start;
    const duration = attempt.duration_ms ?? Math.max(0, open - start);
    return { number: attempt.number, status: attempt.status, start, duration, reason: reasonOf(t, attempt) };
  });
}

function reasonOf(
  t: Translator<"files">,
  { status, error_message }: Step["attempts"][number],
): string | null {
  if (status === "interrupted") return t("timelineRows.theProcessThatWorkedOnItEnded");
  if (status === "failed") return error_message ?? t("timelineRows.aFaultOnOurSide");
  return null;
}

function queue(t: Translator<"files">, begun: number): TimelineRow {
  return {
    id: "queue",
    label: t("timelineRows.waitingForItsTurn"),
    segments: [waiting(t, 0, begun)],
    stretches: [],
    text: formatDuration(begun),
    notes: [],
  };
}

const TONES = { running: "running", completed: "done", failed: "failed", interrupted: "failed" } as const;

function atWork(t: Translator<"files">, { number, status, start, duration }: Stretch): Segment {
  const title = t("timelineRows.attempt", { number, duration: formatDuration(duration) });
  return { id: `attempt ${number}`, start, duration, tone: TONES[status], title };
}

function waiting(t: Translator<"files">, start: number, until: number): Segment {
  const duration = Math.max(0, until - start);
  return {
    id: `waiting ${start}`,
    start,
    duration,
    tone: "waiting",
    title: t("timelineRows.waiting", { duration: formatDuration(duration) }),
  };
}

function notesOf(t: Translator<"files">, stretches: readonly Stretch[], goesOn: boolean): string[] {
  const notes = stretches.flatMap(({ number, reason }) =>
    reason === null ? [] : [t("timelineRows.attemptFailed", { number, replace: reason.replace(/\.$/, "") })],
  );
  return goesOn && notes.length > 0 ? [...notes, t("timelineRows.itIsTriedAgainInAMoment")] : notes;
}
