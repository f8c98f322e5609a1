import { eq, sql } from "drizzle-orm";
import { tenantSettings, tenants } from "#db/schema/tenants.ts";
import { audit } from "#lib/audit/record.ts";
import { emit } from "#lib/jobs/outbox.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { lockSettings, NEXT_REVISION } from "#lib/tenancy/settings.ts";
import { logoPath, versionOf } from "./stored-logo.ts";

/**
 * Makes a stored picture the organisation's logo, or takes the logo away (null). The one before it is announced to the job
 * that purges it, in the same transaction. Throws 412 `settings_changed`.
 */
export async function setLogo(
  ctx: Ctx,
  key: string | null,
  ifMatch: string | null,
): Promise<{ logoUrl: string | null; revision: number }> {
  const tenantId = ctx.tenant.id;
  return ctx.transaction(async (tx) => {
    const { settings } = await lockSettings(ctx, tx, ifMatch);
    const before = settings.customBranding.logoKey ?? null;
    const logoUrl = key && logoPath(key);
    const customBranding =
      key === null
        ? sql`${tenantSettings.customBranding} - 'logoKey'`
        : sql`${tenantSettings.customBranding} || jsonb_build_object('logoKey', ${key}::text)`;
    const [after] = await tx
      .update(tenantSettings)
      .set({ customBranding, revision: NEXT_REVISION })
      .where(eq(tenantSettings.tenantId, tenantId))
      .returning({ revision: tenantSettings.revision });
    if (!after) throw new Error(`Tenant ${tenantId} has no settings`);
    await tx.update(tenants).set({ logoUrl }).where(eq(tenants.id, tenantId));
    if (before)
      await emit(tx, { name: "object/released", data: { tenant_id: tenantId, storage_key: before } });
    await audit(
      ctx,
      tx,
      "settings.logo_changed",
      { type: "tenant", id: tenantId },
      {},
      { before: { logo_sha256: before && versionOf(before) }, after: { logo_sha256: key && versionOf(key) } },
    );
    return { logoUrl, revision: after.revision };
  });
}
