import { and, eq, ne, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { webhookEndpoints, webhookMessages } from "#db/schema/webhooks.ts";
import { textArray } from "#db/text-array.ts";
import { NotFound } from "#lib/errors.ts";
import { inLocale } from "#lib/i18n/request-locale.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { settingsLocale } from "#lib/tenancy/organisation-locale.ts";
import { ringCourier } from "./channel.ts";
import { describeEvent, HEARD_AS, type HeardEvent, sourceOf } from "./describe-event.ts";
import { selectorsOf, WEBHOOK_EVENTS } from "./event-types.ts";
import { messagePayload } from "./message.ts";

/**
 * Writes what an event of the outbox means for the organisation's endpoints: a message for each type that somebody
 * listens for, and a delivery of it for each who does, all or nothing. The same event again writes nothing. Returns how many deliveries
 * were written.
 */
export async function announce(
  ctx: Ctx,
  event: HeardEvent,
  { eventId, occurredAt }: { eventId: string; occurredAt: Date },
): Promise<number> {
  return ctx.transaction(async (tx) => {
    if (!(await isHeard(tx, ctx.tenant.id, HEARD_AS[event.name]))) return 0;
    // What sentences it has, such as why a file failed, are in the organisation's language.
    const locale = await settingsLocale(tx, ctx.tenant.id);
    const told = await inLocale(locale, () => describeEvent(ctx, tx, event)).catch((error) => {
      // Deleted since: there is nothing left to tell of.
      if (error instanceof NotFound) return [];
      throw error;
    });
    let deliveries = 0;
    for (const { type, data } of told) {
      const payload = messagePayload(type, occurredAt, WEBHOOK_EVENTS[type].data.parse(data));
      const message = {
        tenantId: ctx.tenant.id,
        source: sourceOf(event, eventId),
        type,
        payload,
        occurredAt,
      };
      deliveries += await writeMessage(tx, message);
    }
    if (deliveries > 0) await ringCourier(tx);
    return deliveries;
  });
}

async function isHeard(tx: Transaction, tenantId: string, types: readonly string[]): Promise<boolean> {
  const [listening] = await tx
    .select({ id: webhookEndpoints.id })
    .from(webhookEndpoints)
    .where(
      and(eq(webhookEndpoints.tenantId, tenantId), ne(webhookEndpoints.status, "disabled"), hears(types)),
    )
    .limit(1);
  return listening !== undefined;
}

const hears = (types: readonly string[]) =>
  sql`${webhookEndpoints.events} && ${textArray(types.flatMap(selectorsOf))}::text::text[]`;

async function writeMessage(tx: Transaction, values: typeof webhookMessages.$inferInsert): Promise<number> {
  if (!(await isHeard(tx, values.tenantId, [values.type]))) return 0;
  const [message] = await tx
    .insert(webhookMessages)
    .values(values)
    .onConflictDoNothing()
    .returning({ id: webhookMessages.id });
  if (!message) return 0;
  const written = await tx.execute(sql`
    insert into webhook_deliveries (tenant_id, endpoint_id, message_id, next_attempt_at)
    select ${webhookEndpoints.tenantId}, ${webhookEndpoints.id}, ${message.id}::uuid, now() from ${webhookEndpoints}
    where ${webhookEndpoints.tenantId} = ${values.tenantId} and ${webhookEndpoints.status} <> 'disabled' and ${hears([values.type])}`);
  return written.count;
}
