import { randomUUID } from "node:crypto";
import { and, eq, isNull, or, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { files } from "#db/schema/files.ts";
import { projects } from "#db/schema/projects.ts";
import { audit } from "#lib/audit/record.ts";
import type { FileRow } from "#lib/files/find-file.ts";
import { keptText } from "#lib/i18n/kept-text.ts";
import { objectStores } from "#lib/storage/index.ts";
import { InvalidObjectState } from "#lib/storage/store.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { moveStorage } from "#lib/usage/move-storage.ts";
import type { Archived } from "./advance-restore.ts";
import { abandonClaim, ClaimLost, deadClaim, heartbeatOf, newClaim, releaseClaim } from "./claim.ts";
import { copyVerified } from "./copy-verified.ts";
import { restoreAgain } from "./restore-again.ts";
import { after, LEASE_MS, nextAttention } from "./restore-schedule.ts";
import type { RestoreRow } from "./restore-views.ts";
import { settleHeld } from "./settle-move.ts";
import { linkIsOut } from "./touch-file.ts";
import { announceOutcome, releasePromise, setRestore, withRestore } from "./with-restore.ts";

/**
 * Copies a readable file back to hot storage for good: the copy is read back and compared with the SHA-256 of the upload
 * before the row points to it, and only then the archived one goes. Killed at any line it leaves a row that points to a
 * good copy, and what the next call or the sweep settles. Throws `StorageError` for what may be tried again.
 */
export async function returnToHot(ctx: Ctx, held: Archived, now: Date): Promise<Date | null> {
  const claimed = await claimReturn(ctx, held.row.id, now);
  if (!claimed) return null;
  if ("next" in claimed) return claimed.next;
  const { file, claim, key, sha256 } = claimed;
  let linked: boolean;
  try {
    await copyVerified(
      { bucket: "archive", key },
      { bucket: "files", key: file.storageKey },
      {
        sha256,
        size: file.size,
        storageClass: "STANDARD",
        metadata: { tenant: ctx.tenant.id, file: file.id },
        heartbeat: heartbeatOf(ctx, file.id, claim),
      },
    );
    linked = await commitReturn(ctx, held.row.id, claimed, now);
  } catch (error) {
    if (error instanceof ClaimLost) {
      await purgeIfDeleted(ctx, file);
      // Still this process's where the way back was given up, and nobody's matter where it is not.
      await settleOrLeave(ctx, file.id, claim);
      return after(now, LEASE_MS);
    }
    await settleOrLeave(ctx, file.id, claim);
    // Its days were over before it was copied.
    if (error instanceof InvalidObjectState) return restoreAgain(ctx, held, now);
    throw error;
  }
  // Left to the claim's age, which is longer than a link holds (settle-move.ts).
  if (linked) return null;
  // From here on the file is hot; what is left of the archived copy is the sweep's when this fails.
  try {
    await objectStores().archive.purge(key);
    await releaseClaim(ctx, file.id, claim);
  } catch (error) {
    // The claim is left to its age: a deletion that the store carries out late must not meet a newer copy.
    ctx.log.warn({ err: error, fileId: file.id }, "the archived copy of a hot file is left to the sweep");
  }
  return null;
}

interface Claimed {
  file: FileRow;
  claim: string;
  key: string;
  sha256: string;
}

function claimReturn(ctx: Ctx, restoreId: string, now: Date): Promise<Claimed | { next: Date } | null> {
  return withRestore(ctx, restoreId, async ({ tx, row, file }) => {
    if (row.status !== "ready" || row.permanent !== "wanted" || file.archiveKey === null)
      return { next: row.nextCheckAt };
    if (await isHeld(tx, file)) return { next: await keepArchived(ctx, tx, row, "legal_hold", HELD, now) };
    if (file.sha256 === null) throw new Error(`The file ${file.id} is archived without a SHA-256`);
    const claim = newClaim(randomUUID());
    const [taken] = await tx
      .update(files)
      .set({ moveId: claim, movingSince: sql`now()` })
      .where(and(eq(files.id, file.id), or(isNull(files.moveId), deadClaim())))
      .returning({ id: files.id });
    // The move to the archive is still clearing up, or another process copies back.
    if (!taken) return { next: after(now, LEASE_MS) };
    return { file, claim, key: file.archiveKey, sha256: file.sha256 };
  });
}

const HELD = keptText("restore_held");

async function isHeld(tx: Transaction, file: FileRow): Promise<boolean> {
  if (file.legalHold) return true;
  if (file.projectId === null) return false;
  const [project] = await tx
    .select({ held: projects.legalHold })
    .from(projects)
    .where(eq(projects.id, file.projectId));
  return project?.held === true;
}

/** Gives the way back up; the file stays readable until its days are over, and who asked is told. */
async function keepArchived(
  ctx: Ctx,
  tx: Transaction,
  row: RestoreRow,
  failureCode: string,
  failure: string,
  now: Date,
): Promise<Date> {
  if (!row.readyAt || !row.expiresAt) throw new Error(`The restore ${row.id} is ready without its times`);
  await releasePromise(tx, row);
  const next = nextAttention({ readyAt: row.readyAt, expiresAt: row.expiresAt, remindedAt: row.remindedAt });
  const kept = await setRestore(tx, row, { permanent: "no", failureCode, failure, nextCheckAt: next });
  await audit(
    ctx,
    tx,
    "file.return_failed",
    { type: "file", id: row.fileId },
    { restore_id: row.id, code: failureCode },
  );
  await announceOutcome(tx, kept, "file/restore.failed", now);
  return next;
}

/** Points the row to the hot copy. The claim is kept until the archived one is gone. Answers whether a link to that may be out. */
async function commitReturn(ctx: Ctx, restoreId: string, claimed: Claimed, now: Date): Promise<boolean> {
  const { claim, file: before } = claimed;
  const done = await withRestore(ctx, restoreId, async ({ tx, row, file }) => {
    if (file.moveId !== claim || row.permanent !== "wanted") return null;
    if (await isHeld(tx, file)) {
      await keepArchived(ctx, tx, row, "legal_hold", HELD, now);
      return null;
    }
    await tx
      .update(files)
      .set({
        storageTier: "hot",
        storageClass: "STANDARD",
        archiveKey: null,
        archivedAt: null,
        // What was asked back for good is not moved away by the next night's rules.
        keepHot: true,
        lastAccessedAt: now,
        movingSince: sql`now()`,
      })
      .where(eq(files.id, file.id));
    await releasePromise(tx, row);
    await moveStorage(tx, {
      tenantId: row.tenantId,
      fileId: file.id,
      moveId: row.id,
      bytes: file.size,
      to: "hot",
    });
    const over = await setRestore(tx, row, {
      permanent: "done",
      status: "superseded",
      finishedAt: now,
      failureCode: null,
      failure: null,
    });
    await audit(
      ctx,
      tx,
      "file.returned_to_hot",
      { type: "file", id: file.id },
      { restore_id: row.id },
      {
        before: { storage_tier: file.storageTier, storage_class: file.storageClass, keep_hot: file.keepHot },
        after: { storage_tier: "hot", storage_class: "STANDARD", keep_hot: true },
      },
    );
    await announceOutcome(tx, over, "file/restored", now);
    return { linked: linkIsOut(file) };
  });
  if (!done) throw new ClaimLost(before.id);
  return done.linked;
}

/** A copy that was made of what is deleted must not stay. */
async function purgeIfDeleted(ctx: Ctx, file: FileRow): Promise<void> {
  const rows = await ctx.transaction((tx) =>
    tx.select({ id: files.id }).from(files).where(eq(files.id, file.id)),
  );
  if (rows.length === 0) await objectStores().files.purge(file.storageKey);
}

/** Takes the copy that came to nothing away; what cannot be is left to the sweep. */
async function settleOrLeave(ctx: Ctx, fileId: string, claim: string): Promise<void> {
  try {
    const { outcome } = await settleHeld(ctx, fileId, claim);
    if (outcome === "missing") await abandonClaim(ctx, fileId, claim);
  } catch (error) {
    ctx.log.warn({ err: error, fileId }, "a file's way back to hot was broken off");
    await abandonClaim(ctx, fileId, claim).catch((err) =>
      ctx.log.warn({ err, fileId }, "a move's claim could not be given up; it ends by its age"),
    );
  }
}
