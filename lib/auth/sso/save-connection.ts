import { z } from "zod";
import { ssoConnections } from "#db/schema/auth.ts";
import { audit } from "#lib/audit/record.ts";
import { seal } from "#lib/auth/seal.ts";
import { connectionOf, readConnection, type SsoAnswer } from "#lib/auth/sso/connection.ts";
import { Issuer } from "#lib/auth/sso/discover.ts";
import { sealedForSso } from "#lib/auth/sso/sign-in.ts";
import { Invalid } from "#lib/errors.ts";
import { issueText, problemText } from "#lib/i18n/problem-text.ts";
import { type Ctx, person, requireRole } from "#lib/tenancy/context.ts";

export const SaveConnection = z.strictObject({
  issuer: Issuer,
  client_id: z.string().trim().min(1, issueText("auth.clientId")).max(500),
  /** Kept as it is where it is left out. */
  client_secret: z.string().trim().min(1).max(2000).optional(),
});

/**
 * Enters the organisation's identity provider, or another one in its place. Another issuer or client needs its secret
 * anew, so that a secret never goes to whom it was not given for, and is turned off until it was tried.
 */
export async function saveConnection(
  ctx: Ctx,
  { issuer, client_id: clientId, client_secret: secret }: z.output<typeof SaveConnection>,
): Promise<SsoAnswer> {
  requireRole(ctx, "admin");
  person(ctx);
  const tenantId = ctx.tenant.id;
  await ctx.transaction(async (tx) => {
    const before = await connectionOf(tx, tenantId, { lock: true });
    const isSame = before?.issuer === issuer && before.clientId === clientId;
    if (!secret && !isSame)
      throw new Invalid("client_secret_needed", problemText("auth.clientSecret"), [
        { path: "client_secret", message: problemText("auth.clientSecret") },
      ]);
    if (!secret) return;
    const values = { issuer, clientId, clientSecret: seal(secret, sealedForSso(tenantId)) };
    await tx
      .insert(ssoConnections)
      .values({ tenantId, ...values })
      .onConflictDoUpdate({
        target: ssoConnections.tenantId,
        set: { ...values, ...(isSame ? {} : { isEnabled: false, isRequired: false }) },
      });
    await audit(
      ctx,
      tx,
      "sso.configured",
      { type: "tenant", id: tenantId },
      { secret_changed: true },
      {
        before: before && { issuer: before.issuer, client_id: before.clientId, enabled: before.isEnabled },
        after: { issuer, client_id: clientId, enabled: isSame && before.isEnabled },
      },
    );
  });
  return readConnection(ctx);
}
