import { eq } from "drizzle-orm";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import type { Mail } from "#lib/email/mail.ts";
import { adminsFor } from "#lib/notifications/recipients.ts";
import { originOf } from "#lib/tenancy/host.ts";
import { type DomainUse, LOST_DAYS, recordName } from "./views.ts";

/** The mails about a domain whose record is gone, one for each admin who takes them. */
export async function domainMails({
  tenant_id: tenantId,
  domain,
  use,
  notice,
}: {
  tenant_id: string;
  domain: string;
  use: DomainUse;
  notice: "lost" | "taken_down";
}): Promise<Mail[]> {
  return withSystem(async (tx) => {
    const [tenant] = await tx
      .select({ name: tenants.name, slug: tenants.slug })
      .from(tenants)
      .where(eq(tenants.id, tenantId));
    if (!tenant) return [];
    const words = domainWords({ tenantId, ...tenant }, { domain, use, notice });
    const recipients = await adminsFor(tx, tenantId, "domains");
    return recipients.map((to) => ({ to, ...words }));
  });
}

export function domainWords(
  tenant: { tenantId: string | null; name: string; slug: string },
  { domain, use, notice }: { domain: string; use: DomainUse; notice: "lost" | "taken_down" },
): Omit<Mail, "to"> {
  const effect =
    use === "address"
      ? `${tenant.name} is then found at ${originOf(tenant.slug)} only`
      : `people with an address of it can then no longer join ${tenant.name} by themselves`;
  const words =
    notice === "lost"
      ? {
          subject: `${domain}: its DNS record is gone`,
          paragraphs: [
            `The TXT record ${recordName(domain)}, which proves that ${domain} is yours, has not been found for days. Put it back within ${LOST_DAYS} days of its loss; ${effect}.`,
          ],
        }
      : {
          subject: `${domain} is no longer used by ${tenant.name}`,
          paragraphs: [
            `The TXT record ${recordName(domain)} is gone, or another organisation has proven the domain: ${effect.replace("is then", "is now").replace("can then no longer", "can no longer")}. Put the record back and check it again if the domain is still yours.`,
          ],
        };
  return {
    tenantId: tenant.tenantId,
    reason: "notice",
    ...words,
    action: {
      label: use === "address" ? "Look at the address" : "Look at the sign-in settings",
      url: `${originOf(tenant.slug)}/settings/${use === "address" ? "address" : "sign-in"}`,
    },
  };
}
