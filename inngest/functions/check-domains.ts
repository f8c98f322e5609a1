import { inngest } from "#inngest/client.ts";
import { decided } from "#inngest/decided.ts";
import { domainNotice } from "#inngest/events.ts";
import { domainMails } from "#lib/domains/notice-mail.ts";
import { dueDomains, recheckDomain } from "#lib/domains/recheck.ts";
import { mailIdOf } from "#lib/email/mail-id.ts";
import { sendMail } from "#lib/email/send.ts";

/** Every ten minutes: whether the records of claimed domains are there, and those of proven ones still are. */
export const checkDomains = inngest.createFunction(
  { id: "check-domains", triggers: [{ cron: "*/10 * * * *" }], retries: 1, concurrency: [{ limit: 1 }] },
  async ({ step }) => {
    const due = await step.run("find_due", () => dueDomains());
    for (const domain of due) await step.run(`check_${domain.id}`, () => recheckDomain(domain));
    return { checked: due.length };
  },
);

/** One mail to each admin who takes them; a step each, so that a failed mail is sent again alone. */
export const notifyDomain = inngest.createFunction(
  { id: "notify-domain", triggers: [domainNotice], retries: 5 },
  async ({ event, step }) => {
    const mails = await step.run("write", () => domainMails(event.data));
    for (const mail of mails)
      await step.run(`mail_${mail.to}`, () => decided(() => sendMail(mailIdOf(event.id, mail.to), mail)));
    return { mails: mails.length };
  },
);
