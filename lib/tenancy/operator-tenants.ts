import { randomBytes } from "node:crypto";
import { asc } from "drizzle-orm";
import { z } from "zod";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { claimAccount, provenAccount } from "#lib/auth/claim-account.ts";
import { hashPassword } from "#lib/auth/password.ts";
import { HandedOutPassword } from "#lib/auth/password-rule.ts";
import { Email } from "#lib/auth/sign-up-organisation.ts";
import { Invalid } from "#lib/errors.ts";
import type { InSystem } from "#lib/http/idempotency.ts";
import { COMMAND, type OperatorCtx } from "#lib/operators/context.ts";
import { recordDeed } from "#lib/operators/record.ts";
import { notClosed } from "#lib/tenancy/closed.ts";
import { createTenant, insertApiKey } from "#lib/tenancy/create-tenant.ts";
import { originOf } from "#lib/tenancy/host.ts";

export const OperatorCreateTenant = z.object({
  name: z.string().trim().min(2).max(120),
  slug: z.string().trim().toLowerCase(),
  plan: z.enum(["free", "pro", "enterprise"]).default("free"),
  admin_email: Email,
  admin_password: HandedOutPassword.optional(),
});

export interface CreatedTenant {
  tenant_id: string;
  slug: string;
  url: string;
  /** The password is null for somebody who had an account already and keeps its password. */
  admin: { email: string; password: string | null };
  api_key: string;
}

/** An operator's new organisation: admin account and an admin API key come with it. */
export async function operatorCreateTenant(
  input: z.output<typeof OperatorCreateTenant>,
  system: InSystem = withSystem,
  by: OperatorCtx = COMMAND,
): Promise<CreatedTenant> {
  const password = input.admin_password ?? randomBytes(12).toString("base64url");
  const passwordHash = await hashPassword(password);
  return system(async (tx) => {
    const claimed = await claimAccount(tx, { email: input.admin_email, passwordHash });
    if (!claimed && input.admin_password) {
      throw new Invalid(
        "account_exists",
        `${input.admin_email} has an account already. Leave --admin-password out; the account keeps its password.`,
      );
    }
    const account = claimed ?? (await provenAccount(tx, input.admin_email));
    if (!account) throw new Error("The admin account could not be made");
    const tenant = await createTenant(tx, {
      name: input.name,
      slug: input.slug,
      plan: input.plan,
      adminId: account.id,
      actor: by.actor,
    });
    const { name, plan, admin_email } = input;
    await recordDeed(tx, by, "tenant.created", { name, slug: tenant.slug, plan, admin_email }, tenant.id);
    const { key } = await insertApiKey(tx, {
      tenantId: tenant.id,
      name: "First key",
      role: "admin",
      createdBy: account.id,
      expiresAt: null,
    });
    return {
      tenant_id: tenant.id,
      slug: tenant.slug,
      url: originOf(tenant.slug),
      admin: { email: input.admin_email, password: claimed ? password : null },
      api_key: key,
    };
  });
}

/** Every organisation that was not deleted. */
export async function operatorListTenants() {
  return withSystem((tx) =>
    tx
      .select({
        tenant_id: tenants.id,
        slug: tenants.slug,
        domain: tenants.domain,
        name: tenants.name,
        plan: tenants.subscriptionTier,
        storage_used: tenants.storageUsed,
        storage_quota: tenants.storageQuota,
        archive_used: tenants.archiveUsed,
        archive_quota: tenants.archiveQuota,
        api_quota: tenants.apiQuota,
        is_active: tenants.isActive,
      })
      .from(tenants)
      .where(notClosed())
      .orderBy(asc(tenants.slug)),
  );
}
