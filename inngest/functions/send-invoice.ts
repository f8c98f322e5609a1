import { inngest } from "#inngest/client.ts";
import { decided } from "#inngest/decided.ts";
import { invoiceFinalised, invoiceNotice, invoiceSettled } from "#inngest/events.ts";
import { noticeMails } from "#lib/billing/payments/notices.ts";
import { sendInvoice as send } from "#lib/billing/payments/send-invoice.ts";
import { settleAtStripe } from "#lib/billing/payments/settle-at-stripe.ts";
import { stripeClient } from "#lib/billing/stripe/client.ts";
import { mailIdOf } from "#lib/email/mail-id.ts";
import { sendMail } from "#lib/email/send.ts";

/** A final invoice goes to its payer. An outage of Stripe's is waited for: some two hours of growing intervals. */
export const sendInvoice = inngest.createFunction(
  {
    id: "send-invoice",
    triggers: [invoiceFinalised],
    retries: 20,
    concurrency: [{ key: "event.data.tenant_id", limit: 1 }, { limit: 8 }],
  },
  ({ event, step }) => step.run("send", () => decided(() => send(event.data.invoice_id, stripeClient()))),
);

/** What was settled by another way than the card is settled at Stripe as well. */
export const settleInvoice = inngest.createFunction(
  {
    id: "settle-invoice",
    triggers: [invoiceSettled],
    retries: 20,
    concurrency: [{ key: "event.data.tenant_id", limit: 1 }, { limit: 8 }],
  },
  ({ event, step }) =>
    step.run("settle_at_stripe", () =>
      decided(async () => {
        const stripe = stripeClient();
        return stripe ? settleAtStripe(event.data.invoice_id, stripe) : "left";
      }),
    ),
);

/** The one place that mails about invoices: a step per recipient, so that one that fails keeps no other from its mail. */
export const mailInvoiceNotice = inngest.createFunction(
  { id: "mail-invoice-notice", triggers: [invoiceNotice], retries: 8, concurrency: [{ limit: 4 }] },
  async ({ event, step }) => {
    const mails = await step.run("write", () => noticeMails(event.data.invoice_id, event.data.notice));
    await Promise.all(
      mails.map((mail) =>
        step.run(`mail_${mail.to}`, () => decided(() => sendMail(mailIdOf(event.id, mail.to), mail))),
      ),
    );
  },
);
