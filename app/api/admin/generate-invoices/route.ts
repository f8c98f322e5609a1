import { GeneratedInvoices, GenerateInvoices, generateInvoices } from "#lib/billing/generate-invoices.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
  {
    summary: "Make the invoices of a month",
    access: "operator",
    body: GenerateInvoices,
    response: GeneratedInvoices,
  },
  ({ body }) => generateInvoices(body),
);
