import { eq } from "drizzle-orm";
import { tenants } from "#db/schema/tenants.ts";
import { withTenant } from "#db/tenant.ts";
import { tenantNotFound } from "#lib/auth/authenticate.ts";
import { logger } from "#lib/observability/logger.ts";
import { type Ctx, makeCtx } from "#lib/tenancy/context.ts";

/** The context of a job that acts for a tenant. Throws `NotFound` when the tenant is gone. */
export async function systemCtx(tenantId: string, traceId = ""): Promise<Ctx> {
  const [tenant] = await withTenant(tenantId, (tx) =>
    tx
      .select({
        id: tenants.id,
        slug: tenants.slug,
        name: tenants.name,
        logoUrl: tenants.logoUrl,
        subscriptionTier: tenants.subscriptionTier,
        isActive: tenants.isActive,
        deletionDueAt: tenants.deletionDueAt,
      })
      .from(tenants)
      .where(eq(tenants.id, tenantId)),
  );
  if (!tenant) throw tenantNotFound();
  return makeCtx({
    tenant,
    principal: { kind: "system", role: "admin" },
    hiddenProjects: [],
    log: logger().child({ tenantId, traceId }),
    traceId,
    ip: null,
    userAgent: null,
  });
}
