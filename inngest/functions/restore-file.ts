import { inngest } from "#inngest/client.ts";
import { decided } from "#inngest/decided.ts";
import {
  fileRestored,
  fileRestoreExpiring,
  fileRestoreFailed,
  fileRestoresSettled,
  restoreRequested,
} from "#inngest/events.ts";
import { advanceRestore } from "#lib/archival/advance-restore.ts";
import { advanceDue } from "#lib/archival/due-restores.ts";
import { restoreMails } from "#lib/archival/restore-mail.ts";
import { noticeRestore } from "#lib/archival/restore-notices.ts";
import { mailIdOf } from "#lib/email/mail-id.ts";
import { sendMail } from "#lib/email/send.ts";
import { NotFound } from "#lib/errors.ts";
import { causeOf } from "#lib/notifications/notify.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";

/** A restore that is ready sooner than this is followed at once; hours are left to the minutely poll. */
const FOLLOWED_MS = 60_000;
const LOOKS = 20;

/** Gives a restore to the store as soon as it is asked for, follows one of seconds, and copies back what is to be hot. */
export const restoreFile = inngest.createFunction(
  {
    id: "restore-file",
    triggers: [restoreRequested],
    retries: 4,
    cancelOn: [{ event: "tenant/deleted", match: "data.tenant_id" }],
    concurrency: [{ key: "event.data.tenant_id", limit: 2 }, { limit: 4 }],
  },
  async ({ event, step, runId }) => {
    for (let look = 1; look <= LOOKS; look++) {
      const soon = await step.run(`look_${look}`, () => advanced(event.data, runId));
      if (soon === null) return { looks: look };
      await step.sleepUntil(`wait_${look}`, soon);
    }
    return { looks: LOOKS };
  },
);

/** When it is to be looked at next, where that is soon. */
async function advanced(
  { tenant_id, restore_id }: { tenant_id: string; restore_id: string },
  runId: string,
): Promise<string | null> {
  const ctx = await systemCtx(tenant_id, runId).catch((error) => {
    if (error instanceof NotFound) return null;
    throw error;
  });
  const next = ctx && (await advanceRestore(ctx, restore_id));
  return next && next.getTime() - Date.now() < FOLLOWED_MS ? next.toISOString() : null;
}

/** Every minute: restores under way that are to be asked about, those that end soon, and those that have ended. */
export const pollRestores = inngest.createFunction(
  { id: "poll-restores", triggers: [{ cron: "* * * * *" }], retries: 1, concurrency: [{ limit: 1 }] },
  async ({ step }) => {
    const total = { advanced: 0, failed: 0 };
    for (let page = 1; page <= 50; page++) {
      const { advanced, failed, more } = await step.run(`look_${page}`, () => advanceDue());
      total.advanced += advanced;
      total.failed += failed;
      if (!more) break;
    }
    return total;
  },
);

/** Tells who asked that a file is readable, goes back soon, or could not be restored; a step each, so that a failed mail is sent again alone. */
export const notifyRestore = inngest.createFunction(
  {
    id: "notify-restore",
    triggers: [fileRestored, fileRestoreExpiring, fileRestoreFailed, fileRestoresSettled],
    retries: 5,
  },
  async ({ event, step }) => {
    await step.run("notice", () => noticeRestore(event.name, event.data, causeOf(event.id)));
    const mails = await step.run("write", () => restoreMails(event.name, event.data));
    for (const mail of mails)
      await step.run(`mail_${mail.to}`, () => decided(() => sendMail(mailIdOf(event.id, mail.to), mail)));
    return { mails: mails.length };
  },
);
