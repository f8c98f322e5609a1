import { z } from "zod";
import { inngest } from "#inngest/client.ts";
import { decided } from "#inngest/decided.ts";
import {
  estimateDeleted,
  estimateIssued,
  estimateReviewChanged,
  estimateRevisionWithdrawn,
  estimateSaved,
  fileArchived,
  fileProcessed,
  fileRestored,
  fileRestoreExpiring,
  fileUploaded,
  invoiceFinalised,
  invoicePaid,
  memberChanged,
  usageThresholdReached,
  webhookEndpointStopped,
} from "#inngest/events.ts";
import { mailIdOf } from "#lib/email/mail-id.ts";
import { sendMail } from "#lib/email/send.ts";
import { NotFound } from "#lib/errors.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { announce } from "#lib/webhooks/announce.ts";
import { HeardEvent } from "#lib/webhooks/describe-event.ts";
import { stoppedMails } from "#lib/webhooks/stopped-mail.ts";

/** What happens becomes messages for the organisation's webhook endpoints, which couriers send. */
export const announceWebhooks = inngest.createFunction(
  {
    id: "announce-webhooks",
    triggers: [
      fileUploaded,
      fileProcessed,
      fileArchived,
      fileRestored,
      fileRestoreExpiring,
      estimateSaved,
      estimateDeleted,
      estimateReviewChanged,
      estimateIssued,
      estimateRevisionWithdrawn,
      usageThresholdReached,
      invoiceFinalised,
      invoicePaid,
      memberChanged,
    ],
    retries: 10,
    concurrency: [{ key: "event.data.tenant_id", limit: 2 }, { limit: 8 }],
  },
  async ({ event, step, runId }) =>
    step.run("write_messages", async () => {
      const ctx = await systemCtx(event.data.tenant_id, runId).catch((error) => {
        // The organisation is gone, and whoever listened for it.
        if (error instanceof NotFound) return null;
        throw error;
      });
      if (!ctx) return { deliveries: 0 };
      const about = { eventId: z.uuid().parse(event.id), occurredAt: new Date(event.ts ?? Date.now()) };
      return { deliveries: await announce(ctx, HeardEvent.parse(event), about) };
    }),
);

/** An endpoint that failed for days, or said that it is gone, is made known to the admins: a step per recipient. */
export const notifyWebhookStopped = inngest.createFunction(
  {
    id: "notify-webhook-stopped",
    triggers: [webhookEndpointStopped],
    retries: 8,
    concurrency: [{ limit: 4 }],
  },
  async ({ event, step }) => {
    const mails = await step.run("write", () => stoppedMails(event.data.endpoint_id));
    for (const mail of mails)
      await step.run(`mail_${mail.to}`, () => decided(() => sendMail(mailIdOf(event.id, mail.to), mail)));
  },
);
