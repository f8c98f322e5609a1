import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import type { PlanId } from "#db/schema/billing.ts";
import type { PlanVersion } from "#lib/billing/plan-version.ts";
import { keptText } from "#lib/i18n/kept-text.ts";

/** What a tenant may store and archive (bytes) and call (a month) before it is refused. */
export interface HardCaps {
  storageQuota: number;
  archiveQuota: number;
  apiQuota: number;
}

export interface OverLimit {
  what: "storage" | "seats";
  used: number;
  limit: number;
  message: string;
}

export function capsOf(plan: PlanVersion): HardCaps {
  return {
    storageQuota: plan.storageLimit * plan.capFactor,
    archiveQuota: plan.archiveLimit * plan.capFactor,
    apiQuota: plan.apiCallsLimit * plan.capFactor,
  };
}

/** The caps after a change of plan: the new plan's, unless an operator had raised them above the old plan's. */
export function movedCaps(now: HardCaps, from: PlanVersion, to: PlanVersion): HardCaps {
  const [before, after] = [capsOf(from), capsOf(to)];
  const move = (held: number, old: number, next: number) => (held > old ? Math.max(held, next) : next);
  return {
    storageQuota: move(now.storageQuota, before.storageQuota, after.storageQuota),
    archiveQuota: move(now.archiveQuota, before.archiveQuota, after.archiveQuota),
    apiQuota: move(now.apiQuota, before.apiQuota, after.apiQuota),
  };
}

/**
 * What of the tenant is beyond the new plan, in words; empty when it fits. Files and calls of the month are no obstacle:
 * they start anew with the month. Nor is the archive: what is there stays and can be restored, beyond the limit at the new
 * plan's price. Bytes promised to uploads and open invitations count. Works in a tenant's and in a
 * system transaction.
 */
export async function overLimits(
  tx: Transaction,
  tenantId: string,
  to: PlanVersion,
  caps: HardCaps,
): Promise<OverLimit[]> {
  const [held] = await tx.execute<{ stored: string; seats: string }>(sql`
    select t.storage_used + t.storage_reserved as stored,
      (select count(*) from memberships m where m.tenant_id = t.id)
        + (select count(*) from tenant_invitations i where i.tenant_id = t.id and i.accepted_at is null
            and i.revoked_at is null and i.expires_at > now()) as seats
    from tenants t where t.id = ${tenantId}`);
  if (!held) throw new Error(`There is no tenant ${tenantId}`);
  const [stored, seats] = [Number(held.stored), Number(held.seats)];
  const over: OverLimit[] = [];
  if (stored > caps.storageQuota) {
    over.push({
      what: "storage",
      used: stored,
      limit: caps.storageQuota,
      message: keptText("over_storage", {
        stored: gib(stored),
        plan: to.name,
        quota: gib(caps.storageQuota),
      }),
    });
  }
  if (to.seatLimit !== null && seats > to.seatLimit) {
    over.push({
      what: "seats",
      used: seats,
      limit: to.seatLimit,
      message: keptText("over_seats", { seats, plan: to.name, limit: to.seatLimit }),
    });
  }
  return over;
}

/** From the smallest plan to the largest. */
const ORDER: readonly PlanId[] = ["free", "pro", "enterprise"];

export function isUpgrade(from: PlanId, to: PlanId): boolean {
  return ORDER.indexOf(to) > ORDER.indexOf(from);
}

function gib(bytes: number): string {
  return (bytes / 2 ** 30).toFixed(2).replace(/\.?0+$/, "");
}
