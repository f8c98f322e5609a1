import { eq } from "drizzle-orm";
import { z } from "zod";
import { users } from "#db/schema/auth.ts";
import { withSystem } from "#db/tenant.ts";
import { addressBlock, limitingFailures } from "#lib/auth/rate-limit.ts";
import { SIGN_IN_TOKENS, tenantOfHost } from "#lib/auth/sign-in.ts";
import { lookAtToken } from "#lib/auth/tokens.ts";
import { Invalid } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";

export const LookAtLink = z.object({ token: z.string().min(20).max(200) });
export const LinkOwner = z.object({ email: z.string() });

/**
 * Whose account a sign-in link of this host opens, for whoever has the link and could open it: so that a page can ask
 * before it takes the place of another session. The link is not spent. Throws `Invalid` for a link that does not work.
 */
export async function lookAtLink(
  { token: secret }: z.output<typeof LookAtLink>,
  origin: { host: string | null; ip: string | null },
): Promise<z.input<typeof LinkOwner>> {
  const limit = { attempts: 60, windowSeconds: 15 * 60 };
  return limitingFailures(`look-at-link:${addressBlock(origin.ip)}`, limit, () =>
    withSystem(async (tx) => {
      const tenant = await tenantOfHost(tx, origin.host);
      const token = await lookAtToken(tx, secret, SIGN_IN_TOKENS);
      const [user] = token
        ? await tx.select({ email: users.email }).from(users).where(eq(users.id, token.userId))
        : [];
      if (!tenant || !user || token?.tenantId !== tenant.id)
        throw new Invalid("token_spent", problemText("auth.linkUsedAlready"));
      return { email: user.email };
    }),
  );
}
