import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { webhookDeliveries } from "#db/schema/webhooks.ts";
import { audit } from "#lib/audit/record.ts";
import { Conflict, Invalid } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { ringCourier } from "./channel.ts";
import { lockEndpoint } from "./endpoint-row.ts";
import { TEST_EVENT } from "./event-types.ts";
import { deliveryNotFound } from "./list-deliveries.ts";
import { type Queued, refuseUnlessActive } from "./send-test.ts";

/**
 * Sends a delivery's message again, under the same `webhook-id`, as a delivery of its own. Throws `NotFound`, and
 * `Conflict` while the delivery is still under way or the endpoint gets nothing.
 */
export async function replayDelivery(ctx: Ctx, id: string): Promise<z.input<typeof Queued>> {
  requireRole(ctx, "admin");
  return ctx.transaction(async (tx) => {
    const [found] = await tx
      .select()
      .from(webhookDeliveries)
      .where(and(eq(webhookDeliveries.tenantId, ctx.tenant.id), eq(webhookDeliveries.id, id)));
    if (!found) throw deliveryNotFound();
    refuseUnlessActive(await lockEndpoint(tx, ctx.tenant.id, found.endpointId));
    if (found.status === "pending")
      throw new Conflict("webhook_delivery_pending", problemText("webhooks.deliveryStillUnder"));
    const [replay] = await tx
      .insert(webhookDeliveries)
      .values({
        tenantId: ctx.tenant.id,
        endpointId: found.endpointId,
        messageId: found.messageId,
        replayOf: id,
        nextAttemptAt: sql`now()`,
      })
      .returning({ id: webhookDeliveries.id });
    if (!replay) throw new Error("No delivery was made");
    await audit(
      ctx,
      tx,
      "webhook_delivery.replayed",
      { type: "webhook_endpoint", id: found.endpointId },
      { delivery_id: id },
    );
    await ringCourier(tx);
    return { delivery_id: replay.id };
  });
}

/** So many messages at most are sent again at once. */
export const MAX_REPLAYS = 1000;

export const ReplayRange = z.strictObject({
  since: z.iso.datetime({ offset: true }),
  /** Now where it is left out. */
  until: z.iso.datetime({ offset: true }).optional(),
});
export const Replayed = z.object({
  replayed: z.number(),
  /** Failed messages that are left: ask again for them. */
  remaining: z.number(),
});

/**
 * Sends again, oldest first, what of a time failed or was cancelled and has neither arrived nor been sent again since.
 * Throws `NotFound`, and `Conflict` while the endpoint gets nothing.
 */
export async function replayFailed(
  ctx: Ctx,
  endpointId: string,
  { since, until }: z.output<typeof ReplayRange>,
): Promise<z.input<typeof Replayed>> {
  requireRole(ctx, "admin");
  if (until && Date.parse(until) <= Date.parse(since))
    throw new Invalid("range_invalid", problemText("webhooks.endTimeMust"));
  return ctx.transaction(async (tx) => {
    refuseUnlessActive(await lockEndpoint(tx, ctx.tenant.id, endpointId));
    const [counts] = await tx.execute<{ replayed: number; found: number }>(sql`
      with failed as (
        select distinct on (d.message_id) d.id, d.message_id, d.created_at from webhook_deliveries d
        join webhook_messages m on m.tenant_id = d.tenant_id and m.id = d.message_id and m.type <> ${TEST_EVENT}
        where d.tenant_id = ${ctx.tenant.id} and d.endpoint_id = ${endpointId} and d.status in ('failed', 'cancelled')
          and d.created_at >= ${since}::timestamptz and d.created_at <= coalesce(${until ?? null}::timestamptz, now())
          and not exists (
            select from webhook_deliveries o
            where o.message_id = d.message_id and o.tenant_id = d.tenant_id and o.endpoint_id = d.endpoint_id
              and o.status in ('pending', 'delivered'))
        order by d.message_id, d.created_at desc),
      replayed as (
        insert into webhook_deliveries (tenant_id, endpoint_id, message_id, replay_of, next_attempt_at)
        select ${ctx.tenant.id}::uuid, ${endpointId}::uuid, message_id, id, now() from failed
        order by created_at limit ${MAX_REPLAYS}
        returning id)
      select (select count(*) from replayed)::int as replayed, (select count(*) from failed)::int as found`);
    const { replayed = 0, found = 0 } = counts ?? {};
    if (replayed > 0) {
      await audit(
        ctx,
        tx,
        "webhook_delivery.range_replayed",
        { type: "webhook_endpoint", id: endpointId },
        { since, until: until ?? null, messages: replayed },
      );
      await ringCourier(tx);
    }
    return { replayed, remaining: found - replayed };
  });
}
