import { sql } from "drizzle-orm";
import { CAPABILITY_NAMES, CAPABILITY_STATES, healthSamples } from "#db/schema/status.ts";
import { withSystem } from "#db/tenant.ts";
import type { PartState } from "#lib/observability/health/parts.ts";
import { measuredState } from "./capabilities.ts";

/** How the parts were found in a minute; null: nothing answered. */
export interface Sample {
  minute: Date;
  parts: { name: string; state: PartState }[] | null;
}

/** Single samples are kept for this many whole days, and days in numbers for `HISTORY_DAYS`. */
const SAMPLE_DAYS = 2;
export const HISTORY_DAYS = 90;

/** Writes samples; of several processes that sampled the same minute, the worst finding stays. */
export async function recordSamples(samples: readonly Sample[]): Promise<void> {
  const rows = samples.flatMap(({ minute, parts }) =>
    CAPABILITY_NAMES.map((capability) => ({
      minute,
      capability,
      state: CAPABILITY_STATES.indexOf(parts ? measuredState(capability, parts) : "down"),
    })),
  );
  if (rows.length === 0) return;
  await withSystem((tx) =>
    tx
      .insert(healthSamples)
      .values(rows)
      .onConflictDoUpdate({
        target: [healthSamples.minute, healthSamples.capability],
        set: { state: sql`greatest(${healthSamples.state}, excluded.state)` },
      }),
  );
}

/** Counts the days that are over and lets go of what is older than it is kept. Harmless to repeat. `now` in UTC days. */
export async function rollUpSamples(now = new Date()): Promise<void> {
  const today = now.toISOString().slice(0, 10);
  await withSystem(async (tx) => {
    await tx.execute(sql`
      insert into health_days (day, capability, measured, degraded, down)
      select (minute at time zone 'UTC')::date, capability, count(*), count(*) filter (where state = 1), count(*) filter (where state = 2)
      from health_samples where minute < ${today}::date::timestamp at time zone 'UTC' group by 1, 2
      on conflict (day, capability) do update
        set measured = excluded.measured, degraded = excluded.degraded, down = excluded.down`);
    await tx.execute(sql`
      delete from health_samples where minute < (${today}::date - ${SAMPLE_DAYS}::int)::timestamp at time zone 'UTC'`);
    await tx.execute(sql`delete from health_days where day < ${today}::date - ${HISTORY_DAYS}::int`);
  });
}
