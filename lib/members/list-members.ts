import { and, asc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { apiKeys, memberships, ROLES, secondFactors, users } from "#db/schema/auth.ts";
import { withSystem } from "#db/tenant.ts";
import { suppressedAmong } from "#lib/email/suppress.ts";
import { type Ctx, hasRole, requireRole } from "#lib/tenancy/context.ts";

export const MemberView = z.object({
  user_id: z.string(),
  email: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  joined_at: z.string(),
  /** Mails to the member come back, or they called one spam: no notices go there. Only admins are told. */
  mail_bounces: z.boolean(),
  /** Whether their account has a second factor. Only admins are told; null for others. */
  second_factor: z.boolean().nullable(),
  /** The member's own keys that work, which would end with the membership; for admins, empty for others. */
  api_keys: z.array(z.object({ name: z.string(), prefix: z.string() })),
});

/** The members of the organisation, by e-mail. */
export async function listMembers(ctx: Ctx): Promise<{ items: z.input<typeof MemberView>[] }> {
  requireRole(ctx, "viewer");
  const isAdmin = hasRole(ctx.principal.role, "admin");
  const members = await ctx.transaction(async (tx) => {
    const rows = await tx
      .select({
        user_id: users.id,
        email: users.email,
        name: users.name,
        role: memberships.role,
        joinedAt: memberships.createdAt,
      })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(eq(memberships.tenantId, ctx.tenant.id))
      .orderBy(asc(users.email));
    const keys = isAdmin
      ? await tx
          .select({ createdBy: apiKeys.createdBy, name: apiKeys.name, prefix: apiKeys.prefix })
          .from(apiKeys)
          .where(
            and(
              eq(apiKeys.tenantId, ctx.tenant.id),
              isNull(apiKeys.revokedAt),
              sql`(${apiKeys.expiresAt} is null or ${apiKeys.expiresAt} > now())`,
            ),
          )
      : [];
    return rows.map(({ joinedAt, ...row }) => ({
      ...row,
      joined_at: joinedAt.toISOString(),
      api_keys: keys
        .filter(({ createdBy }) => createdBy === row.user_id)
        .map(({ name, prefix }) => ({ name, prefix })),
    }));
  });
  const protectedIds = new Set(isAdmin ? await withSecondFactor(ctx.tenant.id) : []);
  const bouncing = await suppressedAmong(isAdmin ? members.map(({ email }) => email) : []);
  return {
    items: members.map((member) => ({
      ...member,
      second_factor: isAdmin ? protectedIds.has(member.user_id) : null,
      mail_bounces: bouncing.has(member.email.toLowerCase()),
    })),
  };
}

/** Members whose accounts have one. Second factors are nothing that an organisation's transaction sees. */
async function withSecondFactor(tenantId: string): Promise<string[]> {
  const rows = await withSystem((tx) =>
    tx
      .select({ id: memberships.userId })
      .from(memberships)
      .innerJoin(secondFactors, eq(secondFactors.userId, memberships.userId))
      .where(and(eq(memberships.tenantId, tenantId), isNotNull(secondFactors.confirmedAt))),
  );
  return rows.map(({ id }) => id);
}
