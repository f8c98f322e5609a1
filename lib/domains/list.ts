import { and, asc, eq } from "drizzle-orm";
import { z } from "zod";
import { tenantDomains } from "#db/schema/domains.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { DOMAIN_USES, type DomainView, presentDomain } from "./views.ts";

export const ListDomains = z.object({ use: z.enum(DOMAIN_USES).optional() });

/** The domains that the organisation says are its own, by name. There are few, so they come at once. */
export async function listDomains(
  ctx: Ctx,
  { use }: z.output<typeof ListDomains>,
): Promise<{ items: z.input<typeof DomainView>[] }> {
  requireRole(ctx, "admin");
  const rows = await ctx.transaction((tx) =>
    tx
      .select()
      .from(tenantDomains)
      .where(and(eq(tenantDomains.tenantId, ctx.tenant.id), use ? eq(tenantDomains.use, use) : undefined))
      .orderBy(asc(tenantDomains.domain), asc(tenantDomains.use)),
  );
  return { items: rows.map(presentDomain) };
}
