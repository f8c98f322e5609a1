import { eq } from "drizzle-orm";
import { tenants } from "#db/schema/tenants.ts";
import { webhookEndpoints } from "#db/schema/webhooks.ts";
import { withSystem } from "#db/tenant.ts";
import type { Mail } from "#lib/email/mail.ts";
import { addressed } from "#lib/email/receivers.ts";
import { retold } from "#lib/i18n/kept-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { wordsOf } from "#lib/i18n/words-of.ts";
import { adminsFor } from "#lib/notifications/recipients.ts";
import { originOf } from "#lib/tenancy/host.ts";

/** The mails about an endpoint that gets nothing any more, one for each admin who takes such mails; none when it was resumed or deleted by now. */
export async function stoppedMails(endpointId: string): Promise<Mail[]> {
  const [found] = await withSystem((tx) =>
    tx
      .select({ endpoint: webhookEndpoints, name: tenants.name, slug: tenants.slug })
      .from(webhookEndpoints)
      .innerJoin(tenants, eq(tenants.id, webhookEndpoints.tenantId))
      .where(eq(webhookEndpoints.id, endpointId)),
  );
  if (!found || found.endpoint.status === "active") return [];
  const { endpoint, name, slug } = found;
  const page = `${originOf(slug)}/settings/webhooks/${endpoint.id}`;
  return withSystem(async (tx) =>
    addressed(tx, endpoint.tenantId, await adminsFor(tx, endpoint.tenantId, "webhooks"), (locale) =>
      stoppedWords(endpoint, name, page, locale),
    ),
  );
}

export function stoppedWords(
  endpoint: Pick<typeof webhookEndpoints.$inferSelect, "tenantId" | "url" | "status" | "statusReason">,
  name: string,
  page: string,
  locale: Locale,
): Omit<Mail, "to"> {
  const t = wordsOf("mails", locale);
  const { url, status } = endpoint;
  return {
    tenantId: endpoint.tenantId,
    reason: "notice",
    locale,
    subject: t("webhooks.subject", { host: new URL(url).host, status }),
    paragraphs: [
      t("webhooks.body", { url, name, status }),
      retold(endpoint.statusReason ?? "", locale),
      status === "paused" ? t("webhooks.paused") : t("webhooks.disabled"),
    ],
    action: { label: t("webhooks.action"), url: page },
  };
}
