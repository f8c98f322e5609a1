import { eq } from "drizzle-orm";
import { tenants } from "#db/schema/tenants.ts";
import { webhookEndpoints } from "#db/schema/webhooks.ts";
import { withSystem } from "#db/tenant.ts";
import type { Mail } from "#lib/email/mail.ts";
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
  const words = stoppedWords(endpoint, name, `${originOf(slug)}/settings/webhooks/${endpoint.id}`);
  const admins = await withSystem((tx) => adminsFor(tx, endpoint.tenantId, "webhooks"));
  return admins.map((to) => ({ to, ...words }));
}

export function stoppedWords(
  endpoint: Pick<typeof webhookEndpoints.$inferSelect, "tenantId" | "url" | "status" | "statusReason">,
  name: string,
  page: string,
): Omit<Mail, "to"> {
  const paragraphs = [
    `The webhook endpoint ${endpoint.url} of ${name} is ${endpoint.status} and gets no more messages.`,
    endpoint.statusReason ?? "",
    endpoint.status === "paused"
      ? "What happens meanwhile waits, up to 30 days. When the receiver works again, resume the endpoint."
      : "What was waiting has been cancelled. If the receiver is to be used again, resume the endpoint and replay what it missed.",
  ];
  return {
    tenantId: endpoint.tenantId,
    reason: "notice",
    subject: `Webhooks to ${new URL(endpoint.url).host} are ${endpoint.status}`,
    paragraphs,
    action: { label: "Look at the endpoint", url: page },
  };
}
