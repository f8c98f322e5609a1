import { ChangePlan, PlanState, readPlan, requestPlan } from "#lib/billing/plans/read-plan.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    summary: "The organisation's plan, and a change that waits",
    access: "admin",
    response: PlanState,
    whileSuspended: true,
  },
  ({ ctx }) => readPlan(ctx),
);

export const POST = route(
  {
    summary:
      "Change the plan: up at once, down at a month's end, 28 days after the last upgrade at the earliest",
    access: "admin",
    body: ChangePlan,
    response: PlanState,
  },
  ({ ctx, body }) => requestPlan(ctx, body),
);
