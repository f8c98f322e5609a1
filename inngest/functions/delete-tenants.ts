import { NonRetriableError } from "inngest";
import { inngest } from "#inngest/client.ts";
import { decided } from "#inngest/decided.ts";
import { deletionNotice } from "#inngest/events.ts";
import { mailIdOf } from "#lib/email/mail-id.ts";
import { sendMail } from "#lib/email/send.ts";
import { deleteTenant } from "#lib/tenancy/delete-tenant.ts";
import { deletionMails } from "#lib/tenancy/deletion-mail.ts";
import { announceSoon, dueDeletions } from "#lib/tenancy/due-deletions.ts";

/** Hourly: organisations whose days to undo it are over go; admins of those that will be soon are told. */
export const deleteDueTenants = inngest.createFunction(
  { id: "delete-due-tenants", triggers: [{ cron: "23 * * * *" }], retries: 2, concurrency: [{ limit: 1 }] },
  async ({ step }) => {
    await step.run("announce_soon", () => announceSoon());
    const due = await step.run("find_due", () => dueDeletions());
    const failed: string[] = [];
    for (const slug of due)
      await step
        .run(`delete_${slug}`, () => deleteTenant({ slug, confirmed: true, by: "request" }))
        .catch(() => failed.push(slug));
    // One that is busy is tried again in an hour, and keeps no other.
    if (failed.length > 0) throw new NonRetriableError(`These could not be deleted: ${failed.join(", ")}`);
    return { deleted: due.length };
  },
);

/** One mail to each admin, whatever mails they chose; a step each, so that a failed mail is sent again alone. */
export const notifyDeletion = inngest.createFunction(
  { id: "notify-deletion", triggers: [deletionNotice], retries: 8 },
  async ({ event, step }) => {
    const mails = await step.run("write", () => deletionMails(event.data));
    for (const mail of mails)
      await step.run(`mail_${mail.to}`, () => decided(() => sendMail(mailIdOf(event.id, mail.to), mail)));
    return { mails: mails.length };
  },
);
