import postgres from "postgres";
import { Conflict } from "#lib/errors.ts";
import type { Installation } from "./installation.ts";
import { quoted, tablesOf } from "./tables.ts";

/** What an installation writes by itself before anybody has used it. */
const BY_ITSELF = new Set([
  "archival_runs",
  "archival_totals",
  "billing_plans",
  "error_groups",
  "error_marks",
  "feature_switches",
  "health_days",
  "health_samples",
  "invoice_runs",
  "job_runs",
  "job_steps",
  "job_workers",
  "metric_processes",
  "metric_totals",
  "outbox",
  "platform_facts",
  "rate_limits",
  "trace_spans",
  "traces",
]);

/** Throws `Conflict`: `not_empty`, naming what is there, `installation_running` when it serves. */
export async function mustBeEmpty(into: Installation, owner: postgres.Sql): Promise<void> {
  const [others] = await owner<{ n: number }[]>`
    select count(*)::int as n from pg_stat_activity
    where datname = current_database() and usename in ('cai_app', 'cai_system')`;
  if ((others?.n ?? 0) > 0)
    throw new Conflict(
      "installation_running",
      "The installation is running. Stop it, then restore: a whole backup comes into one that nobody uses.",
    );
  const filled = await filledTables(into, owner);
  if (filled.length > 0)
    throw new Conflict(
      "not_empty",
      `The installation is not empty (it has rows in ${filled.slice(0, 5).join(", ")}${filled.length > 5 ? " and more" : ""}). Restore into a new one: another DATA_DIR, or an empty database and empty buckets; --tenant restores one organisation into this one.`,
    );
}

/** Asked as the role that sees all rows: policies hold for the owner too. */
async function filledTables(into: Installation, owner: postgres.Sql): Promise<string[]> {
  const system = postgres(into.systemUrl, { max: 1, onnotice: () => {} });
  try {
    const filled: string[] = [];
    for (const { name } of await tablesOf(owner)) {
      if (BY_ITSELF.has(name)) continue;
      const rows = await system.unsafe(`select 1 from ${quoted(name)} limit 1`);
      if (rows.length > 0) filled.push(name);
    }
    return filled;
  } finally {
    await system.end({ timeout: 5 });
  }
}
