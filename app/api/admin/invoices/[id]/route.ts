import { z } from "zod";
import { InvoiceDetail } from "#lib/billing/views.ts";
import { route } from "#lib/http/route.ts";
import { readOperatorInvoice } from "#lib/operators/read-invoice.ts";

export const GET = route(
  {
    summary: "An invoice of any organisation with its lines and timeline",
    access: "operator",
    params: z.object({ id: z.uuid() }),
    response: InvoiceDetail,
  },
  ({ params }) => readOperatorInvoice(params.id),
);
