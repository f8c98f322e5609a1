import { z } from "zod";
import { readInvoice } from "#lib/billing/read-invoice.ts";
import { InvoiceDetail } from "#lib/billing/views.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    summary: "One invoice with its lines and what happened to it",
    access: "admin",
    params: z.object({ id: z.uuid() }),
    response: InvoiceDetail,
    whileSuspended: true,
  },
  ({ ctx, params }) => readInvoice(ctx, params.id),
);
