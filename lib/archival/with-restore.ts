import { and, desc, eq, gt, inArray, min, ne, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { fileRestores } from "#db/schema/archival.ts";
import { files } from "#db/schema/files.ts";
import type { FileRow } from "#lib/files/find-file.ts";
import { releaseStorage } from "#lib/files/quota.ts";
import { emit } from "#lib/jobs/outbox.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { after } from "./restore-schedule.ts";
import { OPEN, type RestoreRow } from "./restore-views.ts";

export interface HeldRestore {
  tx: Transaction;
  row: RestoreRow;
  file: FileRow;
}

/**
 * Does something to a restore that is not over, with its file and itself locked, in this order, as everybody does who
 * changes both. Null when it is over, or gone with its file.
 */
export function withRestore<T>(
  ctx: Ctx,
  restoreId: string,
  work: (held: HeldRestore) => Promise<T>,
): Promise<T | null> {
  return ctx.transaction(async (tx) => {
    const [found] = await tx
      .select({ fileId: fileRestores.fileId })
      .from(fileRestores)
      .where(eq(fileRestores.id, restoreId));
    if (!found) return null;
    const [file] = await tx.select().from(files).where(eq(files.id, found.fileId)).for("update");
    const [row] = await tx
      .select()
      .from(fileRestores)
      .where(and(eq(fileRestores.id, restoreId), inArray(fileRestores.status, [...OPEN])))
      .for("update");
    return file && row ? work({ tx, row, file }) : null;
  });
}

export async function setRestore(
  tx: Transaction,
  row: RestoreRow,
  change: Partial<typeof fileRestores.$inferInsert>,
): Promise<RestoreRow> {
  const [changed] = await tx.update(fileRestores).set(change).where(eq(fileRestores.id, row.id)).returning();
  if (!changed) throw new Error("The restore is gone while its file is locked");
  return changed;
}

/** Gives back the storage that a permanent restore was promised, where it still is. */
export async function releasePromise(tx: Transaction, row: RestoreRow): Promise<void> {
  if (row.permanent === "wanted") await releaseStorage(tx, row.tenantId, row.bytes);
}

/**
 * Before a file's row is deleted: takes back what its restore was promised, since the restore goes with it, and announces
 * the others that it was asked for with, where they waited for it alone. Locks the file.
 */
export async function endRestoreOf(tx: Transaction, fileId: string): Promise<void> {
  const [file] = await tx.select({ id: files.id }).from(files).where(eq(files.id, fileId)).for("update");
  if (!file) return;
  const [row] = await tx
    .select()
    .from(fileRestores)
    .where(and(eq(fileRestores.fileId, fileId), inArray(fileRestores.status, [...OPEN])));
  if (!row) return;
  await releasePromise(tx, row);
  if (row.batchId !== null && isPending(row) && (await isLastOfBatch(tx, row, row.batchId)))
    await announceBatch(tx, row, row.batchId);
}

/** Whether who asked is still to be told of it. */
export const isPending = ({
  status,
  permanent,
}: Pick<typeof fileRestores.$inferInsert, "status" | "permanent">): boolean =>
  status !== "ready" || permanent === "wanted";

/**
 * Announces in the caller's transaction that a restore got where it was to get, or failed, and marks the one that people
 * are told by: of those that were asked for together the last, so that a batch makes one mail. Receivers of webhooks hear
 * of each.
 */
export async function announceOutcome(
  tx: Transaction,
  row: RestoreRow,
  event: "file/restored" | "file/restore.failed",
  now: Date,
): Promise<void> {
  if (row.batchId === null || (await isLastOfBatch(tx, row, row.batchId)))
    await setRestore(tx, row, { notifiedAt: now });
  await emit(tx, {
    name: event,
    data: { tenant_id: row.tenantId, file_id: row.fileId, restore_id: row.id },
  });
}

/** Files of one batch that end within such a time are reminded of by one mail. */
export const REMINDED_TOGETHER_MS = 12 * 3_600_000;

/**
 * Announces in the caller's transaction that a file goes back soon. Answers when it counts as reminded: of those that were
 * asked for together a little after the first, which people are told by.
 */
export async function announceEnd(tx: Transaction, row: RestoreRow, now: Date): Promise<Date> {
  await emit(tx, {
    name: "file/restore.expiring",
    data: { tenant_id: row.tenantId, file_id: row.fileId, restore_id: row.id },
  });
  if (row.batchId === null) return now;
  await lockBatch(tx, row.batchId);
  const [{ first } = { first: null }] = await tx
    .select({ first: min(fileRestores.remindedAt) })
    .from(fileRestores)
    .where(
      and(
        eq(fileRestores.tenantId, row.tenantId),
        eq(fileRestores.batchId, row.batchId),
        gt(fileRestores.remindedAt, after(now, -REMINDED_TOGETHER_MS)),
      ),
    );
  return first && first >= now ? after(first, 1) : now;
}

/** Two that get somewhere at once would each not see the other. */
async function lockBatch(tx: Transaction, batchId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${batchId}, 7))`);
}

async function isLastOfBatch(tx: Transaction, row: RestoreRow, batchId: string): Promise<boolean> {
  await lockBatch(tx, batchId);
  const [other] = await tx
    .select({ id: fileRestores.id })
    .from(fileRestores)
    .where(
      and(
        eq(fileRestores.tenantId, row.tenantId),
        eq(fileRestores.batchId, batchId),
        ne(fileRestores.id, row.id),
        sql`(${fileRestores.status} in ('requested', 'in_progress') or ${fileRestores.status} = 'ready' and ${fileRestores.permanent} = 'wanted')`,
      ),
    )
    .limit(1);
  return other === undefined;
}

/**
 * Those of a batch that got somewhere are told of by one of them, since the last one is deleted. None where they were
 * readable at once: the answer said so.
 */
async function announceBatch(tx: Transaction, gone: RestoreRow, batchId: string): Promise<void> {
  const [speaker] = await tx
    .select()
    .from(fileRestores)
    .where(
      and(
        eq(fileRestores.tenantId, gone.tenantId),
        eq(fileRestores.batchId, batchId),
        ne(fileRestores.id, gone.id),
        inArray(fileRestores.status, ["ready", "failed", "superseded"]),
        sql`not (${fileRestores.permanent} = 'no' and ${fileRestores.readyAt} is not distinct from ${fileRestores.requestedAt})`,
      ),
    )
    .orderBy(desc(fileRestores.readyAt), desc(fileRestores.id))
    .limit(1);
  if (!speaker) return;
  await emit(tx, {
    name: "file/restores.settled",
    data: { tenant_id: speaker.tenantId, file_id: speaker.fileId, restore_id: speaker.id },
  });
}
