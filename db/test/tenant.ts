import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { planVersion } from "#lib/billing/plan-version.ts";
import { capsOf } from "#lib/billing/plans/limits.ts";
import { memberships, type PlanId, type Role, tenantSettings, tenants, users } from "../schema/index.ts";
import { withSystem } from "../tenant.ts";

export interface TestTenant {
  id: string;
  slug: string;
}

/** A tenant of a test's own, so that all tests can run at once. */
export async function makeTenant(
  options: { plan?: PlanId; slug?: string; storageQuota?: number } = {},
): Promise<TestTenant> {
  const slug = options.slug ?? `t-${randomUUID().slice(0, 18)}`;
  const plan = options.plan ?? "free";
  return withSystem(async (tx) => {
    const caps = capsOf(await planVersion(tx, plan));
    const [row] = await tx
      .insert(tenants)
      .values({
        name: slug,
        slug,
        subscriptionTier: plan,
        ...caps,
        storageQuota: options.storageQuota ?? caps.storageQuota,
      })
      .returning({ id: tenants.id, slug: tenants.slug });
    if (!row) throw new Error("No tenant was made");
    await tx.insert(tenantSettings).values({ tenantId: row.id });
    return row;
  });
}

/** A member with the given role. */
export async function makeMember(tenantId: string, role: Role): Promise<{ id: string; email: string }> {
  return withSystem(async (tx) => {
    const email = `${role}-${randomUUID()}@example.test`;
    const [user] = await tx
      .insert(users)
      .values({ email, name: `Test ${role}`, emailVerifiedAt: sql`now()` })
      .returning({ id: users.id });
    if (!user) throw new Error("No user was made");
    await tx.insert(memberships).values({ tenantId, userId: user.id, role });
    return { id: user.id, email };
  });
}
