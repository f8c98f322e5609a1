import { withSystem } from "#db/tenant.ts";
import { inngest } from "#inngest/client.ts";
import { decided } from "#inngest/decided.ts";
import { planChangeRefused } from "#inngest/events.ts";
import { applyDuePlanChanges, duePlanChanges } from "#lib/billing/plans/apply-due-changes.ts";
import { followPlanVersions } from "#lib/billing/plans/follow-versions.ts";
import { mailIdOf } from "#lib/email/mail-id.ts";
import { adminAddresses, mailRefusedChange } from "#lib/usage/thresholds-mail.ts";

/** How many tenants one step takes up. */
const GROUP = 50;

/** Plans that waited for the month's end take effect, within five minutes of it; hard caps follow new versions of plans. */
export const applyPlanChanges = inngest.createFunction(
  { id: "apply-plan-changes", triggers: [{ cron: "*/5 * * * *" }], retries: 3, concurrency: [{ limit: 1 }] },
  async ({ step }) => {
    const due = await step.run("find_due", async () => {
      await withSystem((tx) => followPlanVersions(tx, new Date()));
      return duePlanChanges();
    });
    const done = { applied: 0, refused: 0 };
    for (let from = 0; from < due.length; from += GROUP) {
      const group = due.slice(from, from + GROUP);
      const { applied, refused } = await step.run(`apply_${from}`, () => applyDuePlanChanges(group));
      done.applied += applied;
      done.refused += refused;
    }
    return done;
  },
);

/** Tells the admins that a change which waited was not made, and why. */
export const notifyRefusedPlanChange = inngest.createFunction(
  { id: "notify-refused-plan-change", triggers: [planChangeRefused], retries: 5 },
  async ({ event, step }) => {
    const admins = await step.run("find_admins", () => adminAddresses(event.data.tenant_id, "plan_changes"));
    for (const admin of admins)
      await step.run(`mail_${admin}`, () =>
        decided(() => mailRefusedChange(mailIdOf(event.id, admin), admin, event.data)),
      );
    return { mails: admins.length };
  },
);
