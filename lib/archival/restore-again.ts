import { eq } from "drizzle-orm";
import { files } from "#db/schema/files.ts";
import { audit } from "#lib/audit/record.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import type { Archived } from "./advance-restore.ts";
import { announceRequest } from "./request-restores.ts";
import { after } from "./restore-schedule.ts";
import { expectedSeconds } from "./restore-terms.ts";
import { setRestore, withRestore } from "./with-restore.ts";

/** The store's copy is gone although it is still wanted: the file is archived again, and asked for again. */
export function restoreAgain(ctx: Ctx, held: Archived, now: Date): Promise<Date | null> {
  const seconds = expectedSeconds(held.file.storageClass, held.row.tier) ?? 0;
  return withRestore(ctx, held.row.id, async ({ tx, row, file }) => {
    if (row.status !== "ready") return row.nextCheckAt;
    await setRestore(tx, row, {
      status: "requested",
      readyAt: null,
      expiresAt: null,
      estimatedReady: after(now, seconds * 1000),
      nextCheckAt: now,
    });
    await tx.update(files).set({ storageTier: "restoring" }).where(eq(files.id, file.id));
    await audit(ctx, tx, "file.restore_lapsed", { type: "file", id: file.id }, { restore_id: row.id });
    await announceRequest(tx, row);
    return now;
  });
}
