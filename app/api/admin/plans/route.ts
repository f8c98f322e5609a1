import { z } from "zod";
import { AddPlanVersion, addPlanVersion, listPlanVersions } from "#lib/billing/plans/plan-versions.ts";
import { PlanOffer } from "#lib/billing/plans/read-plan.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    summary: "Every version of every plan",
    access: "operator",
    response: z.object({ items: z.array(PlanOffer) }),
  },
  () => listPlanVersions(),
);

export const POST = route(
  {
    summary: "Add a version of a plan, in force from the first of a coming month",
    access: "operator",
    creates: {
      needsNoKey: "a month has one version of a plan: a repetition is answered 409 plan_version_exists",
    },
    body: AddPlanVersion,
    status: 201,
    response: PlanOffer,
  },
  ({ ctx, body }) => addPlanVersion(body, new Date(), ctx),
);
