import type { NoticeKind } from "#db/schema/notifications.ts";
import { withSystem } from "#db/tenant.ts";
import { notify } from "#lib/notifications/notify.ts";
import { type AboutRestore, type Outcome, readOutcome } from "./restore-outcome.ts";

/** Tells in the product what an event of a restore means to those who are mailed about it; `cause` names the event. */
export async function noticeRestore(event: string, about: AboutRestore, cause: string): Promise<void> {
  await withSystem(async (tx) => {
    const outcome = await readOutcome(tx, event, about);
    if (!outcome?.asker) return;
    const { row, batch, asker } = outcome;
    const many = batch && batch.files > 1 ? batch : null;
    await notify(tx, {
      tenantId: row.tenantId,
      kind: kindOf(outcome, many !== null),
      to: asker === "nobody in particular" ? { admins: true } : [asker.userId],
      cause,
      ...(many ? {} : { fileId: row.fileId }),
      data: {
        until: row.expiresAt?.toISOString() ?? null,
        hot: row.status === "superseded",
        ...(many ? { files: many.files, ready: many.ready, failed: many.failed } : {}),
      },
    });
  });
}

function kindOf({ kind }: Outcome, many: boolean): NoticeKind {
  if (kind === "expiring") return many ? "files_restore_expiring" : "file_restore_expiring";
  if (many) return "files_restored";
  return kind === "failed" ? "file_restore_failed" : "file_restored";
}
