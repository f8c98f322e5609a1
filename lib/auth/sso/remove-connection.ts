import { eq } from "drizzle-orm";
import { ssoConnections } from "#db/schema/auth.ts";
import { audit } from "#lib/audit/record.ts";
import { connectionOf, noConnection } from "#lib/auth/sso/connection.ts";
import { type Ctx, person, requireRole } from "#lib/tenancy/context.ts";

/** Forgets the identity provider and its secret. Members stay, and sign in by password or link again. */
export async function removeConnection(ctx: Ctx): Promise<void> {
  requireRole(ctx, "admin");
  person(ctx);
  const tenantId = ctx.tenant.id;
  await ctx.transaction(async (tx) => {
    const before = await connectionOf(tx, tenantId, { lock: true });
    if (!before) throw noConnection();
    await tx.delete(ssoConnections).where(eq(ssoConnections.tenantId, tenantId));
    await audit(
      ctx,
      tx,
      "sso.removed",
      { type: "tenant", id: tenantId },
      {},
      { before: { issuer: before.issuer, client_id: before.clientId, enabled: before.isEnabled } },
    );
  });
}
