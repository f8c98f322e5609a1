import { sql } from "drizzle-orm";
import { z } from "zod";
import { users } from "#db/schema/auth.ts";
import { withSystem } from "#db/tenant.ts";
import { hashPassword, verifyPassword } from "#lib/auth/password.ts";
import { Password, refuseOwnWords } from "#lib/auth/password-rule.ts";
import { addressBlock, countAttempt } from "#lib/auth/rate-limit.ts";
import { issueToken } from "#lib/auth/tokens.ts";
import { config } from "#lib/config/index.ts";
import { Invalid, NotFound } from "#lib/errors.ts";
import { requireFeature } from "#lib/features/is-on.ts";
import { activeLocale } from "#lib/i18n/active-locale.ts";
import { issueText, problemText } from "#lib/i18n/problem-text.ts";
import { checkSlug, createTenant } from "#lib/tenancy/create-tenant.ts";
import { hostTarget, originOf } from "#lib/tenancy/host.ts";

export const Email = z
  .email(issueText("common.eMailAddress"))
  .max(254)
  .transform((v) => v.toLowerCase());

export const SignUp = z.object({
  organisation: z.string().trim().min(2, issueText("auth.giveTheOrganisation")).max(120),
  slug: z.string().trim().toLowerCase(),
  name: z.string().trim().min(1, issueText("auth.giveYourName")).max(120),
  email: Email,
  password: Password,
});

const PER_ACCOUNT = { attempts: 10, windowSeconds: 15 * 60 };

/**
 * A new organisation and its first admin. Somebody who has an account uses its password; a wrong one is refused.
 * Returns where to go: the organisation's own address, with a token that signs in there once within a minute.
 */
export async function signUpOrganisation(
  input: z.output<typeof SignUp>,
  { host, ip }: { host: string | null; ip: string | null },
): Promise<{ slug: string; url: string }> {
  if (hostTarget(host)?.kind !== "root") {
    throw new NotFound("not_found", problemText("auth.organisationsCreatedPlatform"));
  }
  await countAttempt(`sign-up:${addressBlock(ip)}`, {
    attempts: config().signUpsPerHour,
    windowSeconds: 3600,
  });
  // The answer to a wrong password of an existing account must not become a way around the limit of sign-in.
  await countAttempt(`sign-up-account:${input.email}`, PER_ACCOUNT);
  await requireFeature("sign_up", null);
  checkSlug(input.slug);
  refuseOwnWords(input.password, [input.email, input.name, input.organisation, input.slug]);
  const passwordHash = await hashPassword(input.password);
  return withSystem(async (tx) => {
    const [created] = await tx
      .insert(users)
      .values({ email: input.email, name: input.name, passwordHash })
      .onConflictDoNothing()
      .returning({ id: users.id });
    const user = created ?? (await existing());
    const tenant = await createTenant(tx, {
      name: input.organisation,
      slug: input.slug,
      plan: "free",
      adminId: user.id,
      actor: `user:${user.id}`,
      locale: activeLocale(),
    });
    const token = await issueToken(tx, { purpose: "handoff", userId: user.id, tenantId: tenant.id });
    return { slug: tenant.slug, url: `${originOf(tenant.slug)}/sign-in/token?auto#${token}` };

    async function existing() {
      const [found] = await tx.select().from(users).where(sql`lower(${users.email}) = ${input.email}`);
      if (!found || !(await verifyPassword(found.passwordHash, input.password))) {
        throw new Invalid("account_exists", problemText("auth.eMailAddress"));
      }
      return found;
    }
  });
}
