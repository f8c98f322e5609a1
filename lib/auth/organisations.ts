import { and, asc, eq } from "drizzle-orm";
import { memberships } from "#db/schema/auth.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { tenantNotFound } from "#lib/auth/authenticate.ts";
import { issueToken } from "#lib/auth/tokens.ts";
import { originOf } from "#lib/tenancy/host.ts";

export interface OwnOrganisation {
  slug: string;
  name: string;
  role: string;
  url: string;
}

/** The organisations a person belongs to, by name. */
export async function organisationsOf(userId: string): Promise<OwnOrganisation[]> {
  const rows = await withSystem((tx) =>
    tx
      .select({ slug: tenants.slug, name: tenants.name, role: memberships.role })
      .from(memberships)
      .innerJoin(tenants, eq(tenants.id, memberships.tenantId))
      .where(eq(memberships.userId, userId))
      .orderBy(asc(tenants.name)),
  );
  return rows.map((row) => ({ ...row, url: originOf(row.slug) }));
}

/** A link that signs the person in at another of their organisations, once, within a minute. */
export async function handOver(userId: string, slug: string): Promise<{ url: string }> {
  return withSystem(async (tx) => {
    const [tenant] = await tx
      .select({ id: tenants.id })
      .from(tenants)
      .innerJoin(memberships, and(eq(memberships.tenantId, tenants.id), eq(memberships.userId, userId)))
      .where(eq(tenants.slug, slug));
    if (!tenant) throw tenantNotFound();
    const token = await issueToken(tx, { purpose: "handoff", userId, tenantId: tenant.id });
    return { url: `${originOf(slug)}/sign-in/token?auto#${token}` };
  });
}
