import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { files, processingRuns } from "#db/schema/files.ts";
import { projects } from "#db/schema/projects.ts";
import {
  abandonClaim,
  ClaimLost,
  claimOfMove,
  deadClaim,
  heartbeatOf,
  newClaim,
  releaseClaim,
} from "#lib/archival/claim.ts";
import { copyVerified } from "#lib/archival/copy-verified.ts";
import { settleHeld } from "#lib/archival/settle-move.ts";
import { linkIsOut } from "#lib/archival/touch-file.ts";
import { audit } from "#lib/audit/record.ts";
import type { FileRow } from "#lib/files/find-file.ts";
import { keptText } from "#lib/i18n/kept-text.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { objectStores } from "#lib/storage/index.ts";
import { archiveKey } from "#lib/storage/keys.ts";
import type { StorageClass } from "#lib/storage/store.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { archiveRoom } from "#lib/usage/archive-room.ts";
import { isMoved, moveStorage } from "#lib/usage/move-storage.ts";

interface ArchiveFile {
  /** What it is stored as in the archive. */
  storageClass: StorageClass;
  /**
   * The move's own id: the same when it is repeated, another for every other move of the file (a run's id). A repeated
   * call takes its predecessor's claim over at once, and answers `archived` when that had come to its end.
   */
  moveId?: string;
  /** A rule asks and no person: a file that is kept hot is skipped. */
  byRule?: boolean;
}

/** Codes: file_deleted, file_not_uploaded, already_archived, being_moved, legal_hold, kept_hot, processing, no_checksum, archive_full. */
export interface Skipped {
  status: "skipped";
  code: string;
  reason: string;
}
export type Archived = { status: "archived"; bytes: number } | Skipped;

/**
 * Moves a file to the archive: a copy is made, read back and compared with the SHA-256 of its upload, given its class and
 * confirmed; then the row is committed to the new place, with metering, audit and event; only then the hot copy goes. Killed
 * at any line it leaves a row that points to a good copy, and what a repeated call or the sweep settles.
 * Throws `StorageError`, or the database's, for what may be tried again; the file is as readable as before.
 */
export async function archiveFile(ctx: Ctx, fileId: string, wanted: ArchiveFile): Promise<Archived> {
  const { storageClass, moveId = randomUUID(), byRule = false } = wanted;
  const claim = newClaim(moveId);
  const claimed = await ctx.transaction((tx) => claimFile(ctx, tx, fileId, { claim, moveId, byRule }));
  if ("status" in claimed) return claimed;
  const { file, sha256 } = claimed;
  const heartbeat = heartbeatOf(ctx, fileId, claim);
  const key = archiveKey(ctx.tenant.id, fileId, file.filename);
  let committed: Skipped | { linked: boolean };
  try {
    await copyVerified(
      { bucket: "files", key: file.storageKey },
      { bucket: "archive", key },
      {
        sha256,
        size: file.size,
        storageClass,
        metadata: {
          tenant: ctx.tenant.id,
          file: fileId,
          sha256,
          "original-key": file.storageKey,
          "archived-at": new Date().toISOString(),
        },
        heartbeat,
      },
    );
    committed = await ctx.transaction((tx) =>
      commitMove(ctx, tx, { fileId, claim, moveId, key, storageClass }),
    );
  } catch (error) {
    if (error instanceof ClaimLost) return lostTo(ctx, fileId, key);
    await leaveToSweep(ctx, fileId, claim, error);
    throw error;
  }
  // From here on the file is archived, or stays hot; what is left of the other copy is the sweep's when this fails.
  try {
    if ("status" in committed) await settleHeld(ctx, fileId, claim);
    else if (committed.linked)
      // The claim is left to its age, which is longer than a link holds: then the hot copy goes (settle-move.ts).
      ctx.log.info({ fileId }, "the hot copy of an archived file is kept while a link to it holds");
    else {
      await heartbeat();
      await objectStores().files.purge(file.storageKey);
      await releaseClaim(ctx, fileId, claim);
    }
  } catch (err) {
    // The claim is left to its age: a deletion that the store carries out late must not meet a newer copy.
    ctx.log.warn({ err, fileId }, "what is left of a move is left to the sweep");
  }
  return "status" in committed ? committed : { status: "archived", bytes: file.size };
}

interface Attempt {
  claim: string;
  moveId: string;
  byRule: boolean;
}

async function claimFile(
  ctx: Ctx,
  tx: Transaction,
  fileId: string,
  attempt: Attempt,
): Promise<{ file: FileRow; sha256: string } | Archived> {
  const [found] = await tx
    .select({
      file: files,
      projectHold: projects.legalHold,
      projectKeepHot: projects.keepHot,
      free: sql<boolean>`${files.moveId} is null or ${deadClaim()} or ${claimOfMove(attempt.moveId)}`,
      processed: sql<boolean>`exists (${runningRun(tx, fileId)})`,
    })
    .from(files)
    .leftJoin(projects, and(eq(projects.tenantId, files.tenantId), eq(projects.id, files.projectId)))
    .where(eq(files.id, fileId))
    .for("update", { of: files });
  if (!found) return FILE_DELETED;
  const { file } = found;
  if (file.status === "pending") return skip("file_not_uploaded", keptText("move_not_uploaded"));
  // Its process died before it could say so. Where the file has come back since, it is not moved twice for it.
  if (await isMoved(tx, { tenantId: ctx.tenant.id, fileId, moveId: attempt.moveId }))
    return { status: "archived", bytes: file.size };
  if (file.archiveKey !== null) return skip("already_archived", keptText("move_archived"));
  if (!found.free) return skip("being_moved", keptText("move_under_way"));
  if (file.legalHold || found.projectHold) return ON_HOLD;
  if (attempt.byRule && (file.keepHot || found.projectKeepHot))
    return skip("kept_hot", keptText("move_kept_hot"));
  if (found.processed) return PROCESSING;
  if (file.sha256 === null) return skip("no_checksum", keptText("move_no_checksum"));
  // Of several moves at once exactly those go that fit; one that is taken over holds its room already.
  if (file.storageTier !== "archiving" && file.size > (await archiveRoom(tx, ctx.tenant.id, { hold: true })))
    return ARCHIVE_FULL;
  await tx
    .update(files)
    .set({ storageTier: "archiving", moveId: attempt.claim, movingSince: sql`now()` })
    .where(eq(files.id, fileId));
  return { file, sha256: file.sha256 };
}

interface Move {
  fileId: string;
  claim: string;
  moveId: string;
  key: string;
  storageClass: StorageClass;
}

/** Points the row to the archive, unless what has happened meanwhile forbids it. The claim is kept until the hot copy is gone. */
async function commitMove(ctx: Ctx, tx: Transaction, move: Move): Promise<Skipped | { linked: boolean }> {
  const { fileId, claim, moveId, key, storageClass } = move;
  // Whoever starts a run takes this row as well (start-run.ts), so that none starts between the look and the commit.
  const [found] = await tx
    .select({ file: files, projectHold: projects.legalHold })
    .from(files)
    .leftJoin(projects, and(eq(projects.tenantId, files.tenantId), eq(projects.id, files.projectId)))
    .where(and(eq(files.id, fileId), eq(files.moveId, claim)))
    .for("update", { of: files });
  if (!found) throw new ClaimLost(fileId);
  const { file } = found;
  if (file.legalHold || found.projectHold) return ON_HOLD;
  if ((await runningRun(tx, fileId)).length > 0) return PROCESSING;
  await tx
    .update(files)
    .set({
      storageTier: "archived",
      storageClass,
      archiveKey: key,
      archivedAt: sql`now()`,
      movingSince: sql`now()`,
    })
    .where(eq(files.id, fileId));
  await audit(
    ctx,
    tx,
    "file.archived",
    { type: "file", id: fileId },
    { filename: file.filename, size: file.size, move_id: moveId },
    {
      before: { storage_tier: "hot", storage_class: file.storageClass },
      after: { storage_tier: "archived", storage_class: storageClass },
    },
  );
  await emit(tx, { name: "file/archived", data: { tenant_id: ctx.tenant.id, file_id: fileId } });
  // Last, since it holds the organisation's row, for which all its moves wait.
  await moveStorage(tx, { tenantId: ctx.tenant.id, fileId, moveId, bytes: file.size, to: "archive" });
  return { linked: linkIsOut(file) };
}

function runningRun(tx: Transaction, fileId: string) {
  return tx
    .select({ id: processingRuns.id })
    .from(processingRuns)
    .where(and(eq(processingRuns.fileId, fileId), eq(processingRuns.status, "running")))
    .limit(1);
}

/** The file was deleted, or another process took the move over. A copy of what is deleted must not stay. */
async function lostTo(ctx: Ctx, fileId: string, key: string): Promise<Skipped> {
  const rows = await ctx.transaction((tx) =>
    tx.select({ id: files.id }).from(files).where(eq(files.id, fileId)),
  );
  if (rows.length > 0) return skip("being_moved", keptText("move_taken_over"));
  await objectStores().archive.purge(key);
  return FILE_DELETED;
}

/** What cannot be told to the database either is found by the claim's age. */
async function leaveToSweep(ctx: Ctx, fileId: string, claim: string, error: unknown): Promise<void> {
  ctx.log.warn({ err: error, fileId }, "a move to the archive was broken off");
  await abandonClaim(ctx, fileId, claim).catch((err) =>
    ctx.log.warn({ err, fileId }, "a move's claim could not be given up; it ends by its age"),
  );
}

function skip(code: string, reason: string): Skipped {
  return { status: "skipped", code, reason };
}
const FILE_DELETED = skip("file_deleted", keptText("move_deleted"));
const ON_HOLD = skip("legal_hold", keptText("move_on_hold"));
const ARCHIVE_FULL = skip("archive_full", keptText("move_archive_full"));
const PROCESSING = skip("processing", keptText("move_processing"));
