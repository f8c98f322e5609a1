import { and, asc, eq, isNotNull, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { archivedLogs } from "#db/schema/archival.ts";
import { auditLogsRestored } from "#db/schema/audit.ts";
import { NO_LIMITS, withSystem } from "#db/tenant.ts";
import { textArray } from "#db/text-array.ts";
import { isReadable, linesOf } from "#lib/archival/logs/read-part.ts";
import { DAYS_SEARCHABLE } from "#lib/archival/logs/request-restore.ts";
import { auditAs } from "#lib/audit/record.ts";
import { logger } from "#lib/observability/logger.ts";
import { objectStores } from "#lib/storage/index.ts";
import { ChecksumMismatch, ObjectNotFound } from "#lib/storage/store.ts";

type Part = typeof archivedLogs.$inferSelect & { tenantId: string };

export interface Loaded {
  loaded: number;
  failed: number;
  /** Parts that the store is still restoring. */
  waiting: number;
  /** There are more that can be loaded now. */
  more: boolean;
}

/** Rows of one call, after which it stops. */
const ROWS_AT_ONCE = 200_000;

/**
 * Makes requested days of an organisation's audit log searchable, as far as the store gives them; the others it is told to
 * restore. A part is there as a whole or not at all, and once. One whose object is gone or was changed is told in the log.
 */
export async function loadRequestedLogs(tenantId: string, atOnce = ROWS_AT_ONCE): Promise<Loaded> {
  const parts = await withSystem((tx) =>
    tx
      .select()
      .from(archivedLogs)
      .where(and(eq(archivedLogs.tenantId, tenantId), isNotNull(archivedLogs.restoreRequestedAt)))
      .orderBy(asc(archivedLogs.day), asc(archivedLogs.part)),
  );
  const sum: Loaded = { loaded: 0, failed: 0, waiting: 0, more: false };
  let rows = 0;
  for (const row of parts) {
    if (rows >= atOnce) return { ...sum, more: true };
    const part = { ...row, tenantId };
    try {
      if (await loadPart(part)) {
        sum.loaded += 1;
        rows += part.rows;
      } else sum.waiting += 1;
    } catch (error) {
      if (!(error instanceof ChecksumMismatch || error instanceof ObjectNotFound)) throw error;
      logger().error(
        { err: error, tenantId, day: part.day },
        "an archived day of the audit log is not whole",
      );
      await giveUp(part, error.message);
      sum.failed += 1;
    }
  }
  return sum;
}

/** False where the store has to restore it first. */
async function loadPart(part: Part): Promise<boolean> {
  const searchable = part.restoredUntil !== null && part.restoredUntil > new Date();
  if (!searchable) {
    const store = objectStores().archive;
    const head = await store.head(part.objectKey);
    if (!isReadable(head)) {
      if (head.restore.status === "none") await store.restore(part.objectKey, 1);
      return false;
    }
  }
  await withSystem(async (tx) => {
    const [locked] = await tx
      .select({ until: archivedLogs.restoredUntil, wanted: archivedLogs.restoreRequestedAt })
      .from(archivedLogs)
      .where(eq(archivedLogs.id, part.id))
      .for("update");
    if (!locked?.wanted) return;
    if (!locked.until) await loadRows(tx, part);
    await tx
      .update(archivedLogs)
      .set({
        restoreRequestedAt: null,
        restoredUntil: sql`now() + ${DAYS_SEARCHABLE} * interval '1 day'`,
      })
      .where(eq(archivedLogs.id, part.id));
  }, NO_LIMITS);
  return true;
}

const BATCH = 500;

async function loadRows(tx: Transaction, part: Part): Promise<void> {
  await tx.delete(auditLogsRestored).where(eq(auditLogsRestored.archivedLogId, part.id));
  let batch: string[] = [];
  const insert = async () => {
    if (batch.length === 0) return;
    const lines = textArray(batch);
    batch = [];
    await tx.execute(sql`
      insert into audit_logs_restored (archived_log_id, tenant_id, id, created_at, actor, action, target_type, target_id,
        detail, before, after, ip, user_agent, trace_id)
      select ${part.id}, ${part.tenantId}, r.id, r.created_at, r.actor, r.action, r.target_type, r.target_id,
        r.detail, r.before, r.after, r.ip, r.user_agent, r.trace_id
      from unnest(${lines}::text::text[]) as t (line), jsonb_to_record(t.line::jsonb) as r (id uuid, created_at timestamptz,
        actor text, action text, target_type text, target_id text, detail jsonb, before jsonb, after jsonb, ip text,
        user_agent text, trace_id text)`);
  };
  for await (const line of linesOf(part)) {
    batch.push(line);
    if (batch.length === BATCH) await insert();
  }
  await insert();
}

async function giveUp(part: Part, reason: string): Promise<void> {
  await withSystem(async (tx) => {
    await tx.update(archivedLogs).set({ restoreRequestedAt: null }).where(eq(archivedLogs.id, part.id));
    await auditAs(
      tx,
      { tenantId: part.tenantId, actor: "system" },
      "audit_log.restore_failed",
      { type: "tenant", id: part.tenantId },
      { day: part.day, part: part.part, rows: part.rows, reason },
    );
  });
}
