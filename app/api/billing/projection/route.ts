import { ProjectedInvoice, projectInvoice } from "#lib/billing/plans/project-invoice.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    summary: "What this month's invoice becomes if usage goes on as it went so far",
    access: "admin",
    response: ProjectedInvoice,
  },
  ({ ctx }) => projectInvoice(ctx),
);
