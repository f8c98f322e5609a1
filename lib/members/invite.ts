import { randomUUID } from "node:crypto";
import { and, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { memberships, ROLES, tenantInvitations, users } from "#db/schema/auth.ts";
import { audit } from "#lib/audit/record.ts";
import { hashSecret } from "#lib/auth/authenticate.ts";
import { Email } from "#lib/auth/sign-up-organisation.ts";
import { Conflict, Invalid } from "#lib/errors.ts";
import { issueText, problemText } from "#lib/i18n/problem-text.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { announceMember } from "#lib/members/announce-member.ts";
import { askedLocale, INVITATION_DAYS, invitationSecret } from "#lib/members/invitation-mail.ts";
import { InvitationView, presentInvitation } from "#lib/members/list-invitations.ts";
import { parseAddresses } from "#lib/members/parse-addresses.ts";
import { isPending, requireOwnRole } from "#lib/members/pending.ts";
import { lockSeats, noSeats, type Seats } from "#lib/members/seats.ts";
import { type Ctx, requireRole, userId } from "#lib/tenancy/context.ts";

const MOST_AT_ONCE = 200;

const Role = z.enum(ROLES).default("viewer");
export const Invite = z.object({ email: Email, role: Role });
export const InviteList = z.object({
  /** A pasted list: commas, semicolons or lines, bare addresses or `Name <mail>`. */
  addresses: z.string().max(50_000, issueText("members.pasteMost50")),
  role: Role,
});
/** What became of one address of the list. */
export const InvitationOutcome = z.object({
  email: z.string(),
  outcome: z.enum(["invited", "already_member", "already_invited", "seats_full", "invalid_address"]),
  /** A sentence; empty for who was invited. */
  detail: z.string(),
  invitation: InvitationView.nullable(),
});
type Outcome = z.input<typeof InvitationOutcome>;

/** Invites somebody by mail. Members and open invitations together stay within the plan's seats, also in parallel. */
export async function invite(
  ctx: Ctx,
  input: z.output<typeof Invite>,
): Promise<z.input<typeof InvitationView>> {
  const [result] = await inviteAll(ctx, [input.email], input.role);
  if (result?.invitation) return result.invitation;
  throw new Conflict(
    result?.outcome ?? "not_invited",
    result?.detail ?? problemText("members.nobodyInvited"),
  );
}

/**
 * Invites everybody of a pasted list, as far as there are seats, in its order. Each address has its own result: one that
 * cannot be invited keeps none of the others. Throws `Invalid` for a list without addresses or with more than 200.
 */
export async function inviteList(
  ctx: Ctx,
  { addresses, role }: z.output<typeof InviteList>,
): Promise<{ items: Outcome[] }> {
  const entries = parseAddresses(addresses);
  if (entries.length === 0)
    throw new Invalid("no_addresses", problemText("members.pasteLeastE"), [
      { path: "addresses", message: problemText("members.pasteLeastE") },
    ]);
  if (entries.length > MOST_AT_ONCE)
    throw new Invalid("too_many_addresses", problemText("members.inviteMostPeople", { most: MOST_AT_ONCE }), [
      {
        path: "addresses",
        message: problemText("members.theseAddressesGo", { given: entries.length, most: MOST_AT_ONCE }),
      },
    ]);
  const parsed = entries.map((entry) => ({ entry, email: Email.safeParse(entry).data }));
  const results = new Map(
    (
      await inviteAll(
        ctx,
        parsed.flatMap(({ email }) => email ?? []),
        role,
      )
    ).map((result) => [result.email, result]),
  );
  return {
    items: parsed.map(({ entry, email }) => (email && results.get(email)) || notAnAddress(entry)),
  };
}

const notAnAddress = (entry: string): Outcome => ({
  email: entry.slice(0, 254),
  outcome: "invalid_address",
  detail: problemText("common.eMailAddress"),
  invitation: null,
});

async function inviteAll(ctx: Ctx, emails: string[], role: (typeof ROLES)[number]): Promise<Outcome[]> {
  requireRole(ctx, "admin");
  requireOwnRole(ctx, role);
  return ctx.transaction(async (tx) => {
    const seats = await lockSeats(ctx, tx);
    await dropExpired(ctx, tx, emails);
    const known = await knownOf(ctx, tx, emails);
    const refused = (email: string) => known.get(email) ?? takeSeat(seats);
    const outcomes = emails.map((email) => ({ email, refusal: refused(email) }));
    const fresh = outcomes
      .filter(({ refusal }) => !refusal)
      .map(({ email }) => ({ id: randomUUID(), email }));
    const rows = await insertInvitations(ctx, tx, fresh, role);
    const by = ctx.principal.kind === "user" ? ctx.principal.email : null;
    return outcomes.map(({ email, refusal }) => {
      const row = rows.get(email);
      return {
        email,
        outcome: refusal ?? ("invited" as const),
        detail: refusal ? sentence(refusal, email, seats) : "",
        invitation: row ? presentInvitation(row, by) : null,
      };
    });
  });
}

type Refusal = "already_member" | "already_invited" | "seats_full";

function takeSeat(seats: Seats): Refusal | null {
  if (seats.free === 0) return "seats_full";
  if (seats.free !== null) seats.free--;
  return null;
}

function sentence(refusal: Refusal, email: string, seats: Seats): string {
  if (refusal === "already_member") return problemText("members.memberAlready", { email });
  if (refusal === "already_invited") return problemText("members.openInvitationSend", { email });
  return noSeats(seats).message;
}

/** An invitation that ran out makes room for a new one to the same address. */
async function dropExpired(ctx: Ctx, tx: Transaction, emails: string[]): Promise<void> {
  if (emails.length === 0) return;
  await tx
    .update(tenantInvitations)
    .set({ revokedAt: sql`now()` })
    .where(
      and(
        pending(ctx),
        sql`${tenantInvitations.expiresAt} <= now()`,
        inArray(sql`lower(${tenantInvitations.email})`, emails),
      ),
    );
}

/** Those of the addresses that are members or are invited already. */
async function knownOf(ctx: Ctx, tx: Transaction, emails: string[]): Promise<Map<string, Refusal>> {
  if (emails.length === 0) return new Map();
  const members = await tx
    .select({ email: sql<string>`lower(${users.email})` })
    .from(users)
    .innerJoin(memberships, and(eq(memberships.userId, users.id), eq(memberships.tenantId, ctx.tenant.id)))
    .where(inArray(sql`lower(${users.email})`, emails));
  const invited = await tx
    .select({ email: sql<string>`lower(${tenantInvitations.email})` })
    .from(tenantInvitations)
    .where(and(pending(ctx), inArray(sql`lower(${tenantInvitations.email})`, emails)));
  return new Map<string, Refusal>([
    ...invited.map(({ email }) => [email, "already_invited"] as const),
    ...members.map(({ email }) => [email, "already_member"] as const),
  ]);
}

async function insertInvitations(
  ctx: Ctx,
  tx: Transaction,
  fresh: { id: string; email: string }[],
  role: (typeof ROLES)[number],
): Promise<Map<string, typeof tenantInvitations.$inferSelect>> {
  if (fresh.length === 0) return new Map();
  const rows = await tx
    .insert(tenantInvitations)
    .values(
      fresh.map(({ id, email }) => ({
        id,
        tenantId: ctx.tenant.id,
        email,
        role,
        tokenHash: hashSecret(invitationSecret(id, 1)),
        invitedBy: userId(ctx),
        expiresAt: sql`now() + ${INVITATION_DAYS} * interval '1 day'`,
      })),
    )
    .returning();
  for (const { id, email } of rows) {
    await audit(ctx, tx, "invitation.sent", { type: "invitation", id }, { email, role });
    await announceMember(tx, ctx.tenant.id, "invited", { email, role });
    await emit(tx, {
      name: "mail/requested",
      data: { kind: "invitation", tenant_id: ctx.tenant.id, invitation_id: id, send: 1, ...askedLocale(ctx) },
    });
  }
  return new Map(rows.map((row) => [row.email, row]));
}

const pending = (ctx: Ctx) => and(eq(tenantInvitations.tenantId, ctx.tenant.id), isPending());
