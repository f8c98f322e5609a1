import { and, desc, eq } from "drizzle-orm";
import { z } from "zod";
import { ROLES, tenantInvitations, users } from "#db/schema/auth.ts";
import { suppressedAmong } from "#lib/email/suppress.ts";
import { isPending } from "#lib/members/pending.ts";
import { readSeats } from "#lib/members/seats.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";

export const InvitationView = z.object({
  id: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  /** An expired one counts as no seat; it can be sent again. */
  status: z.enum(["open", "expired"]),
  invited_by: z.string().nullable(),
  created_at: z.string(),
  expires_at: z.string(),
  /** Mails sent. */
  sends: z.number(),
  last_sent_at: z.string(),
});

export const Invitations = z.object({
  items: z.array(
    InvitationView.extend({
      /** Mails to the address come back: only sending the invitation again tries once more. */
      mail_bounces: z.boolean(),
    }),
  ),
  /** Of the plan; null: as many as one likes. */
  seats: z.object({ limit: z.number().nullable(), free: z.number().nullable() }),
});

/** Invitations that were neither accepted nor revoked, expired ones too; newest first. */
export async function listInvitations(ctx: Ctx): Promise<z.input<typeof Invitations>> {
  requireRole(ctx, "admin");
  const { items, seats } = await ctx.transaction(async (tx) => {
    const rows = await tx
      .select({ invitation: tenantInvitations, invitedBy: users.email })
      .from(tenantInvitations)
      .leftJoin(users, eq(users.id, tenantInvitations.invitedBy))
      .where(and(eq(tenantInvitations.tenantId, ctx.tenant.id), isPending()))
      .orderBy(desc(tenantInvitations.createdAt))
      .limit(MOST);
    return {
      items: rows.map(({ invitation, invitedBy }) => presentInvitation(invitation, invitedBy)),
      seats: await readSeats(ctx, tx),
    };
  });
  const bouncing = await suppressedAmong(items.map(({ email }) => email));
  return {
    items: items.map((item) => ({ ...item, mail_bounces: bouncing.has(item.email.toLowerCase()) })),
    seats,
  };
}

/** Far more than any plan has seats. */
const MOST = 1000;

export function presentInvitation(
  row: typeof tenantInvitations.$inferSelect,
  invitedBy: string | null,
): z.input<typeof InvitationView> {
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    status: row.expiresAt > new Date() ? "open" : "expired",
    invited_by: invitedBy,
    created_at: row.createdAt.toISOString(),
    expires_at: row.expiresAt.toISOString(),
    sends: row.sends,
    last_sent_at: row.lastSentAt.toISOString(),
  };
}
