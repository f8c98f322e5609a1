import { randomBytes } from "node:crypto";
import { and, count, eq } from "drizzle-orm";
import { z } from "zod";
import { tenantDomains } from "#db/schema/domains.ts";
import { tenants } from "#db/schema/tenants.ts";
import { audit } from "#lib/audit/record.ts";
import { Conflict } from "#lib/errors.ts";
import { issueText, problemText } from "#lib/i18n/problem-text.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { customDomain } from "#lib/tenancy/domain.ts";
import { DOMAIN_USES, type DomainUse, type DomainView, presentDomain } from "./views.ts";

export const ClaimDomain = z.strictObject({
  domain: z.string().trim().min(1, issueText("domains.nameADomain")).max(300),
  use: z.enum(DOMAIN_USES),
});

/** The pages are served at one domain; people's mail may have several. */
const MOST: Record<DomainUse, number> = { address: 1, mail: 20 };

/**
 * Notes that the organisation says a domain is its own, and answers the DNS record that proves it. Until it is proven it
 * counts for nothing, and hinders nobody else. Said again, it is the same claim.
 * Throws `Invalid` (`domain_invalid`, `domain_reserved`), `Conflict` (`domains_full`).
 */
export async function claimDomain(
  ctx: Ctx,
  input: z.output<typeof ClaimDomain>,
): Promise<z.input<typeof DomainView>> {
  requireRole(ctx, "admin");
  const domain = customDomain(input.domain);
  const { use } = input;
  const tenantId = ctx.tenant.id;
  return ctx.transaction(async (tx) => {
    // Of two claims at once the second counts the first.
    await tx.select({ id: tenants.id }).from(tenants).where(eq(tenants.id, tenantId)).for("no key update");
    const mine = and(eq(tenantDomains.tenantId, tenantId), eq(tenantDomains.use, use));
    const [known] = await tx
      .select()
      .from(tenantDomains)
      .where(and(mine, eq(tenantDomains.domain, domain)));
    if (known) return presentDomain(known);
    const [held] = await tx.select({ n: count() }).from(tenantDomains).where(mine);
    if ((held?.n ?? 0) >= MOST[use])
      throw new Conflict(
        "domains_full",
        use === "address"
          ? problemText("domains.organisationCustomDomain")
          : problemText("domains.mostDomainsNamed", { most: MOST.mail }),
      );
    const token = `construction-ai-verification=${randomBytes(20).toString("hex")}`;
    const [row] = await tx.insert(tenantDomains).values({ tenantId, domain, use, token }).returning();
    if (!row) throw new Error("The domain was not stored");
    await audit(ctx, tx, "domain.claimed", { type: "domain", id: row.id }, {}, { after: { domain, use } });
    return presentDomain(row);
  });
}
