import { eq } from "drizzle-orm";
import { files } from "#db/schema/files.ts";
import { audit } from "#lib/audit/record.ts";
import { keptText } from "#lib/i18n/kept-text.ts";
import { objectStores } from "#lib/storage/index.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import type { Archived } from "./advance-restore.ts";
import { announceRequest } from "./request-restores.ts";
import { failRestore } from "./restore-problem.ts";
import { after, MOST_ORDERS, nextCheck, orderDistance } from "./restore-schedule.ts";
import { expectedSeconds } from "./restore-terms.ts";
import { type HeldRestore, setRestore, withRestore } from "./with-restore.ts";

const CODE = "restore_forgotten";
const ASKED_AGAIN = keptText("restore_asked_again");
const GIVEN_UP = keptText("restore_given_up");

/** The store's copy is gone although it is still wanted: the file is archived again, and asked for again, later each time. */
export function restoreAgain(ctx: Ctx, held: Archived, now: Date): Promise<Date | null> {
  return withRestore(ctx, held.row.id, async (found) => {
    const { tx, row, file } = found;
    if (row.status !== "ready") return row.nextCheckAt;
    if (row.orders >= MOST_ORDERS) return giveUp(ctx, found, now);
    const next = row.orders > 1 ? after(now, orderDistance(row.orders - 1)) : now;
    await setRestore(tx, row, {
      status: "requested",
      readyAt: null,
      expiresAt: null,
      estimatedReady: after(next, secondsOf(held) * 1000),
      nextCheckAt: next,
    });
    await tx.update(files).set({ storageTier: "restoring" }).where(eq(files.id, file.id));
    await auditLapse(ctx, found);
    if (next === now) await announceRequest(tx, row);
    return next;
  });
}

/**
 * The store knows nothing of what it was given: it is given again, a few times and at growing distances, since one that
 * has just taken it may not say so yet.
 */
export async function orderAgain(ctx: Ctx, held: Archived, now: Date): Promise<Date | null> {
  const { row, key } = held;
  const seconds = secondsOf(held);
  const orderedAt = after(row.estimatedReady, -seconds * 1000);
  const isEarly = now < after(orderedAt, orderDistance(row.orders));
  if (!isEarly && row.orders >= MOST_ORDERS)
    return withRestore(ctx, row.id, (found) =>
      found.row.status === "in_progress" ? giveUp(ctx, found, now) : Promise.resolve(found.row.nextCheckAt),
    );
  if (!isEarly) await objectStores().archive.restore(key, row.days, row.tier);
  return withRestore(ctx, row.id, async (found) => {
    const { tx, row } = found;
    if (row.status !== "in_progress") return row.nextCheckAt;
    if (isEarly) {
      const next = nextCheck(row.estimatedReady, seconds, now);
      await setRestore(tx, row, { nextCheckAt: next });
      return next;
    }
    const estimatedReady = after(now, seconds * 1000);
    const next = nextCheck(estimatedReady, seconds, now);
    await setRestore(tx, row, {
      orders: row.orders + 1,
      estimatedReady,
      checks: 0,
      failureCode: CODE,
      failure: ASKED_AGAIN,
      nextCheckAt: next,
    });
    await auditLapse(ctx, found);
    return next;
  });
}

function giveUp(ctx: Ctx, found: HeldRestore, now: Date): Promise<null> {
  ctx.log.error({ restoreId: found.row.id, fileId: found.file.id }, "the store forgets a restore each time");
  return failRestore(ctx, found, { code: CODE, message: GIVEN_UP }, now);
}

const secondsOf = ({ file, row }: Archived) => expectedSeconds(file.storageClass, row.tier) ?? 0;

const auditLapse = (ctx: Ctx, { tx, row, file }: HeldRestore) =>
  audit(ctx, tx, "file.restore_lapsed", { type: "file", id: file.id }, { restore_id: row.id });
