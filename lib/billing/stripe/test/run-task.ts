import { recordPayment } from "#lib/billing/payments/record-payment.ts";
import { sendInvoice } from "#lib/billing/payments/send-invoice.ts";
import { settleAtStripe } from "#lib/billing/payments/settle-at-stripe.ts";
import { applyStripeEvent } from "../apply-event.ts";
import { makeStripe } from "../client.ts";

/** What a job process of the kill test is told to do, against the double at `apiBase`. */
export type Task = { apiBase: string } & (
  | { kind: "send" | "record" | "settle"; invoiceId: string }
  | { kind: "event"; eventId: string; tenantId: string }
);

/** As jobs do it, but that no answer is given up: the process ends before. */
export function runTask(task: Task): Promise<unknown> {
  const stripe = makeStripe(
    { secretKey: "sk_test_double", apiBase: task.apiBase },
    { retries: 0, timeoutMs: 60_000 },
  );
  switch (task.kind) {
    case "send":
      return sendInvoice(task.invoiceId, stripe);
    case "record":
      return recordPayment(task.invoiceId, { amount: "40.00", reference: "bank" }, new Date(), stripe);
    case "settle":
      return settleAtStripe(task.invoiceId, stripe);
    case "event":
      return applyStripeEvent(task.eventId, task.tenantId, { stripe, changePlan: async () => {} });
  }
}
