import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { goneFrom } from "#lib/archival/logs/archived-days.ts";
import { audit } from "#lib/audit/record.ts";
import { Invalid, NotFound } from "#lib/errors.ts";
import { numberTag } from "#lib/i18n/number-tag.ts";
import { issueText, problemText } from "#lib/i18n/problem-text.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { ARCHIVED_CLASSES } from "#lib/storage/store.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";

export const RestoreLogs = z
  .object({
    /** Days in UTC, both included. */
    from: z.iso.date(),
    to: z.iso.date(),
  })
  .refine(({ from, to }) => from <= to, { ...issueText("archival.fromIsAfter"), path: ["from"] });

export const LogRestore = z.object({
  /** Archived days of the range, and their rows. */
  days: z.number(),
  rows: z.number(),
  /** `ready`: all of it can be searched now, for another `days_searchable` days. */
  status: z.enum(["ready", "requested"]),
  days_searchable: z.number(),
  /** When it can be expected: minutes, or hours where the organisation's rule archives logs to a class that needs a restore. */
  estimated_ready: z.string(),
});

/** How long restored days can be searched. */
export const DAYS_SEARCHABLE = 7;
/** Rows of an organisation that are searchable or asked for at once. */
const MOST_ROWS = 2_000_000;
/** Expected times of the store's own restore, which the standard tier of S3 documents: 12 hours, DEEP_ARCHIVE's. */
const FROM_ARCHIVE_MS = 12 * 3_600_000;
const AT_ONCE_MS = 60_000;

/**
 * Asks for archived days of the audit log to be searched again, for seven days from when they are there. Asked again it is
 * the same restore, and the days begin anew. Throws `NotFound` (`no_archived_days`), `Invalid` (`too_many_rows`).
 */
export async function requestLogRestore(
  ctx: Ctx,
  range: z.output<typeof RestoreLogs>,
  now = new Date(),
  mostRows = MOST_ROWS,
): Promise<z.input<typeof LogRestore>> {
  requireRole(ctx, "admin");
  const tenantId = ctx.tenant.id;
  return ctx.transaction(async (tx) => {
    // Each request sees what the others have asked for.
    await tx.execute(sql`select pg_advisory_xact_lock(7240321, hashtext(${tenantId}))`);
    const parts = await tx.execute<{ day: string; rows: number; storage_class: string; ready: boolean }>(sql`
      update archived_logs d set restore_requested_at = coalesce(d.restore_requested_at, now())
      where ${goneFrom(tenantId, range)}
      returning d.day::text as day, d.rows, d.storage_class, coalesce(d.restored_until > now(), false) as ready`);
    const rows = parts.reduce((sum, part) => sum + part.rows, 0);
    const days = new Set(parts.map(({ day }) => day)).size;
    if (days === 0) throw new NotFound("no_archived_days", problemText("archival.dayRangeArchived"));
    const others = (await restoredRows(tx, tenantId)) - rows;
    if (rows + others > mostRows)
      throw new Invalid(
        "too_many_rows",
        problemText("archival.tooManyRows", {
          rows: count(rows),
          more: others > 0 ? "yes" : "no",
          others: count(others),
          most: count(mostRows),
          days: DAYS_SEARCHABLE,
        }),
      );
    await emit(tx, { name: "audit/restore.requested", data: { tenant_id: tenantId } });
    await audit(
      ctx,
      tx,
      "audit_log.restore_requested",
      { type: "tenant", id: tenantId },
      { ...range, days, rows },
    );
    const ready = parts.every((part) => part.ready);
    const slow = parts.some((part) => !part.ready && ARCHIVED_CLASSES.has(part.storage_class));
    return {
      days,
      rows,
      status: ready ? "ready" : "requested",
      days_searchable: DAYS_SEARCHABLE,
      estimated_ready: new Date(
        now.getTime() + (ready ? 0 : slow ? FROM_ARCHIVE_MS : AT_ONCE_MS),
      ).toISOString(),
    };
  });
}

const count = (n: number) => n.toLocaleString(numberTag());

async function restoredRows(tx: Transaction, tenantId: string): Promise<number> {
  const [sum] = await tx.execute<{ rows: number }>(sql`
    select coalesce(sum(d.rows), 0)::int as rows from archived_logs d
    where ${goneFrom(tenantId, {})} and (d.restore_requested_at is not null or d.restored_until > now())`);
  return sum?.rows ?? 0;
}
