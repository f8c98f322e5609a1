import { and, eq } from "drizzle-orm";
import { tenantDomains } from "#db/schema/domains.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { audit } from "#lib/audit/record.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { findDomain } from "./find-domain.ts";
import { lockDomain } from "./lock-domain.ts";

/** Gives a domain up, proven or not: pages are no longer served there, people no longer join by it. */
export async function releaseDomain(ctx: Ctx, id: string): Promise<void> {
  requireRole(ctx, "admin");
  const tenantId = ctx.tenant.id;
  await withSystem(async (tx) => {
    const { domain, use, verifiedAt } = await findDomain(tx, tenantId, id);
    await lockDomain(tx, domain);
    await tx.delete(tenantDomains).where(and(eq(tenantDomains.tenantId, tenantId), eq(tenantDomains.id, id)));
    if (use === "address" && verifiedAt)
      await tx
        .update(tenants)
        .set({ domain: null })
        .where(and(eq(tenants.id, tenantId), eq(tenants.domain, domain)));
    await audit(
      ctx,
      tx,
      "domain.released",
      { type: "domain", id },
      {},
      { before: { domain, use, verified: verifiedAt !== null } },
    );
  });
}
