import { randomUUID } from "node:crypto";
import { z } from "zod";
import { webhookDeliveries, webhookMessages } from "#db/schema/webhooks.ts";
import { audit } from "#lib/audit/record.ts";
import { Conflict } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { wordsOf } from "#lib/i18n/words-of.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { originOf } from "#lib/tenancy/host.ts";
import { settingsLocale } from "#lib/tenancy/organisation-locale.ts";
import { ringCourier } from "./channel.ts";
import { type EndpointRow, lockEndpoint } from "./endpoint-row.ts";
import { TEST_EVENT } from "./event-types.ts";
import { messagePayload } from "./message.ts";

export const Queued = z.object({ delivery_id: z.string() });

/**
 * Sends a `webhook.test` to one endpoint, whatever it listens for; it is tried once. How it went is at
 * `/api/webhooks/deliveries/{delivery_id}`. Throws `Conflict` while the endpoint gets nothing.
 */
export async function sendTest(ctx: Ctx, endpointId: string): Promise<z.input<typeof Queued>> {
  requireRole(ctx, "admin");
  return ctx.transaction(async (tx) => {
    const endpoint = await lockEndpoint(tx, ctx.tenant.id, endpointId);
    refuseUnlessActive(endpoint);
    const now = new Date();
    const locale = await settingsLocale(tx, ctx.tenant.id);
    const t = wordsOf("webhook-events", locale);
    const [message] = await tx
      .insert(webhookMessages)
      .values({
        tenantId: ctx.tenant.id,
        source: `test:${randomUUID()}`,
        type: TEST_EVENT,
        payload: messagePayload(TEST_EVENT, now, {
          message: t("test"),
          links: { endpoint: `${originOf(ctx.tenant.slug)}/api/webhooks/endpoints/${endpointId}` },
        }),
        occurredAt: now,
      })
      .returning({ id: webhookMessages.id });
    if (!message) throw new Error("No message was made");
    const [delivery] = await tx
      .insert(webhookDeliveries)
      .values({ tenantId: ctx.tenant.id, endpointId, messageId: message.id, nextAttemptAt: now })
      .returning({ id: webhookDeliveries.id });
    if (!delivery) throw new Error("No delivery was made");
    await audit(ctx, tx, "webhook_endpoint.tested", { type: "webhook_endpoint", id: endpointId });
    await ringCourier(tx);
    return { delivery_id: delivery.id };
  });
}

/** What is sent by hand must not lie about until somebody resumes the endpoint. */
export function refuseUnlessActive({ status }: EndpointRow): void {
  if (status === "active") return;
  throw new Conflict("webhook_endpoint_not_active", problemText("webhooks.endpointGetsNothing", { status }));
}
