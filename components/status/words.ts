import type { z } from "zod";
import type { Tone } from "#components/ui/badge.tsx";
import type { Translator } from "#lib/i18n/messages.ts";
import type { StatusHistory as HistorySchema } from "#lib/status/read-history.ts";
import type { StatusView } from "#lib/status/read-status.ts";
import type { IncidentView } from "#lib/status/views.ts";

/** What the status routes answer. Types only: nothing of `lib` reaches the browser. */
export type StatusAnswer = StatusView;
export type HistoryAnswer = z.output<typeof HistorySchema>;
export type IncidentAnswer = IncidentView;
export type DayAnswer = HistoryAnswer["capabilities"][number]["days"][number];

export const stateWords = (
  t: Translator<"status">,
): Record<StatusAnswer["state"], { label: string; headline: string; tone: Tone }> => ({
  operational: { label: t("words.works"), headline: t("words.everythingWorks"), tone: "ok" },
  maintenance: {
    label: t("words.maintenance"),
    headline: t("words.plannedMaintenanceIsUnderWay"),
    tone: "info",
  },
  degraded: { label: t("words.degraded"), headline: t("words.someOfItDoesNotWorkAsItShould"), tone: "warn" },
  down: { label: t("words.down"), headline: t("words.someOfItDoesNotWork"), tone: "bad" },
});

export const incidentWords = (
  t: Translator<"status">,
): Record<IncidentAnswer["state"], { label: string; tone: Tone }> => ({
  planned: { label: t("words.planned"), tone: "info" },
  investigating: { label: t("words.investigating"), tone: "bad" },
  identified: { label: t("words.causeKnown"), tone: "warn" },
  monitoring: { label: t("words.beingWatched"), tone: "info" },
  resolved: { label: t("words.resolved"), tone: "ok" },
});

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
export function troubleOf(t: Translator<"status">, { degraded, down }: DayAnswer): string {
  return [
    down > 0 ? t("words.down2", { down: minutes(t, down) }) : "",
    degraded > 0 ? t("words.degraded2", { degraded: minutes(t, degraded) }) : "",
  ]
    .filter(Boolean)
    .join(", ");
}

function minutes(t: Translator<"status">, count: number): string {
  if (count < 60) return t("words.min", { count });
  const rest = count % 60;
  return `${Math.floor(count / 60)} h${rest > 0 ? t("words.min2", { rest }) : ""}`;
}
