import { tenantSettings } from "#db/schema/tenants.ts";
import { withTenant } from "#db/tenant.ts";
import { NotFound } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { ObjectNotFound } from "#lib/storage/store.ts";
import type { TenantInfo } from "#lib/tenancy/context.ts";
import { readStoredLogo, versionOf } from "./stored-logo.ts";

/** The organisation's logo, which is public, and the SHA-256 it is known by. Throws `NotFound` without one. */
export async function readTenantLogo(tenant: TenantInfo): Promise<{ png: Buffer; version: string }> {
  const [settings] = await withTenant(tenant.id, (tx) =>
    tx.select({ branding: tenantSettings.customBranding }).from(tenantSettings),
  );
  const key = settings?.branding.logoKey;
  if (!key) throw noLogo();
  try {
    return { png: await readStoredLogo(key), version: versionOf(key) };
  } catch (error) {
    // Replaced between the two.
    if (error instanceof ObjectNotFound) throw noLogo();
    throw error;
  }
}

const noLogo = () => new NotFound("logo_not_found", problemText("branding.organisationLogo"));
