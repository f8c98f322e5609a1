import { and, eq, sql } from "drizzle-orm";
import { tenantInvitations } from "#db/schema/auth.ts";
import { audit } from "#lib/audit/record.ts";
import { NotFound } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { isPending } from "#lib/members/pending.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";

/** Makes an invitation worthless that was not accepted. */
export async function revokeInvitation(ctx: Ctx, id: string): Promise<void> {
  requireRole(ctx, "admin");
  await ctx.transaction(async (tx) => {
    const [row] = await tx
      .update(tenantInvitations)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(tenantInvitations.tenantId, ctx.tenant.id), eq(tenantInvitations.id, id), isPending()))
      .returning({ email: tenantInvitations.email });
    if (!row) throw new NotFound("invitation_not_found", problemText("members.openInvitationMay"));
    await audit(ctx, tx, "invitation.revoked", { type: "invitation", id }, { email: row.email });
  });
}
