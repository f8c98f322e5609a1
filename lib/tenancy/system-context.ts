import { eq } from "drizzle-orm";
import { tenants } from "#db/schema/tenants.ts";
import { withTenant } from "#db/tenant.ts";
import { tenantNotFound } from "#lib/auth/authenticate.ts";
import { logger } from "#lib/observability/logger.ts";
import { aboutTenant, currentTraceId } from "#lib/observability/tracing/span.ts";
import { type Ctx, makeCtx } from "#lib/tenancy/context.ts";

/**
 * The context of a job that acts for a tenant, in the trace that runs; without tracing its run stands for that. Throws
 * `NotFound` when the tenant is gone.
 */
export async function systemCtx(tenantId: string, runId = ""): Promise<Ctx> {
  const traceId = currentTraceId() ?? runId;
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
  aboutTenant(tenantId);
  return makeCtx({
    tenant,
    principal: { kind: "system", role: "admin" },
    hiddenProjects: [],
    log: logger().child({ tenant_id: tenantId, ...(traceId && { trace_id: traceId }) }),
    traceId,
    ip: null,
    userAgent: null,
  });
}
