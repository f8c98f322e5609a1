import { and, asc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { archivedLogs } from "#db/schema/archival.ts";
import { auditLogsRestored } from "#db/schema/audit.ts";
import { NO_LIMITS, withSystem } from "#db/tenant.ts";
import { textArray } from "#db/text-array.ts";
import { heldLines, ROW, sentenceOf } from "#lib/archival/logs/held-lines.ts";
import { isReadable } from "#lib/archival/logs/read-part.ts";
import { DAYS_SEARCHABLE } from "#lib/archival/logs/request-restore.ts";
import { auditAs } from "#lib/audit/record.ts";
import { logger } from "#lib/observability/logger.ts";
import { objectStores } from "#lib/storage/index.ts";

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
 * restore. A part is there as a whole or not at all, and once. One whose object is gone, or of which a line is not what the
 * chain holds, is told in the log and nothing of it is shown. What fails otherwise keeps no other part, and is thrown in the end.
 */
export async function loadRequestedLogs(tenantId: string, atOnce = ROWS_AT_ONCE): Promise<Loaded> {
  const parts = await withSystem((tx) =>
    tx
      .select()
      .from(archivedLogs)
      .where(
        and(
          eq(archivedLogs.tenantId, tenantId),
          isNotNull(archivedLogs.restoreRequestedAt),
          isNull(archivedLogs.expiredAt),
        ),
      )
      .orderBy(asc(archivedLogs.day), asc(archivedLogs.part)),
  );
  const sum: Loaded = { loaded: 0, failed: 0, waiting: 0, more: false };
  const failures: unknown[] = [];
  let rows = 0;
  for (const row of parts) {
    if (rows >= atOnce) {
      sum.more = true;
      break;
    }
    const part = { ...row, tenantId };
    try {
      const outcome = await loadPart(part);
      sum[outcome] += 1;
      if (outcome === "loaded") rows += part.rows;
    } catch (error) {
      logger().error(
        { err: error, tenant_id: tenantId, day: part.day },
        "an archived day of the audit log was not loaded",
      );
      const reason = sentenceOf(part, error);
      if (reason) {
        await giveUp(part, reason);
        sum.failed += 1;
      } else failures.push(error);
    }
  }
  if (failures.length > 0 && !sum.more) throw failures[0];
  return sum;
}

/** `waiting` where the store has to restore it first. */
async function loadPart(part: Part): Promise<"loaded" | "waiting"> {
  const searchable = part.restoredUntil !== null && part.restoredUntil > new Date();
  if (!searchable) {
    const store = objectStores().archive;
    const head = await store.head(part.objectKey);
    if (!isReadable(head)) {
      if (head.restore.status === "none") await store.restore(part.objectKey, 1);
      return "waiting";
    }
  }
  await withSystem(async (tx) => {
    const [locked] = await tx
      .select({
        until: archivedLogs.restoredUntil,
        wanted: archivedLogs.restoreRequestedAt,
        expired: archivedLogs.expiredAt,
      })
      .from(archivedLogs)
      .where(eq(archivedLogs.id, part.id))
      .for("update");
    if (!locked?.wanted || locked.expired) return;
    if (!locked.until) await loadRows(tx, part);
    await tx
      .update(archivedLogs)
      .set({
        restoreRequestedAt: null,
        restoredUntil: sql`now() + ${DAYS_SEARCHABLE} * interval '1 day'`,
      })
      .where(eq(archivedLogs.id, part.id));
  }, NO_LIMITS);
  return "loaded";
}

async function loadRows(tx: Transaction, part: Part): Promise<void> {
  await tx.delete(auditLogsRestored).where(eq(auditLogsRestored.archivedLogId, part.id));
  for await (const lines of heldLines(part, (work) => work(tx)))
    await tx.execute(sql`
      insert into audit_logs_restored (archived_log_id, tenant_id, id, created_at, actor, action, target_type, target_id,
        detail, before, after, ip, user_agent, trace_id)
      select ${part.id}, r.tenant_id, r.id, r.created_at, r.actor, r.action, r.target_type, r.target_id,
        r.detail, r.before, r.after, r.ip, r.user_agent, r.trace_id
      from unnest(${textArray(lines)}::text::text[]) as t (line), lateral (select t.line::jsonb as j) j, lateral (select (${ROW}).*) r`);
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
