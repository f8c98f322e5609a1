import { z } from "zod";
import { InvoiceStateView } from "#lib/billing/payments/present-state.ts";
import { RecordPayment, recordPayment } from "#lib/billing/payments/record-payment.ts";
import { stripeClient } from "#lib/billing/stripe/client.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
  {
    summary: "Record a payment that came by another way than the card",
    access: "operator",
    creates: { needsNoKey: "the reference names the payment: the same again changes nothing" },
    params: z.object({ id: z.uuid() }),
    body: RecordPayment,
    status: 201,
    response: InvoiceStateView,
  },
  ({ ctx, params, body }) => recordPayment(params.id, body, new Date(), stripeClient(), ctx),
);
