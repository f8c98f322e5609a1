import { desc, gte, or, sql } from "drizzle-orm";
import { z } from "zod";
import { CAPABILITY_NAMES, type CapabilityName, incidents } from "#db/schema/status.ts";
import { withSystem } from "#db/tenant.ts";
import { within } from "#lib/observability/health/within.ts";
import { capabilityWords } from "./capabilities.ts";
import { readIncidents } from "./read-incidents.ts";
import { LIMIT_MS } from "./read-status.ts";
import { HISTORY_DAYS } from "./record-samples.ts";
import { IncidentView } from "./views.ts";

export const DayView = z.object({
  /** UTC. */
  day: z.string(),
  /** Minutes in which it was looked at, and of those, in which it did not work well, or at all. */
  measured: z.number(),
  degraded: z.number(),
  down: z.number(),
});
export const StatusHistory = z.object({
  capabilities: z.array(
    z.object({
      name: z.enum(CAPABILITY_NAMES),
      label: z.string(),
      /** Per cent of the minutes measured in which it worked, rounded down: "99.98". Null: none were. */
      uptime: z.string().nullable(),
      /** 90 days, the oldest first; today is the last. */
      days: z.array(DayView),
    }),
  ),
  /** What was resolved, or planned and is over, in these days; the newest first. */
  past: z.array(IncidentView),
});
export type StatusHistory = z.output<typeof StatusHistory>;

const FRESH_MS = 10_000;
/** More than anybody reads. */
const MOST_PAST = 50;
let known: { until: number; history: Promise<StatusHistory> } | undefined;

/** How the last 90 days were; up to ten seconds old. Throws when the database does not answer in time. */
export function readHistory(now = new Date()): Promise<StatusHistory> {
  if (!known || now.getTime() >= known.until) {
    const asked = { until: now.getTime() + FRESH_MS, history: within(LIMIT_MS, read(now)) };
    asked.history.catch(() => {
      asked.until = 0;
    });
    known = asked;
  }
  return known.history;
}

/** The next question is asked anew. */
export function forgetHistory(): void {
  known = undefined;
}

interface Row extends Record<string, unknown> {
  day: string;
  capability: CapabilityName;
  measured: number;
  degraded: number;
  down: number;
}

async function read(now: Date): Promise<StatusHistory> {
  const days = lastDays(now);
  const first = days[0] ?? "";
  const { rows, past } = await withSystem(async (tx) => ({
    // A day's samples count until the day is rolled up; afterwards they say the same.
    rows: await tx.execute<Row>(sql`
      with fresh as (
        select (minute at time zone 'UTC')::date as day, capability, count(*)::int as measured,
          (count(*) filter (where state = 1))::int as degraded, (count(*) filter (where state = 2))::int as down
        from health_samples where minute >= ${first}::date::timestamp at time zone 'UTC' group by 1, 2)
      select day::text, capability, measured, degraded, down from fresh
      union all
      select d.day::text, d.capability, d.measured, d.degraded, d.down from health_days d
      where d.day >= ${first}::date
        and not exists (select from fresh f where f.day = d.day and f.capability = d.capability)`),
    past: await readIncidents(
      tx,
      or(
        gte(incidents.resolvedAt, new Date(first)),
        sql`${incidents.resolvedAt} is null and ${incidents.endsAt} between ${first}::date and ${now.toISOString()}::timestamptz`,
      ),
      [desc(incidents.startsAt)],
      MOST_PAST,
    ),
  }));
  const capabilities = CAPABILITY_NAMES.map((name) => {
    const own = new Map(rows.filter((row) => row.capability === name).map((row) => [row.day, row]));
    const perDay = days.map((day) => {
      const { measured = 0, degraded = 0, down = 0 } = own.get(day) ?? {};
      return { day, measured, degraded, down };
    });
    return { name, label: capabilityWords(name).label, uptime: uptimeOf(perDay), days: perDay };
  });
  return { capabilities, past };
}

function lastDays(now: Date): string[] {
  return Array.from({ length: HISTORY_DAYS }, (_, i) => {
    const ago = HISTORY_DAYS - 1 - i;
    return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() - ago))
      .toISOString()
      .slice(0, 10);
  });
}

/** Rounded down, so that 100 means that nothing was amiss. */
function uptimeOf(days: readonly { measured: number; down: number }[]): string | null {
  const measured = days.reduce((sum, day) => sum + day.measured, 0);
  const down = days.reduce((sum, day) => sum + day.down, 0);
  if (measured === 0) return null;
  return (Math.floor(((measured - down) * 10_000) / measured) / 100).toFixed(2);
}
