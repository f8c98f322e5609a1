import { randomUUID } from "node:crypto";
import { and, desc, eq, gt, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { memberships, ROLES, tenantInvitations, users } from "#db/schema/auth.ts";
import { billingAccounts } from "#db/schema/billing.ts";
import { tenants } from "#db/schema/tenants.ts";
import { audit } from "#lib/audit/record.ts";
import { hashSecret } from "#lib/auth/authenticate.ts";
import { Email } from "#lib/auth/sign-up-organisation.ts";
import { planVersion } from "#lib/billing/plan-version.ts";
import { Conflict, NotFound } from "#lib/errors.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { INVITATION_DAYS, invitationSecret } from "#lib/members/invitation-mail.ts";
import { type Ctx, requireRole, userId } from "#lib/tenancy/context.ts";

export const Invite = z.object({ email: Email, role: z.enum(ROLES).default("viewer") });
export const InvitationView = z.object({
  id: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  invited_by: z.string().nullable(),
  created_at: z.string(),
  expires_at: z.string(),
});

/** Invites somebody by mail. Members and open invitations together stay within the plan's seats, also in parallel. */
export async function invite(
  ctx: Ctx,
  input: z.output<typeof Invite>,
): Promise<z.input<typeof InvitationView>> {
  requireRole(ctx, "admin");
  const id = randomUUID();
  const row = await ctx.transaction(async (tx) => {
    const [tenant] = await tx
      .select({ tier: tenants.subscriptionTier, currency: billingAccounts.currency })
      .from(tenants)
      .innerJoin(billingAccounts, eq(billingAccounts.tenantId, tenants.id))
      .where(eq(tenants.id, ctx.tenant.id))
      .for("update", { of: tenants });
    if (!tenant) throw new Error(`There is no tenant ${ctx.tenant.id}`);
    const [member] = await tx
      .select({ id: users.id })
      .from(users)
      .innerJoin(memberships, and(eq(memberships.userId, users.id), eq(memberships.tenantId, ctx.tenant.id)))
      .where(sql`lower(${users.email}) = ${input.email}`);
    if (member) throw new Conflict("already_member", `${input.email} is a member already.`);
    // An invitation that ran out makes room for a new one to the same address.
    await tx
      .update(tenantInvitations)
      .set({ revokedAt: sql`now()` })
      .where(and(openInvitation(ctx), sql`${tenantInvitations.expiresAt} <= now()`));
    const { seatLimit } = await planVersion(tx, tenant.tier, { currency: tenant.currency });
    const [seats] = await tx
      .select({
        taken: sql<number>`count(*)::int + (select count(*) from tenant_invitations where accepted_at is null and revoked_at is null)::int`,
      })
      .from(memberships);
    if (seatLimit !== null && seats && seats.taken >= seatLimit) {
      throw new Conflict(
        "seats_full",
        `The plan has ${seatLimit} seats, open invitations included. Revoke an invitation, remove a member, or upgrade.`,
      );
    }
    const [created] = await tx
      .insert(tenantInvitations)
      .values({
        id,
        tenantId: ctx.tenant.id,
        email: input.email,
        role: input.role,
        tokenHash: hashSecret(invitationSecret(id)),
        invitedBy: userId(ctx),
        expiresAt: sql`now() + ${INVITATION_DAYS} * interval '1 day'`,
      })
      .onConflictDoNothing()
      .returning();
    if (!created)
      throw new Conflict(
        "already_invited",
        `${input.email} has an open invitation. Revoke it to send another one.`,
      );
    await audit(
      ctx,
      tx,
      "invitation.sent",
      { type: "invitation", id },
      { email: input.email, role: input.role },
    );
    await emit(tx, {
      name: "mail/requested",
      data: { kind: "invitation", tenant_id: ctx.tenant.id, invitation_id: id },
    });
    return created;
  });
  return present(row, ctx.principal.kind === "user" ? ctx.principal.email : null);
}

/** Open invitations, newest first. */
export async function listInvitations(ctx: Ctx): Promise<{ items: z.input<typeof InvitationView>[] }> {
  requireRole(ctx, "admin");
  const rows = await ctx.transaction((tx) =>
    tx
      .select({ invitation: tenantInvitations, invitedBy: users.email })
      .from(tenantInvitations)
      .leftJoin(users, eq(users.id, tenantInvitations.invitedBy))
      .where(and(openInvitation(ctx), gt(tenantInvitations.expiresAt, sql`now()`)))
      .orderBy(desc(tenantInvitations.createdAt)),
  );
  return { items: rows.map(({ invitation, invitedBy }) => present(invitation, invitedBy)) };
}

/** Makes an open invitation worthless. */
export async function revokeInvitation(ctx: Ctx, id: string): Promise<void> {
  requireRole(ctx, "admin");
  await ctx.transaction(async (tx) => {
    const [row] = await tx
      .update(tenantInvitations)
      .set({ revokedAt: sql`now()` })
      .where(and(openInvitation(ctx), eq(tenantInvitations.id, id)))
      .returning({ email: tenantInvitations.email });
    if (!row)
      throw new NotFound(
        "invitation_not_found",
        "There is no such open invitation. It may have been accepted.",
      );
    await audit(ctx, tx, "invitation.revoked", { type: "invitation", id }, { email: row.email });
  });
}

const openInvitation = (ctx: Ctx) =>
  and(
    eq(tenantInvitations.tenantId, ctx.tenant.id),
    isNull(tenantInvitations.acceptedAt),
    isNull(tenantInvitations.revokedAt),
  );

function present(
  row: typeof tenantInvitations.$inferSelect,
  invitedBy: string | null,
): z.input<typeof InvitationView> {
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    invited_by: invitedBy,
    created_at: row.createdAt.toISOString(),
    expires_at: row.expiresAt.toISOString(),
  };
}
