import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { auditLogs } from "#db/schema/audit.ts";
import { memberships, tenantInvitations } from "#db/schema/auth.ts";
import { withSystem } from "#db/tenant.ts";
import { hashSecret } from "#lib/auth/authenticate.ts";
import { claimAccount, provenAccount } from "#lib/auth/claim-account.ts";
import { hashPassword } from "#lib/auth/password.ts";
import { addressBlock, countAttempt } from "#lib/auth/rate-limit.ts";
import { tenantOfHost } from "#lib/auth/sign-in.ts";
import { Password } from "#lib/auth/sign-up-organisation.ts";
import { issueToken } from "#lib/auth/tokens.ts";
import { Invalid } from "#lib/errors.ts";
import { originOf } from "#lib/tenancy/host.ts";

export const AcceptInvitation = z.object({
  token: z.string().min(20).max(200),
  /** For somebody without an account. */
  name: z.string().trim().max(120).optional(),
  password: Password.optional(),
});

/**
 * Accepts an invitation with the secret from its mail, which proves the address. Somebody new, or whose account nobody
 * has proven to own, chooses a name and a password; a proven account keeps its own. Of parallel calls one makes the member. Answers with a link that signs in.
 */
export async function acceptInvitation(
  input: z.output<typeof AcceptInvitation>,
  origin: { host: string | null; ip: string | null },
): Promise<{ url: string } | { needs: "account"; email: string }> {
  await countAttempt(`accept:${addressBlock(origin.ip)}`, { attempts: 60, windowSeconds: 15 * 60 });
  const passwordHash = input.password ? await hashPassword(input.password) : null;
  return withSystem(async (tx) => {
    const tenant = await tenantOfHost(tx, origin.host);
    const open = and(
      eq(tenantInvitations.tokenHash, hashSecret(input.token)),
      isNull(tenantInvitations.acceptedAt),
      isNull(tenantInvitations.revokedAt),
      gt(tenantInvitations.expiresAt, sql`now()`),
    );
    const [invitation] = await tx.select().from(tenantInvitations).where(open).for("update");
    if (!tenant || !invitation || invitation.tenantId !== tenant.id)
      throw new Invalid(
        "invitation_spent",
        "This invitation was used, revoked or is too old. Ask for a new one.",
      );
    const user =
      (await provenAccount(tx, invitation.email)) ??
      (passwordHash
        ? await claimAccount(tx, { email: invitation.email, name: input.name ?? "", passwordHash })
        : null);
    if (!user) return { needs: "account" as const, email: invitation.email };
    await tx
      .update(tenantInvitations)
      .set({ acceptedAt: sql`now()` })
      .where(eq(tenantInvitations.id, invitation.id));
    await tx
      .insert(memberships)
      .values({ tenantId: tenant.id, userId: user.id, role: invitation.role })
      .onConflictDoNothing();
    await tx.insert(auditLogs).values({
      tenantId: tenant.id,
      actor: `user:${user.id}`,
      action: "invitation.accepted",
      targetType: "invitation",
      targetId: invitation.id,
      detail: { email: invitation.email, role: invitation.role },
      ip: origin.ip,
    });
    const token = await issueToken(tx, { purpose: "handoff", userId: user.id, tenantId: tenant.id });
    return { url: `${originOf(tenant.slug)}/sign-in/token?auto#${token}` };
  });
}
