import { randomBytes } from "node:crypto";
import type { Transaction } from "#db/client.ts";
import { apiKeys, memberships, type Role } from "#db/schema/auth.ts";
import type { PlanId } from "#db/schema/billing.ts";
import { tenantSettings, tenants } from "#db/schema/tenants.ts";
import { auditAs } from "#lib/audit/record.ts";
import { hashSecret } from "#lib/auth/authenticate.ts";
import { planVersion } from "#lib/billing/plan-version.ts";
import { capsOf } from "#lib/billing/plans/limits.ts";
import { Conflict, Invalid } from "#lib/errors.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { claimSlug } from "#lib/tenancy/claim-slug.ts";
import { RESERVED_SLUGS, SLUG } from "#lib/tenancy/host.ts";

/**
 * Makes an organisation with its settings and first admin, in the caller's transaction; `locale` is the language that it
 * starts with.
 * Throws `Invalid` for a slug that cannot be a subdomain or is reserved, `Conflict` for one that is taken.
 */
export async function createTenant(
  tx: Transaction,
  input: { name: string; slug: string; plan: PlanId; adminId: string; actor: string; locale?: Locale },
): Promise<{ id: string; slug: string }> {
  checkSlug(input.slug);
  await claimSlug(tx, input.slug, null);
  const caps = capsOf(await planVersion(tx, input.plan));
  const [tenant] = await tx
    .insert(tenants)
    .values({ name: input.name, slug: input.slug, subscriptionTier: input.plan, ...caps })
    .onConflictDoNothing()
    .returning({ id: tenants.id, slug: tenants.slug });
  if (!tenant)
    throw new Conflict("slug_taken", problemText("tenancy.addressTakenChoose", { slug: input.slug }));
  await tx.insert(tenantSettings).values({ tenantId: tenant.id, locale: input.locale });
  await tx.insert(memberships).values({ tenantId: tenant.id, userId: input.adminId, role: "admin" });
  await auditAs(
    tx,
    { tenantId: tenant.id, actor: input.actor },
    "tenant.created",
    { type: "tenant", id: tenant.id },
    {},
    { after: { name: input.name, slug: input.slug, plan: input.plan } },
  );
  return tenant;
}

/** A new API key: the secret is shown once, its hash is stored. */
export async function insertApiKey(
  tx: Transaction,
  input: { tenantId: string; name: string; role: Role; createdBy: string | null; expiresAt: Date | null },
): Promise<{ id: string; key: string; prefix: string }> {
  const key = `cai_${randomBytes(32).toString("base64url")}`;
  const prefix = key.slice(0, 12);
  const [row] = await tx
    .insert(apiKeys)
    .values({ ...input, prefix, hash: hashSecret(key) })
    .returning({ id: apiKeys.id });
  if (!row) throw new Error("The API key was not stored");
  return { id: row.id, key, prefix };
}

export function checkSlug(slug: string): void {
  if (!SLUG.test(slug)) {
    throw new Invalid("slug_invalid", problemText("tenancy.addressTakes3"));
  }
  if (RESERVED_SLUGS.has(slug))
    throw new Invalid("slug_reserved", problemText("tenancy.addressReservedChoose", { slug }));
}
