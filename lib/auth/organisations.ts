import { and, asc, eq } from "drizzle-orm";
import { memberships, type Role, sessions } from "#db/schema/auth.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { tenantNotFound } from "#lib/auth/authenticate.ts";
import { issueToken } from "#lib/auth/tokens.ts";
import { originOf } from "#lib/tenancy/host.ts";

export interface OwnOrganisation {
  slug: string;
  name: string;
  role: Role;
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

/**
 * A link that signs the person in at another of their organisations, once, within a minute. The session there is what the
 * one here is: it has shown the second factor or not, and is as fresh. From a session by single sign-on the link
 * only leads to the sign-in page there: what one organisation's identity provider says counts for nothing at another.
 */
export async function handOver(
  { userId, sessionId }: { userId: string; sessionId: string },
  slug: string,
): Promise<{ url: string }> {
  return withSystem(async (tx) => {
    const [tenant] = await tx
      .select({ id: tenants.id })
      .from(tenants)
      .innerJoin(memberships, and(eq(memberships.tenantId, tenants.id), eq(memberships.userId, userId)))
      .where(eq(tenants.slug, slug));
    if (!tenant) throw tenantNotFound();
    const [session] = await tx
      .select({ method: sessions.method })
      .from(sessions)
      .where(eq(sessions.id, sessionId));
    if (session?.method === "sso") return { url: `${originOf(slug)}/sign-in` };
    const token = await issueToken(tx, {
      purpose: "handoff",
      userId,
      tenantId: tenant.id,
      sessionId,
    });
    return { url: `${originOf(slug)}/sign-in/token?auto#${token}` };
  });
}
