import { and, count, eq, isNull, sql } from "drizzle-orm";
import type Stripe from "stripe";
import { memberships, users } from "#db/schema/auth.ts";
import { billingAccounts, stripeEvents } from "#db/schema/billing.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { NotFound } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { exactlyOnce } from "./exactly-once.ts";

/** The tenant's customer at Stripe, made once: the same for all who ask at once, and after any crash. */
export async function ensureCustomer(stripe: Stripe, tenantId: string): Promise<string> {
  const tenant = await withSystem(async (tx) => {
    const [row] = await tx
      .select({
        name: tenants.name,
        customer: tenants.stripeCustomerId,
        legalName: billingAccounts.legalName,
        contacts: billingAccounts.contacts,
        admin: sql<
          string | null
        >`(select ${users.email} from ${users} join ${memberships} on ${memberships.userId} = ${users.id}
          where ${memberships.tenantId} = ${tenants.id} and ${memberships.role} = 'admin' order by ${memberships.createdAt}, ${users.id} limit 1)`,
      })
      .from(tenants)
      .innerJoin(billingAccounts, eq(billingAccounts.tenantId, tenants.id))
      .where(eq(tenants.id, tenantId));
    if (!row) throw new NotFound("tenant_not_found", problemText("billing.thereIsNo"));
    const [deleted] = await tx
      .select({ times: count() })
      .from(stripeEvents)
      .where(
        and(
          eq(stripeEvents.type, "customer.deleted"),
          sql`${stripeEvents.payload} #>> '{data,object,metadata,tenant_id}' = ${tenantId}`,
        ),
      );
    return { ...row, generation: deleted?.times ?? 0 };
  });
  if (tenant.customer) return tenant.customer;

  const email = tenant.contacts[0] ?? tenant.admin;
  const customer = await exactlyOnce(
    // One that was deleted at Stripe must not come back as the answer to its own key.
    `tenant-${tenantId}-customer-${tenant.generation}`,
    () => findCustomer(stripe, tenantId, email),
    (idempotencyKey) =>
      stripe.customers.create(
        {
          name: tenant.legalName ?? tenant.name,
          ...(email ? { email } : {}),
          metadata: { tenant_id: tenantId },
        },
        { idempotencyKey },
      ),
  );
  return withSystem(async (tx) => {
    const mine = eq(tenants.id, tenantId);
    await tx
      .update(tenants)
      .set({ stripeCustomerId: customer.id })
      .where(and(mine, isNull(tenants.stripeCustomerId)));
    const [row] = await tx.select({ customer: tenants.stripeCustomerId }).from(tenants).where(mine);
    if (!row?.customer) throw new NotFound("tenant_not_found", problemText("billing.thereIsNo"));
    return row.customer;
  });
}

async function findCustomer(stripe: Stripe, tenantId: string, email: string | null) {
  if (!email) return null;
  const { data } = await stripe.customers.list({ email, limit: 100 });
  return data.find((customer) => customer.metadata.tenant_id === tenantId) ?? null;
}
