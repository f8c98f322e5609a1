import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { FIGURES_OF_PART } from "./count-items.ts";

/** Parts of runs whose counts are not in `archival_totals`, as a relation: class, status, n. All, or those that `r` is met by. */
export const untotalled = (condition: SQL = sql`true`): SQL => sql`(
  select f.class, s.status, s.n
  from archival_tenant_runs r cross join lateral ${FIGURES_OF_PART} f
  cross join lateral (values ('archived', f.archived), ('skipped', f.skipped), ('failed', f.failed)) s (status, n)
  where not r.is_totalled and ${condition})`;

/** Adds parts that have ended to the totals, which outlive them. Each is added once. */
export function totalEndedParts(tx: Transaction): Promise<void> {
  return total(tx, sql`r.status <> 'running'`);
}

/** Adds an organisation's parts to the totals, in the transaction that deletes them. */
export async function totalPartsOf(tx: Transaction, tenantId: string): Promise<void> {
  // What is under way comes to nothing any more, so that nothing ends that was not seen here.
  await tx.execute(
    sql`select from archival_tenant_runs r where r.tenant_id = ${tenantId} and not r.is_totalled order by r.run_id for update`,
  );
  await tx.execute(
    sql`select from archival_items i where i.tenant_id = ${tenantId} and i.status = 'queued' order by i.run_id, i.subject_id for update`,
  );
  await total(tx, sql`r.tenant_id = ${tenantId}`);
}

async function total(tx: Transaction, condition: SQL): Promise<void> {
  await tx.execute(sql`
    with parts as (
      select r.tenant_id, r.run_id from archival_tenant_runs r where not r.is_totalled and ${condition} for update),
    marked as (
      update archival_tenant_runs r set is_totalled = true from parts p
      where r.tenant_id = p.tenant_id and r.run_id = p.run_id)
    insert into archival_totals (class, status, n)
    select u.class, u.status, sum(u.n) from ${untotalled(sql`(r.tenant_id, r.run_id) in (select tenant_id, run_id from parts)`)} u
    group by 1, 2 order by 1, 2
    on conflict (class, status) do update set n = archival_totals.n + excluded.n`);
}
