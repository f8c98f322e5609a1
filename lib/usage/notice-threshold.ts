import { withSystem } from "#db/tenant.ts";
import { notify } from "#lib/notifications/notify.ts";
import type { Reached } from "#lib/usage/thresholds.ts";

/** Tells the admins in the product that a threshold was reached; `cause` names the event. */
export function noticeThreshold(
  { tenant_id: tenantId, metric, threshold }: Reached,
  cause: string,
): Promise<void> {
  return withSystem((tx) =>
    notify(tx, {
      tenantId,
      kind: "usage_threshold",
      to: { admins: true },
      cause,
      data: { metric, threshold },
    }),
  );
}
