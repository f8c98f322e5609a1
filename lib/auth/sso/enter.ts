import { and, eq, isNotNull, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import {
  formerMembers,
  memberships,
  type Role,
  ssoConnections,
  ssoIdentities,
  tenantInvitations,
  users,
} from "#db/schema/auth.ts";
import { tenantDomains } from "#db/schema/domains.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { auditAs } from "#lib/audit/record.ts";
import { forgetSquatter } from "#lib/auth/claim-account.ts";
import { openSession, type SignedIn, type SignInOrigin } from "#lib/auth/open-session.ts";
import type { SsoClaims } from "#lib/auth/sso/exchange.ts";
import { SsoRefusal } from "#lib/auth/sso/refusal.ts";
import { announceMember } from "#lib/members/announce-member.ts";
import { isOpen } from "#lib/members/pending.ts";
import { lockSeats } from "#lib/members/seats.ts";

/**
 * Lets in whom an organisation's own identity provider vouches for, into that organisation alone. A person is found by what the provider calls
 * them; the first time by their verified address. Somebody who is no member joins by an open invitation to that address,
 * or by themselves where that is switched on and the address is of a mail domain that the organisation has proven.
 *
 * The provider is the organisation's and may say anything. So an account that exists is given a membership only by
 * whoever owns the address: by its domain, proven, or by the link in the invitation's mail. Throws `SsoRefusal`.
 */
export async function enterBySso(
  tenantId: string,
  claims: SsoClaims,
  origin: SignInOrigin,
): Promise<SignedIn> {
  return withSystem(async (tx) => {
    // One at a time, as members are changed: of parallel first sign-ins one joins, and seats are counted truly.
    await tx.select({ id: tenants.id }).from(tenants).where(eq(tenants.id, tenantId)).for("update");
    const [connection] = await tx
      .select()
      .from(ssoConnections)
      .where(and(eq(ssoConnections.tenantId, tenantId), eq(ssoConnections.isEnabled, true)));
    if (connection?.issuer !== claims.issuer) throw new SsoRefusal("sso_off");
    const known = await identityOf(tx, tenantId, claims);
    if (!known && !claims.email) throw new SsoRefusal("sso_email_unverified");
    const found = known ?? (claims.email ? await byEmail(tx, claims.email) : null);
    const user =
      found && (await isMember(tx, tenantId, found.id))
        ? found
        : await join(tx, { tenantId, connection, claims, found, wasLinked: known !== null, origin });
    if (!known) await link(tx, tenantId, claims, user.id, origin);
    const signedIn = await openSession(tx, user, tenantId, origin, {
      method: "sso",
      secondFactor: claims.secondFactor,
    });
    if (!signedIn) throw new SsoRefusal("sso_not_member");
    return signedIn;
  });
}

/** Whether an address is of a mail domain that the organisation has proven. */
export async function isOwnMailDomain(tx: Transaction, tenantId: string, email: string): Promise<boolean> {
  const [row] = await tx
    .select({ id: tenantDomains.id })
    .from(tenantDomains)
    .where(
      and(
        eq(tenantDomains.tenantId, tenantId),
        eq(tenantDomains.use, "mail"),
        eq(tenantDomains.domain, email.slice(email.lastIndexOf("@") + 1).toLowerCase()),
        isNotNull(tenantDomains.verifiedAt),
      ),
    );
  return row !== undefined;
}

type Account = Pick<typeof users.$inferSelect, "id" | "email" | "emailVerifiedAt">;

interface Joining {
  tenantId: string;
  connection: typeof ssoConnections.$inferSelect;
  claims: SsoClaims;
  found: Account | null;
  /** The provider's name for the person is linked here already, though they are no member any more. */
  wasLinked: boolean;
  origin: SignInOrigin;
}

async function join(tx: Transaction, joining: Joining): Promise<Account> {
  const { tenantId, connection, claims, found, wasLinked, origin } = joining;
  const { email } = claims;
  // Somebody removed whose address is another one by now: it is not for the provider to say that both are the same person.
  if (!email || (found && found.email.toLowerCase() !== email)) throw new SsoRefusal("sso_not_member");
  const isOwn = await isOwnMailDomain(tx, tenantId, email);
  const invitation = await openInvitation(tx, tenantId, email);
  const left = wasLinked || (found !== null && (await isFormerMember(tx, tenantId, found.id)));
  if (!invitation && !(connection.autoJoin && isOwn && !left)) throw new SsoRefusal("sso_not_member");
  if (found && !isOwn) throw new SsoRefusal("sso_invitation_by_mail");
  if (!invitation && (await lockSeats({ tenant: { id: tenantId } }, tx)).free === 0)
    throw new SsoRefusal("sso_seats_full");
  const user = found ? await proven(tx, found) : await create(tx, email, claims.name, isOwn);
  const role: Role = invitation?.role ?? connection.autoJoinRole;
  await tx.insert(memberships).values({ tenantId, userId: user.id, role });
  await announceMember(tx, tenantId, "joined", { userId: user.id, role });
  const who = { tenantId, actor: `user:${user.id}`, ip: origin.ip, userAgent: origin.userAgent };
  if (invitation) {
    await tx
      .update(tenantInvitations)
      .set({ acceptedAt: sql`now()` })
      .where(eq(tenantInvitations.id, invitation.id));
    const target = { type: "invitation", id: invitation.id };
    await auditAs(tx, who, "invitation.accepted", target, { email, role, by: "sso" });
  } else
    await auditAs(
      tx,
      who,
      "member.joined",
      { type: "user", id: user.id },
      { email, by: "sso" },
      { after: { role } },
    );
  return user;
}

/** An account whose address nobody has proven may be a stranger's who signed up under it: what they left in it ends. */
async function proven(tx: Transaction, account: Account): Promise<Account> {
  if (account.emailVerifiedAt) return account;
  await tx
    .update(users)
    .set({ emailVerifiedAt: sql`now()`, passwordHash: null })
    .where(eq(users.id, account.id));
  await forgetSquatter(tx, account.id);
  return account;
}

async function create(tx: Transaction, email: string, name: string, isOwn: boolean): Promise<Account> {
  const [user] = await tx
    .insert(users)
    .values({ email, name, emailVerifiedAt: isOwn ? sql`now()` : null })
    .onConflictDoNothing()
    .returning(ACCOUNT);
  // Signed up elsewhere at this very moment.
  if (!user) throw new SsoRefusal("sso_failed");
  return user;
}

async function link(
  tx: Transaction,
  tenantId: string,
  { issuer, subject }: SsoClaims,
  userId: string,
  origin: SignInOrigin,
): Promise<void> {
  await tx.insert(ssoIdentities).values({ tenantId, issuer, subject, userId });
  await auditAs(
    tx,
    { tenantId, actor: `user:${userId}`, ip: origin.ip, userAgent: origin.userAgent },
    "sso_identity.linked",
    { type: "user", id: userId },
    { issuer, subject },
  );
}

const ACCOUNT = { id: users.id, email: users.email, emailVerifiedAt: users.emailVerifiedAt };

async function identityOf(
  tx: Transaction,
  tenantId: string,
  { issuer, subject }: SsoClaims,
): Promise<Account | null> {
  const [user] = await tx
    .select(ACCOUNT)
    .from(ssoIdentities)
    .innerJoin(users, eq(users.id, ssoIdentities.userId))
    .where(
      and(
        eq(ssoIdentities.tenantId, tenantId),
        eq(ssoIdentities.issuer, issuer),
        eq(ssoIdentities.subject, subject),
      ),
    );
  return user ?? null;
}

async function byEmail(tx: Transaction, email: string): Promise<Account | null> {
  const [user] = await tx.select(ACCOUNT).from(users).where(sql`lower(${users.email}) = ${email}`);
  return user ?? null;
}

async function isMember(tx: Transaction, tenantId: string, userId: string): Promise<boolean> {
  const [row] = await tx
    .select({ role: memberships.role })
    .from(memberships)
    .where(and(eq(memberships.tenantId, tenantId), eq(memberships.userId, userId)));
  return row !== undefined;
}

async function isFormerMember(tx: Transaction, tenantId: string, userId: string): Promise<boolean> {
  const [row] = await tx
    .select({ since: formerMembers.createdAt })
    .from(formerMembers)
    .where(and(eq(formerMembers.tenantId, tenantId), eq(formerMembers.userId, userId)));
  return row !== undefined;
}

async function openInvitation(tx: Transaction, tenantId: string, email: string) {
  const [invitation] = await tx
    .select({ id: tenantInvitations.id, role: tenantInvitations.role })
    .from(tenantInvitations)
    .where(
      and(
        eq(tenantInvitations.tenantId, tenantId),
        sql`lower(${tenantInvitations.email}) = ${email}`,
        isOpen(),
      ),
    )
    .for("update");
  return invitation;
}
