import { z } from "zod";
import { CreditInvoice, creditInvoice } from "#lib/billing/credit-invoice.ts";
import { InvoiceDetail } from "#lib/billing/views.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
  {
    summary: "Credit a final invoice, in whole or in part",
    access: "operator",
    params: z.object({ id: z.uuid() }),
    body: CreditInvoice,
    status: 201,
    response: InvoiceDetail,
  },
  ({ params, body }) => creditInvoice(params.id, body),
);
