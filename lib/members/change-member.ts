import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { memberships, ROLES } from "#db/schema/auth.ts";
import { tenants } from "#db/schema/tenants.ts";
import { audit } from "#lib/audit/record.ts";
import { Conflict, NotFound } from "#lib/errors.ts";
import { type Ctx, requireRole, userId } from "#lib/tenancy/context.ts";

export const ChangeMember = z.object({ role: z.enum(ROLES) });

/** Gives a member another role; it holds from their next request on. The last admin stays one. */
export async function changeRole(
  ctx: Ctx,
  memberId: string,
  input: z.output<typeof ChangeMember>,
): Promise<{ user_id: string; role: string }> {
  requireRole(ctx, "admin");
  return ctx.transaction(async (tx) => {
    const before = await lockMember(ctx, tx, memberId);
    if (before.role === "admin" && input.role !== "admin") await mustNotBeLastAdmin(ctx, tx);
    await tx.update(memberships).set({ role: input.role }).where(memberOf(ctx, memberId));
    await audit(
      ctx,
      tx,
      "member.role_changed",
      { type: "user", id: memberId },
      { from: before.role, to: input.role },
    );
    return { user_id: memberId, role: input.role };
  });
}

/** Removes a member, or lets one leave; it holds on the next request, on all devices. The last admin stays. */
export async function removeMember(ctx: Ctx, memberId: string): Promise<void> {
  // Leaving is everybody's own right.
  requireRole(ctx, memberId === userId(ctx) ? "viewer" : "admin");
  await ctx.transaction(async (tx) => {
    const before = await lockMember(ctx, tx, memberId);
    if (before.role === "admin") await mustNotBeLastAdmin(ctx, tx);
    await tx.delete(memberships).where(memberOf(ctx, memberId));
    await audit(ctx, tx, "member.removed", { type: "user", id: memberId }, { role: before.role });
  });
}

async function lockMember(ctx: Ctx, tx: Transaction, memberId: string) {
  // One change of members at a time, so that two admins cannot remove each other at once.
  await tx.select({ id: tenants.id }).from(tenants).where(eq(tenants.id, ctx.tenant.id)).for("update");
  const [member] = await tx.select().from(memberships).where(memberOf(ctx, memberId));
  if (!member)
    throw new NotFound("member_not_found", "There is no such member. The list shows who is there.");
  return member;
}

async function mustNotBeLastAdmin(ctx: Ctx, tx: Transaction): Promise<void> {
  const [row] = await tx
    .select({ admins: sql<number>`count(*)::int` })
    .from(memberships)
    .where(and(eq(memberships.tenantId, ctx.tenant.id), eq(memberships.role, "admin")));
  if ((row?.admins ?? 0) <= 1)
    throw new Conflict("last_admin", "The organisation needs an admin. Make somebody else an admin first.");
}

const memberOf = (ctx: Ctx, memberId: string) =>
  and(eq(memberships.tenantId, ctx.tenant.id), eq(memberships.userId, memberId));
