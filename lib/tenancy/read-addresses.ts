import { and, desc, eq, gt, sql } from "drizzle-orm";
import { z } from "zod";
import { formerSlugs } from "#db/schema/domains.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { config } from "#lib/config/index.ts";
import { changesOf } from "#lib/tenancy/change-slug.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { originOf } from "#lib/tenancy/host.ts";

export const Addresses = z.object({
  slug: z.string(),
  url: z.string(),
  /** Host that slugs stand before. */
  root_domain: z.string(),
  /** The custom domain that is served. */
  domain: z.string().nullable(),
  /** How often the slug can still be changed for now. */
  changes_left: z.number(),
  /** Former slugs that still lead here. */
  former: z.array(z.object({ slug: z.string(), leads_until: z.string() })),
});

/** Where the organisation is found. */
export async function readAddresses(ctx: Ctx): Promise<z.input<typeof Addresses>> {
  requireRole(ctx, "admin");
  const tenantId = ctx.tenant.id;
  return withSystem(async (tx) => {
    const [tenant] = await tx
      .select({ slug: tenants.slug, domain: tenants.domain })
      .from(tenants)
      .where(eq(tenants.id, tenantId));
    if (!tenant) throw new Error(`Tenant ${tenantId} is gone`);
    const former = await tx
      .select({ slug: formerSlugs.slug, leadsUntil: formerSlugs.leadsUntil })
      .from(formerSlugs)
      .where(and(eq(formerSlugs.tenantId, tenantId), gt(formerSlugs.leadsUntil, sql`now()`)))
      .orderBy(desc(formerSlugs.leadsUntil));
    return {
      ...tenant,
      url: originOf(tenant.slug),
      root_domain: config().rootDomain,
      changes_left: (await changesOf(tx, tenantId)).left,
      former: former.map(({ slug, leadsUntil }) => ({ slug, leads_until: leadsUntil.toISOString() })),
    };
  });
}
