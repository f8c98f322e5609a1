import { route } from "#lib/http/route.ts";
import {
  ListOperatorInvoices,
  listOperatorInvoices,
  OperatorInvoiceList,
} from "#lib/operators/list-invoices.ts";

export const GET = route(
  {
    summary: "Invoices of all organisations",
    access: "operator",
    query: ListOperatorInvoices,
    response: OperatorInvoiceList,
  },
  ({ query }) => listOperatorInvoices(query),
);
