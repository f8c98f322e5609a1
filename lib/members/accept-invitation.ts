import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { memberships, ROLES, tenantInvitations } from "#db/schema/auth.ts";
import { withSystem } from "#db/tenant.ts";
import { auditAs } from "#lib/audit/record.ts";
import { hashSecret } from "#lib/auth/authenticate.ts";
import { claimAccount, provenAccount } from "#lib/auth/claim-account.ts";
import { hashPassword } from "#lib/auth/password.ts";
import { Password, refuseOwnWords } from "#lib/auth/password-rule.ts";
import { addressBlock, countAttempt } from "#lib/auth/rate-limit.ts";
import { tenantOfHost } from "#lib/auth/sign-in.ts";
import { issueToken } from "#lib/auth/tokens.ts";
import { Conflict, Invalid } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { announceMember } from "#lib/members/announce-member.ts";
import { isOpen } from "#lib/members/pending.ts";
import { notify } from "#lib/notifications/notify.ts";
import { originOf } from "#lib/tenancy/host.ts";

export const LookAtInvitation = z.object({ token: z.string().min(20).max(200) });
export const InvitationOffer = z.object({
  email: z.string(),
  role: z.enum(ROLES),
  /** The address has an account, whose sign-in stays as it is; else a name and a password are chosen. */
  has_account: z.boolean(),
});

export const AcceptInvitation = LookAtInvitation.extend({
  /** For somebody without an account. */
  name: z.string().trim().max(120).optional(),
  password: Password.optional(),
  /** Accept although the browser is signed in here as somebody else, who is then signed out of it. */
  instead: z.boolean().optional(),
});

export interface Acceptance {
  host: string | null;
  ip: string | null;
  userAgent: string | null;
  /** Who is signed in at this host. */
  signedIn: { userId: string; email: string } | null;
}

/** What an invitation offers and to whom, for whoever has its mail. */
export async function lookAtInvitation(
  { token }: z.output<typeof LookAtInvitation>,
  origin: Pick<Acceptance, "host" | "ip">,
): Promise<z.input<typeof InvitationOffer>> {
  await limit(origin.ip);
  return withSystem(async (tx) => {
    const { invitation } = await openInvitation(tx, token, origin.host);
    return {
      email: invitation.email,
      role: invitation.role,
      has_account: (await provenAccount(tx, invitation.email)) !== null,
    };
  });
}

/**
 * Accepts an invitation with the secret from its mail, which proves the address. Somebody new, or whose account nobody
 * has proven to own, chooses a name and a password; a proven account keeps its own. Of parallel calls one makes the member.
 * Answers with a link that signs in. Throws `Conflict` (`signed_in_as_other`) when the browser is signed in as somebody
 * else, unless that is meant.
 */
export async function acceptInvitation(
  input: z.output<typeof AcceptInvitation>,
  from: Acceptance,
): Promise<{ url: string } | { needs: "account"; email: string }> {
  await limit(from.ip);
  const passwordHash = input.password ? await hashPassword(input.password) : null;
  return withSystem(async (tx) => {
    const { tenant, invitation } = await openInvitation(tx, input.token, from.host);
    if (from.signedIn && !input.instead && from.signedIn.email.toLowerCase() !== invitation.email)
      throw new Conflict(
        "signed_in_as_other",
        problemText("members.youSignedBut", { email: from.signedIn.email, invited: invitation.email }),
      );
    if (input.password)
      refuseOwnWords(input.password, [invitation.email, input.name, tenant.name, tenant.slug]);
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
    const joined = await tx
      .insert(memberships)
      .values({ tenantId: tenant.id, userId: user.id, role: invitation.role })
      .onConflictDoNothing()
      .returning({ role: memberships.role });
    for (const { role } of joined) await announceMember(tx, tenant.id, "joined", { userId: user.id, role });
    await auditAs(
      tx,
      { tenantId: tenant.id, actor: `user:${user.id}`, ip: from.ip, userAgent: from.userAgent },
      "invitation.accepted",
      { type: "invitation", id: invitation.id },
      { email: invitation.email, role: invitation.role },
    );
    if (joined.length > 0)
      await notify(tx, {
        tenantId: tenant.id,
        kind: "invitation_accepted",
        to: { admins: true, except: user.id },
        cause: `invitation:${invitation.id}`,
        memberId: user.id,
        data: { role: invitation.role },
      });
    const token = await issueToken(tx, { purpose: "handoff", userId: user.id, tenantId: tenant.id });
    return { url: `${originOf(tenant.slug)}/sign-in/token?auto#${token}` };
  });
}

const limit = (ip: string | null) =>
  countAttempt(`accept:${addressBlock(ip)}`, { attempts: 60, windowSeconds: 15 * 60 });

/** The open invitation of this secret at this host, locked. Throws `Invalid`. */
async function openInvitation(tx: Transaction, token: string, host: string | null) {
  const tenant = await tenantOfHost(tx, host);
  const [invitation] = await tx
    .select()
    .from(tenantInvitations)
    .where(and(eq(tenantInvitations.tokenHash, hashSecret(token)), isOpen()))
    .for("update");
  if (!tenant || !invitation || invitation.tenantId !== tenant.id)
    throw new Invalid("invitation_spent", problemText("members.invitationUsedRevoked"));
  return { tenant, invitation };
}
