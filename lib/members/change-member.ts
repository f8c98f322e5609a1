import { randomUUID } from "node:crypto";
import { and, count, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { apiKeys, formerMembers, memberships, ROLES, type Role, sessions } from "#db/schema/auth.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { audit } from "#lib/audit/record.ts";
import { Conflict, NotFound } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { announceMember } from "#lib/members/announce-member.ts";
import { notify } from "#lib/notifications/notify.ts";
import { type Ctx, person, requireRole, userId } from "#lib/tenancy/context.ts";

export const ChangeMember = z.object({ role: z.enum(ROLES) });
export const TransferAdmin = z.object({
  /** What the one who hands over becomes. */
  own_role: z.enum(ROLES).exclude(["admin"]).default("editor"),
});

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
    await setRole(ctx, tx, memberId, before.role, input.role);
    return { user_id: memberId, role: input.role };
  });
}

/** Makes another member an admin and the caller something less, in one step, so that the last admin can hand over too. */
export async function transferAdmin(
  ctx: Ctx,
  memberId: string,
  input: z.output<typeof TransferAdmin>,
): Promise<void> {
  requireRole(ctx, "admin");
  const me = person(ctx).userId;
  if (memberId === me) throw new Conflict("transfer_to_self", problemText("members.youAdminAlready"));
  await ctx.transaction(async (tx) => {
    const heir = await lockMember(ctx, tx, memberId);
    const own = await memberNow(ctx, tx, me);
    // Somebody may have demoted the caller since the request was let in.
    if (own?.role !== "admin") throw new Conflict("not_admin", problemText("members.youAdminAny"));
    await setRole(ctx, tx, memberId, heir.role, "admin");
    await setRole(ctx, tx, me, "admin", input.own_role);
  });
}

/**
 * Removes a member, or lets one leave; it holds on the next request, on all devices. Their API keys are revoked and their
 * sessions here end, so that neither comes back should they be invited again. The last admin stays.
 */
export async function removeMember(ctx: Ctx, memberId: string): Promise<void> {
  const leaves = memberId === userId(ctx);
  // Leaving is everybody's own right.
  requireRole(ctx, leaves ? "viewer" : "admin");
  // Sessions are out of reach of a tenant's transaction.
  await withSystem(async (tx) => {
    const before = await lockMember(ctx, tx, memberId);
    if (before.role === "admin") await mustNotBeLastAdmin(ctx, tx);
    const keys = await tx
      .update(apiKeys)
      .set({ revokedAt: sql`now()` })
      .where(
        and(eq(apiKeys.tenantId, ctx.tenant.id), eq(apiKeys.createdBy, memberId), isNull(apiKeys.revokedAt)),
      )
      .returning({ id: apiKeys.id, name: apiKeys.name });
    await tx
      .update(sessions)
      .set({ revokedAt: sql`now()` })
      .where(
        and(eq(sessions.tenantId, ctx.tenant.id), eq(sessions.userId, memberId), isNull(sessions.revokedAt)),
      );
    await announceMember(tx, ctx.tenant.id, "removed", { userId: memberId, role: before.role });
    await tx.delete(memberships).where(memberOf(ctx, memberId));
    await tx
      .insert(formerMembers)
      .values({ tenantId: ctx.tenant.id, userId: memberId })
      .onConflictDoNothing();
    await audit(
      ctx,
      tx,
      leaves ? "member.left" : "member.removed",
      { type: "user", id: memberId },
      { revoked_api_keys: keys.map(({ id, name }) => ({ id, name })) },
      { before: { role: before.role } },
    );
  });
}

async function setRole(ctx: Ctx, tx: Transaction, memberId: string, from: Role, to: Role): Promise<void> {
  if (from === to) return;
  await tx.update(memberships).set({ role: to }).where(memberOf(ctx, memberId));
  await announceMember(tx, ctx.tenant.id, "role_changed", {
    userId: memberId,
    role: to,
    previousRole: from,
  });
  await audit(
    ctx,
    tx,
    "member.role_changed",
    { type: "user", id: memberId },
    {},
    { before: { role: from }, after: { role: to } },
  );
  if (memberId !== userId(ctx))
    await notify(tx, {
      tenantId: ctx.tenant.id,
      kind: "role_changed",
      to: [memberId],
      cause: `role:${randomUUID()}`,
      data: { role: to },
    });
}

async function lockMember(ctx: Ctx, tx: Transaction, memberId: string) {
  // One change of members at a time, so that two admins cannot remove each other at once.
  await tx.select({ id: tenants.id }).from(tenants).where(eq(tenants.id, ctx.tenant.id)).for("update");
  const member = await memberNow(ctx, tx, memberId);
  if (!member) throw new NotFound("member_not_found", problemText("common.memberListShows"));
  return member;
}

async function memberNow(ctx: Ctx, tx: Transaction, memberId: string) {
  const [member] = await tx.select().from(memberships).where(memberOf(ctx, memberId));
  return member;
}

async function mustNotBeLastAdmin(ctx: Ctx, tx: Transaction): Promise<void> {
  const [row] = await tx
    .select({ admins: count() })
    .from(memberships)
    .where(and(eq(memberships.tenantId, ctx.tenant.id), eq(memberships.role, "admin")));
  if ((row?.admins ?? 0) <= 1)
    throw new Conflict("last_admin", problemText("members.organisationNeedsAdmin"));
}

const memberOf = (ctx: Ctx, memberId: string) =>
  and(eq(memberships.tenantId, ctx.tenant.id), eq(memberships.userId, memberId));
