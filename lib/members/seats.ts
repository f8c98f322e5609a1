import { eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { billingAccounts, type PlanId } from "#db/schema/billing.ts";
import { tenants } from "#db/schema/tenants.ts";
import { planVersion } from "#lib/billing/plan-version.ts";
import { Conflict } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";

/** Null: as many as one likes. */
export interface Seats {
  limit: number | null;
  free: number | null;
}

/** Whoever asks: only the organisation counts. */
interface Of {
  tenant: { id: string };
}

/** The plan's seats and those that neither a member nor an open invitation takes. */
export async function readSeats(ctx: Of, tx: Transaction): Promise<Seats> {
  return seatsOf(ctx, tx, await tenantQuery(ctx, tx));
}

/** The same, with the organisation locked until the transaction ends, so that nobody counts meanwhile. */
export async function lockSeats(ctx: Of, tx: Transaction): Promise<Seats> {
  return seatsOf(ctx, tx, await tenantQuery(ctx, tx).for("update", { of: tenants }));
}

const tenantQuery = (ctx: Of, tx: Transaction) =>
  tx
    .select({ tier: tenants.subscriptionTier, currency: billingAccounts.currency })
    .from(tenants)
    .innerJoin(billingAccounts, eq(billingAccounts.tenantId, tenants.id))
    .where(eq(tenants.id, ctx.tenant.id));

async function seatsOf(
  ctx: Of,
  tx: Transaction,
  [tenant]: { tier: PlanId; currency: string }[],
): Promise<Seats> {
  if (!tenant) throw new Error(`There is no tenant ${ctx.tenant.id}`);
  const { seatLimit } = await planVersion(tx, tenant.tier, { currency: tenant.currency });
  if (seatLimit === null) return { limit: null, free: null };
  const [row] = await tx.execute<{ taken: number }>(sql`
    select (select count(*) from memberships where tenant_id = ${ctx.tenant.id})::int
         + (select count(*) from tenant_invitations where tenant_id = ${ctx.tenant.id}
            and accepted_at is null and revoked_at is null and expires_at > now())::int as taken`);
  return { limit: seatLimit, free: Math.max(0, seatLimit - (row?.taken ?? 0)) };
}

export const noSeats = ({ limit }: Seats) =>
  new Conflict("seats_full", problemText("members.planSeatsOpen", { limit: limit ?? 0 }));
