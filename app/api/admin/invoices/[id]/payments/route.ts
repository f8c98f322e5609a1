import { z } from "zod";
import { InvoiceStateView } from "#lib/billing/payments/present-state.ts";
import { RecordPayment, recordPayment } from "#lib/billing/payments/record-payment.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
  {
    summary: "Record a payment that came by another way than the card",
    access: "operator",
    params: z.object({ id: z.uuid() }),
    body: RecordPayment,
    status: 201,
    response: InvoiceStateView,
  },
  ({ params, body }) => recordPayment(params.id, body),
);
