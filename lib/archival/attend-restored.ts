import { eq } from "drizzle-orm";
import { files } from "#db/schema/files.ts";
import { audit } from "#lib/audit/record.ts";
import { objectStores } from "#lib/storage/index.ts";
import { InvalidObjectState } from "#lib/storage/store.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import type { Archived } from "./advance-restore.ts";
import { restoreAgain } from "./restore-again.ts";
import { after, daysUntil, nextAttention, reminderAt, SLACK_MS, wantedUntil } from "./restore-schedule.ts";
import { needsRestore } from "./restore-terms.ts";
import { returnToHot } from "./return-to-hot.ts";
import { announceEnd, setRestore, withRestore } from "./with-restore.ts";

/** What a readable file waits for: its way back to hot, more days, the reminder of its end, its end. */
export async function attendRestored(ctx: Ctx, held: Archived, now: Date): Promise<Date | null> {
  const { row, file, key } = held;
  if (row.permanent === "wanted") return returnToHot(ctx, held, now);
  if (!row.readyAt || !row.expiresAt) throw new Error(`The restore ${row.id} is ready without its times`);
  let { expiresAt } = row;
  if (needsRestore(file.storageClass)) {
    const wanted = wantedUntil(row.readyAt, row.days);
    if (wanted > now && wanted > after(expiresAt, SLACK_MS)) {
      if (!(await isExtended(held, daysUntil(wanted, now)))) return restoreAgain(ctx, held, now);
      expiresAt = (await endOf(key)) ?? wanted;
    } else if (now >= expiresAt) {
      // The store goes by its own midnight; what is still there stays usable.
      expiresAt = (await endOf(key)) ?? expiresAt;
    }
  }
  return withRestore(ctx, row.id, async ({ tx, row, file }) => {
    if (row.status !== "ready" || !row.readyAt) return row.nextCheckAt;
    // Meanwhile somebody asked for more.
    if (row.permanent === "wanted" || row.days !== held.row.days) return row.nextCheckAt;
    const about = { type: "file", id: file.id };
    if (now >= expiresAt) {
      await setRestore(tx, row, { status: "expired", finishedAt: now, failureCode: null, failure: null });
      await tx.update(files).set({ storageTier: "archived" }).where(eq(files.id, file.id));
      await audit(ctx, tx, "file.restore_expired", about, { restore_id: row.id });
      return null;
    }
    let { remindedAt } = row;
    if (expiresAt > (row.expiresAt ?? expiresAt)) {
      await audit(ctx, tx, "file.restore_extended", about, {
        restore_id: row.id,
        readable_until: expiresAt.toISOString(),
      });
    }
    if (!remindedAt && now >= reminderAt({ readyAt: row.readyAt, expiresAt })) {
      remindedAt = await announceEnd(tx, row, now);
    }
    const next = nextAttention({ readyAt: row.readyAt, expiresAt, remindedAt });
    await setRestore(tx, row, {
      expiresAt,
      remindedAt,
      nextCheckAt: next,
      checks: 0,
      failureCode: null,
      failure: null,
    });
    return next;
  });
}

/** Whether the store keeps it readable for so many days from now; not when it ended before. */
async function isExtended({ key, row }: Archived, days: number): Promise<boolean> {
  try {
    return (await objectStores().archive.restore(key, days, row.tier)) === "extended";
  } catch (error) {
    if (error instanceof InvalidObjectState) return false;
    throw error;
  }
}

async function endOf(key: string): Promise<Date | null> {
  const { restore } = await objectStores().archive.head(key);
  return restore.status === "restored" ? restore.expiresAt : null;
}
