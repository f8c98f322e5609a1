import { eq } from "drizzle-orm";
import { tenantSettings, tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { originOf } from "#lib/tenancy/host.ts";
import { logoPath } from "./stored-logo.ts";

export interface TenantBranding {
  name: string;
  /** The organisation's own address, where links lead. */
  origin: string;
  /** #rrggbb; null: the product's own. */
  color: string | null;
  /** Absolute address of a PNG of at most 600 × 240 pixels; null: none. */
  logoUrl: string | null;
  website: string | null;
}

/** How an organisation looks outside its pages, such as in mails; null when it is gone. */
export async function brandingOf(tenantId: string): Promise<TenantBranding | null> {
  const [row] = await withSystem((tx) =>
    tx
      .select({
        name: tenants.name,
        slug: tenants.slug,
        branding: tenantSettings.customBranding,
        website: tenantSettings.website,
      })
      .from(tenants)
      .innerJoin(tenantSettings, eq(tenantSettings.tenantId, tenants.id))
      .where(eq(tenants.id, tenantId)),
  );
  if (!row) return null;
  const origin = originOf(row.slug);
  const { color, logoKey } = row.branding;
  return {
    name: row.name,
    origin,
    color: color ?? null,
    logoUrl: logoKey ? `${origin}${logoPath(logoKey)}` : null,
    website: row.website,
  };
}
