import { z } from "zod";
import { listPlans, PlanOffer } from "#lib/billing/plans/read-plan.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    summary: "Plans on offer, with this month's prices in the organisation's currency",
    access: "viewer",
    response: z.object({ items: z.array(PlanOffer) }),
    whileSuspended: true,
  },
  ({ ctx }) => listPlans(ctx),
);
