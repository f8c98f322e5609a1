import type { z } from "zod";
import type { Tone } from "#components/ui/badge.tsx";
import type { StatusHistory as HistorySchema } from "#lib/status/read-history.ts";
import type { StatusView } from "#lib/status/read-status.ts";
import type { IncidentView } from "#lib/status/views.ts";

/** What the status routes answer. Types only: nothing of `lib` reaches the browser. */
export type StatusAnswer = StatusView;
export type HistoryAnswer = z.output<typeof HistorySchema>;
export type IncidentAnswer = IncidentView;
export type DayAnswer = HistoryAnswer["capabilities"][number]["days"][number];

export const STATE_WORDS: Record<StatusAnswer["state"], { label: string; headline: string; tone: Tone }> = {
  operational: { label: "Works", headline: "Everything works", tone: "ok" },
  maintenance: { label: "Maintenance", headline: "Planned maintenance is under way", tone: "info" },
  degraded: { label: "Degraded", headline: "Some of it does not work as it should", tone: "warn" },
  down: { label: "Down", headline: "Some of it does not work", tone: "bad" },
};

export const INCIDENT_WORDS: Record<IncidentAnswer["state"], { label: string; tone: Tone }> = {
  planned: { label: "Planned", tone: "info" },
  investigating: { label: "Investigating", tone: "bad" },
  identified: { label: "Cause known", tone: "warn" },
  monitoring: { label: "Being watched", tone: "info" },
  resolved: { label: "Resolved", tone: "ok" },
};

const HOUR_MS = 3_600_000;
/** Maintenance is told above every page of an organisation from a day before on. */
const NEAR_MS = 24 * HOUR_MS;

/** Whether planned maintenance has begun. */
export const isUnderWay = ({ kind, starts_at }: IncidentAnswer, now: Date) =>
  kind === "maintenance" && new Date(starts_at) <= now;

/** What members are told while they work: open incidents that affect something, and maintenance that is near. */
export function toBeTold({ incidents, maintenance }: StatusAnswer, now: Date): IncidentAnswer[] {
  return [
    ...incidents.filter(({ impact }) => impact !== "operational"),
    ...maintenance.filter(
      ({ starts_at, ends_at }) =>
        new Date(starts_at).getTime() - now.getTime() <= NEAR_MS &&
        ends_at !== null &&
        new Date(ends_at) > now,
    ),
  ];
}

/** A day in one word, for its bar. */
export function toneOfDay({ measured, degraded, down }: DayAnswer): "none" | "ok" | "warn" | "bad" {
  if (measured === 0) return "none";
  return down > 0 ? "bad" : degraded > 0 ? "warn" : "ok";
}

/** "14 min down, 3 min degraded" */
export function troubleOf({ degraded, down }: DayAnswer): string {
  return [down > 0 ? `${minutes(down)} down` : "", degraded > 0 ? `${minutes(degraded)} degraded` : ""]
    .filter(Boolean)
    .join(", ");
}

function minutes(count: number): string {
  if (count < 60) return `${count} min`;
  const rest = count % 60;
  return `${Math.floor(count / 60)} h${rest > 0 ? ` ${rest} min` : ""}`;
}
