import { type SQL, sql } from "drizzle-orm";
import { NO_LIMITS, withSystem } from "#db/tenant.ts";

export interface DeletedRows {
  events: number;
  tokens: number;
  sessions: number;
  rate_limits: number;
  mails: number;
  idempotency_keys: number;
  notices: number;
}

/** Rows that go in one transaction, so that none is locked for longer than these take. */
const BATCH = 5000;

/**
 * Deletes what nobody looks at any more: delivered events after 7 days, tokens a
 * day after they were used or expired, sessions 7 days after they ended (until then people see them as ended), rate
 * limits that have reset, caught mails after 7 days, when no link in them holds any more, answers kept by idempotency key
 * after 24 hours, notices 90 days after they were read, or 180 days unread. Ended runs go when they are archived (lib/archival/logs). Returns how many of each. Each
 * batch is a short transaction of its own, which leaves rows that somebody holds to the next night.
 */
export async function deleteOldRows(batch = BATCH): Promise<DeletedRows> {
  const from = (table: SQL, old: SQL) =>
    inBatches(batch, (limit) => sql`delete from ${table} where ctid = any(${some(table, old, limit)})`);
  return {
    events: await from(sql`outbox`, sql`delivered_at < now() - interval '7 days'`),
    tokens: await from(sql`auth_tokens`, sql`least(expires_at, used_at) < now() - interval '1 day'`),
    sessions: await from(sql`sessions`, sql`least(expires_at, revoked_at) < now() - interval '7 days'`),
    rate_limits: await from(sql`rate_limits`, sql`resets_at < now()`),
    mails: await from(sql`caught_mails`, sql`created_at < now() - interval '7 days'`),
    idempotency_keys: await from(sql`idempotency_keys`, sql`created_at < now() - interval '24 hours'`),
    notices: await from(
      sql`notifications`,
      sql`read_at < now() - interval '90 days' or created_at < now() - interval '180 days'`,
    ),
  };
}

const some = (table: SQL, old: SQL, limit: number): SQL =>
  sql`array(select ctid from ${table} where ${old} limit ${limit} for update skip locked)`;

async function inBatches(batch: number, statement: (limit: number) => SQL): Promise<number> {
  for (let all = 0; ; ) {
    const { count } = await withSystem((tx) => tx.execute(statement(batch)), NO_LIMITS);
    all += count;
    if (count < batch) return all;
  }
}
