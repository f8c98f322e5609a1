import { PlanPreview, PreviewQuery, previewPlan } from "#lib/billing/plans/preview-plan.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    summary: "What a change of plan would mean for this month's invoice, to the cent",
    access: "admin",
    query: PreviewQuery,
    response: PlanPreview,
  },
  ({ ctx, query }) => previewPlan(ctx, query),
);
