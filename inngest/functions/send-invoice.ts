import { inngest } from "#inngest/client.ts";
import { decided } from "#inngest/decided.ts";
import { invoiceFinalised, invoiceNotice, invoiceSettled } from "#inngest/events.ts";
import { noticeMails } from "#lib/billing/payments/notices.ts";
import { sendInvoice as send } from "#lib/billing/payments/send-invoice.ts";
import { isBeingRecorded, settleAtStripe } from "#lib/billing/payments/settle-at-stripe.ts";
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

/** Seconds in which the request that announced a payment records it itself, unless it died or Stripe is away. */
const REQUEST_SECONDS = 15;

/** What came by another way than the card is recorded, and settled, at Stripe as well. */
export const settleInvoice = inngest.createFunction(
  {
    id: "settle-invoice",
    triggers: [invoiceSettled],
    retries: 20,
    concurrency: [{ key: "event.data.tenant_id", limit: 1 }, { limit: 8 }],
  },
  async ({ event, step }) => {
    const { invoice_id: id } = event.data;
    if (await step.run("look", () => isBeingRecorded(id, REQUEST_SECONDS)))
      await step.sleep("leave_it_to_the_request", `${REQUEST_SECONDS}s`);
    return step.run("settle_at_stripe", () => decided(() => settleAtStripe(id, stripeClient())));
  },
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
