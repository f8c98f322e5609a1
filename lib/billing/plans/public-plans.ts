import { logger } from "#lib/observability/logger.ts";
import { listPublicPlans } from "./read-plan.ts";

/** The plans on offer, or none while the database is away: for pages that tell of more than plans and stand all the same. */
export async function publicPlansIfThere(): ReturnType<typeof listPublicPlans> {
  try {
    return await listPublicPlans();
  } catch (error) {
    logger().warn({ err: error }, "the plans could not be read: a page leaves them out");
    return [];
  }
}
