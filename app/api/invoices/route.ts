import { InvoiceList, ListInvoices, listInvoices } from "#lib/billing/list-invoices.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    summary: "The organisation's invoices, newest first",
    access: "admin",
    query: ListInvoices,
    response: InvoiceList,
    whileSuspended: true,
  },
  ({ ctx, query }) => listInvoices(ctx, query),
);
