import { sql } from "drizzle-orm";
import { withSystem } from "#db/tenant.ts";
import { config } from "#lib/config/index.ts";

/** What organisations without a name of their own are told under. */
export const OTHER = "other";

/** How long the choice stands, so that many samples cost one question. */
const FRESH_MS = 10_000;
let last: { at: number; names: Promise<ReadonlySet<string>> } | undefined;

/**
 * The organisations that have a label of their own: those that store most, hot and archived, `METRICS_MAX_TENANTS` at most;
 * none where labels are switched off. Up to ten seconds old.
 */
export function namedTenants(now = performance.now()): Promise<ReadonlySet<string>> {
  if (!last || now - last.at > FRESH_MS) {
    const names = largest();
    last = { at: now, names };
    // What failed is asked again.
    names.catch(() => {
      last = undefined;
    });
  }
  return last.names;
}

/** For tests: the next question is asked anew. */
export function forgetNamedTenants(): void {
  last = undefined;
}

async function largest(): Promise<ReadonlySet<string>> {
  const { tenantLabels, maxTenants } = config().metrics;
  if (!tenantLabels || maxTenants === 0) return new Set();
  const rows = await withSystem((tx) =>
    tx.execute<{ id: string }>(
      sql`select id from tenants order by storage_used + archive_used desc, created_at, id limit ${maxTenants}`,
    ),
  );
  return new Set(rows.map(({ id }) => id));
}
