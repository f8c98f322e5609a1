import { and, eq, gt, sql } from "drizzle-orm";
import { formerSlugs } from "#db/schema/domains.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { AppError } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { originOf } from "#lib/tenancy/host.ts";

/**
 * The organisation has another address now: 308, with where to go. Browsers follow it; programs are told in words too,
 * since most drop their credentials on the way to another host.
 */
export class TenantMoved extends AppError {
  readonly origin: string;
  constructor(slug: string) {
    const origin = originOf(slug);
    super(308, "tenant_moved", problemText("tenancy.organisationAddressNow", { origin }), { url: origin });
    this.origin = origin;
  }
}

/** The present slug of the organisation that a former one still leads to; null when it leads nowhere. */
export async function presentSlugOf(formerSlug: string): Promise<string | null> {
  const [row] = await withSystem((tx) =>
    tx
      .select({ slug: tenants.slug })
      .from(formerSlugs)
      .innerJoin(tenants, eq(tenants.id, formerSlugs.tenantId))
      .where(and(eq(formerSlugs.slug, formerSlug), gt(formerSlugs.leadsUntil, sql`now()`))),
  );
  return row?.slug ?? null;
}
