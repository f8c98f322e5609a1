import { z } from "zod";
import { CreditInvoice, creditInvoice } from "#lib/billing/credit-invoice.ts";
import { InvoiceDetail } from "#lib/billing/views.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
  {
    summary: "Credit a final invoice, in whole or in part",
    access: "operator",
    creates: "by key",
    params: z.object({ id: z.uuid() }),
    body: CreditInvoice,
    status: 201,
    response: InvoiceDetail,
  },
  ({ ctx, params, body, system }) => creditInvoice(params.id, body, system, ctx),
);
