import { describe, expect, it } from "vitest";
import { testTranslator } from "#lib/i18n/testing/test-translator.ts";
import { type TimelineRunAnswer, timelineOf } from "./timeline-rows.ts";

const t = testTranslator("files");

type Step = TimelineRunAnswer["steps"][number];

const AT = Date.parse("2026-11-01T10:00:00.000Z");
const at = (ms: number) => new Date(AT + ms).toISOString();
const attempt = (
  number: number,
  start: number,
  duration: number | null,
  more: Partial<Step["attempts"][number]> = {},
): Step["attempts"][number] => ({
  number,
  status: "completed",
  started_at: at(start),
  duration_ms: duration,
  error_type: null,
  error_message: null,
  ...more,
});
const pending = (name: Step["name"]): Step => ({
  name,
  status: "pending",
  started_at: null,
  duration_ms: null,
  attempts: [],
});
const run = (steps: Step[], more: Partial<TimelineRunAnswer> = {}): TimelineRunAnswer => ({
  run_id: "r",
  trace_id: null,
  status: "completed",
  started_at: at(0),
  finished_at: at(5000),
  duration_ms: 5000,
  steps,
  ...more,
});
const row = (timeline: ReturnType<typeof timelineOf>, id: string) =>
  timeline.rows.find((one) => one.id === id);

describe("timelineOf", () => {
  const retried: Step = {
    name: "extract_geometry",
    status: "completed",
    started_at: at(1000),
    duration_ms: 3500,
    attempts: [attempt(1, 1000, 500, { status: "failed", error_type: "ECONNRESET" }), attempt(2, 3000, 1500)],
  };

  it("puts the waiting for a turn, the attempts and the pause between them on one scale", () => {
    const timeline = timelineOf(t, run([retried]), AT + 9000);
    expect(timeline).toMatchObject({ total: 5000, waited: 3000, retries: 1, coarse: false });
    expect(row(timeline, "queue")).toMatchObject({ text: "1 s", segments: [{ start: 0, duration: 1000 }] });
    expect(row(timeline, "extract_geometry")?.segments).toMatchObject([
      { start: 1000, duration: 500, tone: "failed" },
      { start: 1500, duration: 1500, tone: "waiting" },
      { start: 3000, duration: 1500, tone: "done" },
    ]);
    expect(row(timeline, "extract_geometry")).toMatchObject({
      text: "2 s",
      notes: ["Attempt 1 failed: a fault on our side."],
    });
  });

  it("lets what runs grow to now, and says that a failed attempt is tried again", () => {
    const failed: Step = {
      ...retried,
      status: "running",
      duration_ms: null,
      attempts: [attempt(1, 1000, 500, { status: "failed", error_message: "It is too large." })],
    };
    const open = { status: "running", finished_at: null, duration_ms: null } as const;
    const timeline = timelineOf(t, run([failed, pending("classify_materials")], open), AT + 4000);
    expect(timeline.total).toBe(4000);
    expect(row(timeline, "extract_geometry")?.notes).toEqual([
      "Attempt 1 failed: It is too large.",
      "It is tried again in a moment.",
    ]);
    expect(row(timeline, "extract_geometry")?.segments.at(-1)).toMatchObject({
      start: 1500,
      duration: 2500,
      tone: "waiting",
    });
    expect(row(timeline, "classify_materials")).toMatchObject({ segments: [], text: "–", notes: [] });

    const again: Step = {
      ...failed,
      attempts: [...failed.attempts, attempt(2, 2000, null, { status: "running" })],
    };
    const later = timelineOf(t, run([again], open), AT + 4000);
    expect(row(later, "extract_geometry")?.segments.at(-1)).toMatchObject({
      start: 2000,
      duration: 2000,
      tone: "running",
    });
  });

  it("ends an interrupted attempt where the next one began", () => {
    const cut: Step = {
      ...retried,
      attempts: [attempt(1, 1000, null, { status: "interrupted" }), attempt(2, 3000, 1500)],
    };
    const timeline = timelineOf(t, run([cut]), AT + 9000);
    expect(row(timeline, "extract_geometry")?.stretches[0]).toMatchObject({ start: 1000, duration: 2000 });
    expect(row(timeline, "extract_geometry")?.notes[0]).toContain("the process that worked on it ended");
  });

  it("shows a step of which no attempt is known as one stretch, and says so", () => {
    const timeline = timelineOf(t, run([{ ...retried, attempts: [] }]), AT + 9000);
    expect(timeline).toMatchObject({ coarse: true, retries: 0 });
    expect(row(timeline, "extract_geometry")?.segments.at(-1)).toMatchObject({ start: 1000, duration: 3500 });
  });
});
