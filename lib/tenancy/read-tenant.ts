import { sql } from "drizzle-orm";
import { FILE_FORMATS } from "#db/schema/files.ts";
import { tenantSettings, tenants } from "#db/schema/tenants.ts";
import { withTenant } from "#db/tenant.ts";
import type { Ctx, TenantInfo } from "#lib/tenancy/context.ts";

/** Name, logo and brand colour for everybody; the tier and the limits of uploads (bytes) for members only. `storage_free` is what is neither stored nor reserved. */
export async function readTenant({ tenant, ctx }: { tenant: TenantInfo; ctx: Ctx | null }) {
  const [settings] = await withTenant(tenant.id, (tx) =>
    tx
      .select({
        branding: tenantSettings.customBranding,
        allowedFileTypes: tenantSettings.allowedFileTypes,
        maxFileSize: tenantSettings.maxFileSize,
        units: tenantSettings.units,
        storageFree: sql<number>`(select greatest(0, ${tenants.storageQuota} - ${tenants.storageUsed} - ${tenants.storageReserved})::float8 from ${tenants})`,
      })
      .from(tenantSettings),
  );
  return {
    id: tenant.id,
    name: tenant.name,
    slug: tenant.slug,
    logo_url: tenant.logoUrl,
    branding: settings?.branding.color ? { color: settings.branding.color } : {},
    /** How pages show quantities. */
    units: settings?.units ?? ("metric" as const),
    ...(ctx && settings
      ? {
          subscription_tier: tenant.subscriptionTier,
          allowed_file_types: FILE_FORMATS.filter((format) => settings.allowedFileTypes.includes(format)),
          max_file_size: settings.maxFileSize,
          storage_free: settings.storageFree,
        }
      : {}),
  };
}
