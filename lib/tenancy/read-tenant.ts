import { tenantSettings } from "#db/schema/tenants.ts";
import { withTenant } from "#db/tenant.ts";
import type { Ctx, TenantInfo } from "#lib/tenancy/context.ts";

/** Name, logo and brand colour for everybody; the tier for members only. */
export async function readTenant({ tenant, ctx }: { tenant: TenantInfo; ctx: Ctx | null }) {
  const [settings] = await withTenant(tenant.id, (tx) =>
    tx.select({ branding: tenantSettings.customBranding }).from(tenantSettings),
  );
  return {
    id: tenant.id,
    name: tenant.name,
    slug: tenant.slug,
    logo_url: tenant.logoUrl,
    branding: settings?.branding ?? {},
    ...(ctx ? { subscription_tier: tenant.subscriptionTier } : {}),
  };
}
