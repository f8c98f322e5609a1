import { cancelPlanChange, PlanState } from "#lib/billing/plans/read-plan.ts";
import { route } from "#lib/http/route.ts";

export const DELETE = route(
  {
    summary: "Take back a change of plan that waits for the month's end",
    access: "admin",
    response: PlanState,
  },
  ({ ctx }) => cancelPlanChange(ctx),
);
