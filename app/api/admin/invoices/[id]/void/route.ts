import { z } from "zod";
import { closeInvoice } from "#lib/billing/payments/close-invoice.ts";
import { InvoiceStateView } from "#lib/billing/payments/present-state.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
  {
    summary: "Void an invoice that was never owed",
    access: "operator",
    params: z.object({ id: z.uuid() }),
    response: InvoiceStateView,
  },
  ({ ctx, params }) => closeInvoice(params.id, "void", ctx),
);
