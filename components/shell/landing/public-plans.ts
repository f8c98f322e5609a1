import { cache } from "react";
import { publicPlansIfThere } from "#lib/billing/plans/public-plans.ts";

/** The plans on offer, read once a request; none while they cannot be. */
export const publicPlans = cache(publicPlansIfThere);
