import { asc, eq } from "drizzle-orm";
import { z } from "zod";
import { memberships, ROLES, users } from "#db/schema/auth.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";

export const MemberView = z.object({
  user_id: z.string(),
  email: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  joined_at: z.string(),
});

/** The members of the organisation, by e-mail. */
export async function listMembers(ctx: Ctx): Promise<{ items: z.input<typeof MemberView>[] }> {
  requireRole(ctx, "viewer");
  const rows = await ctx.transaction((tx) =>
    tx
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
      .orderBy(asc(users.email)),
  );
  return { items: rows.map(({ joinedAt, ...row }) => ({ ...row, joined_at: joinedAt.toISOString() })) };
}
