import { inngest } from "#inngest/client.ts";
import { decided } from "#inngest/decided.ts";
import { usageThresholdReached } from "#inngest/events.ts";
import { mailIdOf } from "#lib/email/mail-id.ts";
import { causeOf } from "#lib/notifications/notify.ts";
import { noticeThreshold } from "#lib/usage/notice-threshold.ts";
import { checkThresholds } from "#lib/usage/thresholds.ts";
import { adminAddresses, mailThreshold } from "#lib/usage/thresholds-mail.ts";

/** Every five minutes: who has reached 90 or 100 % of what the plan includes. */
export const checkUsageThresholds = inngest.createFunction(
  { id: "check-thresholds", triggers: [{ cron: "*/5 * * * *" }], retries: 3, concurrency: [{ limit: 1 }] },
  async ({ step }) => ({ reached: await step.run("check", async () => (await checkThresholds()).length) }),
);

/** One mail to each admin; a step each, so that a failed mail is sent again alone. */
export const notifyThreshold = inngest.createFunction(
  { id: "notify-threshold", triggers: [usageThresholdReached], retries: 5 },
  async ({ event, step }) => {
    await step.run("notice", () => noticeThreshold(event.data, causeOf(event.id)));
    const admins = await step.run("find_admins", () => adminAddresses(event.data.tenant_id, "usage"));
    for (const admin of admins)
      await step.run(`mail_${admin}`, () =>
        decided(() => mailThreshold(mailIdOf(event.id, admin), admin, event.data)),
      );
    return { mails: admins.length };
  },
);
