import { GeneratedInvoices, GenerateInvoices, generateInvoices } from "#lib/billing/generate-invoices.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
  {
    summary: "Make the invoices of a month",
    access: "operator",
    creates: { needsNoKey: "a month has one invoice of an organisation: a repetition makes none" },
    body: GenerateInvoices,
    response: GeneratedInvoices,
  },
  ({ ctx, body }) => generateInvoices(body, new Date(), ctx),
);
