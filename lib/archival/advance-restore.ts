import { and, eq, inArray, lte, or, sql } from "drizzle-orm";
import { fileRestores } from "#db/schema/archival.ts";
import { files } from "#db/schema/files.ts";
import { audit } from "#lib/audit/record.ts";
import type { FileRow } from "#lib/files/find-file.ts";
import { keptText } from "#lib/i18n/kept-text.ts";
import { objectStores } from "#lib/storage/index.ts";
import { InvalidObjectState, StorageError, StoreUnavailable } from "#lib/storage/store.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { recordUsage } from "#lib/usage/record.ts";
import { attendRestored } from "./attend-restored.ts";
import { announceRequest } from "./request-restores.ts";
import { orderAgain } from "./restore-again.ts";
import { recordProblem } from "./restore-problem.ts";
import {
  after,
  COPY_MS,
  LATE_MS,
  LEASE_MS,
  nextAttention,
  nextCheck,
  OVERDUE_MS,
  SLACK_MS,
  wantedUntil,
} from "./restore-schedule.ts";
import { expectedSeconds, meteredBytes, needsRestore } from "./restore-terms.ts";
import { OPEN, type RestoreRow } from "./restore-views.ts";
import { announceOutcome, isPending, releasePromise, setRestore, withRestore } from "./with-restore.ts";

/**
 * Takes a restore as far as it gets now: gives it to the store, asks whether it is readable, reminds of its end, ends it,
 * or copies the file back to hot. Answers when it is to be looked at next; null when it is over. Whatever ends the process
 * in between, the next call goes on from what the row says; two at once do nothing twice.
 * What the store refuses is kept with the restore and tried again; throws what the database throws.
 */
export async function advanceRestore(ctx: Ctx, restoreId: string, now = new Date()): Promise<Date | null> {
  const taken = await take(ctx, restoreId, now);
  if (!("file" in taken)) return taken.next;
  try {
    return await advance(ctx, taken, now);
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    return recordProblem(ctx, restoreId, error, now);
  }
}

interface Taken {
  row: RestoreRow;
  file: FileRow;
}

/** Copying back has a claim of its own (return-to-hot.ts), and waits for no time. */
const isCopied = and(eq(fileRestores.status, "ready"), eq(fileRestores.permanent, "wanted"));

/** For as long as the lease the restore is this caller's; one that is not due is answered with when it is. */
async function take(ctx: Ctx, restoreId: string, now: Date): Promise<Taken | { next: Date | null }> {
  return ctx.transaction(async (tx) => {
    const open = and(eq(fileRestores.id, restoreId), inArray(fileRestores.status, [...OPEN]));
    const [row] = await tx
      .update(fileRestores)
      .set({ nextCheckAt: after(now, LEASE_MS), checks: sql`${fileRestores.checks} + 1` })
      .where(and(open, or(lte(fileRestores.nextCheckAt, now), isCopied)))
      .returning();
    if (!row) {
      const [waiting] = await tx.select({ next: fileRestores.nextCheckAt }).from(fileRestores).where(open);
      return { next: waiting?.next ?? null };
    }
    const [file] = await tx.select().from(files).where(eq(files.id, row.fileId));
    return file ? { row, file } : { next: null };
  });
}

function advance(ctx: Ctx, { row, file }: Taken, now: Date): Promise<Date | null> {
  // Not in the archive any more: nothing is left to be restored.
  if (file.archiveKey === null) return supersede(ctx, row, now);
  const held = { row, file, key: file.archiveKey };
  switch (row.status) {
    case "requested":
      return give(ctx, held, now);
    case "in_progress":
      return check(ctx, held, now);
    default:
      return attendRestored(ctx, held, now);
  }
}

export interface Archived extends Taken {
  /** In the archive bucket. */
  key: string;
}

async function give(ctx: Ctx, { row, file, key }: Archived, now: Date): Promise<Date | null> {
  try {
    await objectStores().archive.restore(key, row.days, row.tier);
  } catch (error) {
    if (!(error instanceof InvalidObjectState)) throw error;
    // Its class is readable as it is.
    return makeReadable(ctx, row, wantedUntil(now, row.days), now);
  }
  const estimatedReady = after(now, (expectedSeconds(file.storageClass, row.tier) ?? 0) * 1000);
  // Of a request that waited, for a store that was away, it is told anew; not for the moment that a job takes.
  const isLate = estimatedReady > after(row.estimatedReady, LATE_MS);
  const given = await withRestore(ctx, row.id, async ({ tx, row }) => {
    if (row.status !== "requested") return null;
    await recordUsage(tx, {
      tenantId: row.tenantId,
      key: `restore:${row.id}`,
      kind: "restore",
      quantity: meteredBytes(row.bytes, file.storageClass, row.tier),
      detail: { file: row.fileId, tier: row.tier },
    });
    await audit(ctx, tx, "file.restore_started", { type: "file", id: row.fileId }, { restore_id: row.id });
    const given = { status: "in_progress" as const, orders: row.orders + 1, ...ANSWERED };
    return setRestore(tx, row, isLate ? { ...given, estimatedReady } : given);
  });
  return given ? check(ctx, { row: given, file, key }, now) : null;
}

/** What is set whenever the store has answered. */
const ANSWERED = { failureCode: null, failure: null, checks: 0 };

async function check(ctx: Ctx, held: Archived, now: Date): Promise<Date | null> {
  const { row, file, key } = held;
  const { archive } = objectStores();
  const { restore, storageClass } = await archive.head(key);
  const wanted = wantedUntil(now, row.days);
  if (restore.status === "restored") {
    if (restore.expiresAt >= after(wanted, -SLACK_MS)) return makeReadable(ctx, row, restore.expiresAt, now);
    // More days were asked for while the store was at it, when it takes no change.
    if ((await archive.restore(key, row.days, row.tier)) === "extended") {
      const longer = (await archive.head(key)).restore;
      if (longer.status === "restored") return makeReadable(ctx, row, longer.expiresAt, now);
    }
  } else if (restore.status === "none") {
    if (storageClass !== "OTHER" && !needsRestore(storageClass)) return makeReadable(ctx, row, wanted, now);
    // The store has forgotten it, or it ended before anybody looked.
    return orderAgain(ctx, held, now);
  }
  if (restore.status === "ongoing" && now > after(row.estimatedReady, OVERDUE_MS))
    throw new StoreUnavailable(keptText("restore_overdue"));
  return withRestore(ctx, row.id, async ({ tx, row }) => {
    const expected = expectedSeconds(file.storageClass, row.tier) ?? 0;
    const next = nextCheck(row.estimatedReady, expected, now);
    await setRestore(tx, row, { ...ANSWERED, nextCheckAt: next });
    return next;
  });
}

function makeReadable(ctx: Ctx, { id }: RestoreRow, expiresAt: Date, now: Date): Promise<Date | null> {
  return withRestore(ctx, id, async ({ tx, row, file }) => {
    if (row.status === "ready") return row.nextCheckAt;
    const readable = { readyAt: now, expiresAt, remindedAt: null };
    const isMoved = row.permanent === "wanted";
    const next = isMoved ? after(now, COPY_MS) : nextAttention(readable);
    const ready = await setRestore(tx, row, { ...readable, ...ANSWERED, status: "ready", nextCheckAt: next });
    await tx.update(files).set({ storageTier: "restored" }).where(eq(files.id, file.id));
    await audit(
      ctx,
      tx,
      "file.restored",
      { type: "file", id: file.id },
      { restore_id: id, readable_until: expiresAt.toISOString() },
    );
    // Who wants it hot is told once it is.
    if (isMoved) await announceRequest(tx, ready);
    else await announceOutcome(tx, ready, "file/restored", now);
    return next;
  });
}

/** The file turned out to be hot. */
function supersede(ctx: Ctx, { id }: RestoreRow, now: Date): Promise<null> {
  return withRestore(ctx, id, async ({ tx, row, file }) => {
    if (file.archiveKey !== null) return null;
    await releasePromise(tx, row);
    const over = await setRestore(tx, row, {
      status: "superseded",
      permanent: row.permanent === "wanted" ? "done" : row.permanent,
      finishedAt: now,
      ...ANSWERED,
    });
    if (isPending(row)) await announceOutcome(tx, over, "file/restored", now);
    await audit(ctx, tx, "file.restore_superseded", { type: "file", id: file.id }, { restore_id: id });
    return null;
  });
}
