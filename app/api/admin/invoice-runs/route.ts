import { route } from "#lib/http/route.ts";
import { InvoiceRunList, ListInvoiceRuns, listInvoiceRuns } from "#lib/operators/list-invoice-runs.ts";

export const GET = route(
  {
    summary: "Invoice runs and their progress",
    access: "operator",
    query: ListInvoiceRuns,
    response: InvoiceRunList,
  },
  ({ query }) => listInvoiceRuns(query),
);
