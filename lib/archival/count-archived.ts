import { sql } from "drizzle-orm";
import { ARCHIVAL_CLASSES, type ArchivalClass } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { untotalled } from "./totals.ts";

const ENDED = ["archived", "skipped", "failed"] as const;

interface ArchivedCount {
  class: ArchivalClass;
  status: (typeof ENDED)[number];
  n: number;
}

/** How long counts are given again, so that many scrapes cost one. */
const FRESH_MS = 10_000;
let last: { at: number; counts: Promise<ArchivedCount[]> } | undefined;

/**
 * What all runs that there ever were have archived, left or failed to move, one entry for each class and status, also for
 * none; up to ten seconds old. No figure ever goes down.
 */
export function countArchived(now = performance.now()): Promise<ArchivedCount[]> {
  if (!last || now - last.at > FRESH_MS) {
    last = { at: now, counts: count() };
    // What failed is asked again.
    last.counts.catch(() => {
      last = undefined;
    });
  }
  return last.counts;
}

async function count(): Promise<ArchivedCount[]> {
  // In one statement, so that what goes from the one into the other is seen once.
  const rows = await withSystem((tx) =>
    tx.execute<{ class: string; status: string; n: number }>(sql`
      select class, status, sum(n)::float8 as n
      from (select class, status, n from archival_totals union all select class, status, n from ${untotalled()} u) all_of_them
      group by 1, 2`),
  );
  const counted = new Map(rows.map((row) => [`${row.class} ${row.status}`, row.n]));
  return ARCHIVAL_CLASSES.flatMap((name) =>
    ENDED.map((status) => ({ class: name, status, n: counted.get(`${name} ${status}`) ?? 0 })),
  );
}
