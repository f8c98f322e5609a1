import { eq } from "drizzle-orm";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import type { Mail } from "#lib/email/mail.ts";
import { addressed } from "#lib/email/receivers.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { wordsOf } from "#lib/i18n/words-of.ts";
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
    return addressed(tx, tenantId, await adminsFor(tx, tenantId, "domains"), (locale) =>
      domainWords({ tenantId, ...tenant }, { domain, use, notice }, locale),
    );
  });
}

export function domainWords(
  tenant: { tenantId: string | null; name: string; slug: string },
  { domain, use, notice }: { domain: string; use: DomainUse; notice: "lost" | "taken_down" },
  locale: Locale,
): Omit<Mail, "to"> {
  const t = wordsOf("mails", locale);
  const origin = originOf(tenant.slug);
  const about = { domain, name: tenant.name, record: recordName(domain), use, origin };
  const words =
    notice === "lost"
      ? {
          subject: t("domains.lostSubject", { domain }),
          paragraphs: [t("domains.lostBody", { ...about, days: LOST_DAYS })],
        }
      : {
          subject: t("domains.goneSubject", { domain, name: tenant.name }),
          paragraphs: [t("domains.goneBody", about)],
        };
  return {
    tenantId: tenant.tenantId,
    reason: "notice",
    locale,
    ...words,
    action: {
      label: use === "address" ? t("domains.lookAddress") : t("domains.lookSignIn"),
      url: `${origin}/settings/${use === "address" ? "address" : "sign-in"}`,
    },
  };
}
