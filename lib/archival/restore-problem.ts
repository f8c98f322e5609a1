import { eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { files } from "#db/schema/files.ts";
import { audit } from "#lib/audit/record.ts";
import type { FileRow } from "#lib/files/find-file.ts";
import { keptText } from "#lib/i18n/kept-text.ts";
import type { StorageError } from "#lib/storage/store.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { after, nextTry, OVERDUE_MS } from "./restore-schedule.ts";
import type { RestoreRow } from "./restore-views.ts";
import {
  announceOutcome,
  type HeldRestore,
  releasePromise,
  setRestore,
  withRestore,
} from "./with-restore.ts";

/**
 * Keeps what the store refused with the restore and says when it is tried again. A restore fails for good when the object
 * is missing twice in a row, when it is not readable two days after it was expected, or when its days ended before a copy
 * came back to hot. Then its file is archived as before, and who asked is told once.
 */
export function recordProblem(
  ctx: Ctx,
  restoreId: string,
  error: StorageError,
  now: Date,
): Promise<Date | null> {
  ctx.log.warn({ err: error, restoreId }, "the object store refused something about a restore");
  return withRestore(ctx, restoreId, async ({ tx, row, file }) => {
    const problem = { code: error.code, message: SENTENCES[error.code] ?? UNAVAILABLE };
    const fate = fateOf(row, problem.code, now);
    if (fate === "retry") {
      const next = nextTry(row, now);
      await setRestore(tx, row, { failureCode: problem.code, failure: problem.message, nextCheckAt: next });
      return next;
    }
    if (fate === "fail") {
      ctx.log.error({ err: error, restoreId, fileId: file.id }, "a restore has failed");
      return failRestore(ctx, { tx, row, file }, problem, now);
    }
    await end(tx, row, file, { status: "expired", finishedAt: now });
    await audit(
      ctx,
      tx,
      "file.restore_expired",
      { type: "file", id: file.id },
      { restore_id: restoreId, code: problem.code },
    );
    return null;
  });
}

/** Ends a restore that came to nothing: its file is archived as before, its promise is given back, who asked is told once. */
export async function failRestore(
  ctx: Ctx,
  { tx, row, file }: HeldRestore,
  { code, message }: { code: string; message: string },
  now: Date,
): Promise<null> {
  await releasePromise(tx, row);
  const failed = await end(tx, row, file, {
    status: "failed",
    finishedAt: now,
    permanent: row.permanent === "wanted" ? "no" : row.permanent,
    failureCode: code,
    failure: message,
  });
  await announceOutcome(tx, failed, "file/restore.failed", now);
  await audit(ctx, tx, "file.restore_failed", { type: "file", id: file.id }, { restore_id: row.id, code });
  return null;
}

function fateOf(row: RestoreRow, code: string, now: Date): "retry" | "expire" | "fail" {
  if (code === "object_not_found" && row.failureCode === code) return "fail";
  if (row.status !== "ready" || !row.expiresAt)
    return now > after(row.estimatedReady, OVERDUE_MS) ? "fail" : "retry";
  if (row.permanent === "wanted") return now >= row.expiresAt && row.failureCode !== null ? "fail" : "retry";
  return now > after(row.expiresAt, OVERDUE_MS) ? "expire" : "retry";
}

async function end(
  tx: Transaction,
  row: RestoreRow,
  file: FileRow,
  change: Parameters<typeof setRestore>[2],
): Promise<RestoreRow> {
  await tx.update(files).set({ storageTier: "archived" }).where(eq(files.id, file.id));
  return setRestore(tx, row, change);
}

const UNAVAILABLE = keptText("restore_unavailable");
/** For people, by the code of the store's error. */
const SENTENCES: Record<string, string> = {
  store_unavailable: UNAVAILABLE,
  access_denied: keptText("restore_access_denied"),
  object_not_found: keptText("restore_object_not_found"),
  checksum_mismatch: keptText("restore_checksum_mismatch"),
};
