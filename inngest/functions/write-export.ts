import { inngest } from "#inngest/client.ts";
import { decided } from "#inngest/decided.ts";
import { exportFinished, exportRequested } from "#inngest/events.ts";
import { mailIdOf } from "#lib/email/mail-id.ts";
import { sendMail } from "#lib/email/send.ts";
import { exportMails } from "#lib/exports/export-mail.ts";
import { noticeExport } from "#lib/exports/notice-export.ts";
import { failExport, runExport } from "#lib/exports/run-export.ts";
import { expiredExports, expireExport } from "#lib/exports/sweep-exports.ts";
import { keptText } from "#lib/i18n/kept-text.ts";
import { causeOf } from "#lib/notifications/notify.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";

/** An export is one stream, so one step: when its process dies, it is begun anew. */
export const writeExport = inngest.createFunction(
  {
    id: "write-export",
    triggers: [exportRequested],
    retries: 4,
    cancelOn: [{ event: "tenant/deleted", match: "data.tenant_id" }],
    concurrency: [{ limit: 2 }],
    onFailure: async ({ event }) => {
      const data = exportRequested.schema.parse(event.data.event.data);
      await failExport(await systemCtx(data.tenant_id), data.export_id, keptText("export_failed"));
    },
  },
  async ({ event, step, runId }) =>
    step.run("write", () =>
      decided(async () => runExport(await systemCtx(event.data.tenant_id, runId), event.data.export_id)),
    ),
);

/** Tells that an archive is there, or why there is none. */
export const notifyExport = inngest.createFunction(
  { id: "notify-export", triggers: [exportFinished], retries: 5 },
  async ({ event, step }) => {
    await step.run("notice", () => noticeExport(event.data, causeOf(event.id)));
    const mails = await step.run("write", () => exportMails(event.data));
    for (const mail of mails)
      await step.run(`mail_${mail.to}`, () => decided(() => sendMail(mailIdOf(event.id, mail.to), mail)));
    return { mails: mails.length };
  },
);

/** Archives whose days are over go. */
export const sweepExports = inngest.createFunction(
  { id: "sweep-exports", triggers: [{ cron: "41 * * * *" }], retries: 3, concurrency: [{ limit: 1 }] },
  async ({ step }) => {
    const expired = await step.run("find_expired", () => expiredExports());
    for (const one of expired) await step.run(`remove_${one.id}`, () => expireExport(one));
    return { removed: expired.length };
  },
);
