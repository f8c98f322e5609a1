import { randomUUID } from "node:crypto";
import { asc, eq } from "drizzle-orm";
import { webhookDeliveries, webhookEndpoints } from "#db/schema/webhooks.ts";
import { withSystem } from "#db/tenant.ts";
import { makeMember, makeTenant } from "#db/test/tenant.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { announce } from "#lib/webhooks/announce.ts";
import { attempt } from "#lib/webhooks/attempt.ts";
import { claimDue, type Places } from "#lib/webhooks/claim-due.ts";
import { createEndpoint } from "#lib/webhooks/create-endpoint.ts";
import type { HeardEvent } from "#lib/webhooks/describe-event.ts";
import type { PostOptions } from "#lib/webhooks/post.ts";
import { recordAttempt } from "#lib/webhooks/record-attempt.ts";

/** An organisation with one admin and one endpoint that hears of everything. */
export async function listeningTenant(url: string, events = ["*"]) {
  const tenant = await makeTenant({ plan: "pro" });
  const admin = await makeMember(tenant.id, "admin");
  const ctx = await systemCtx(tenant.id);
  const endpoint = await createEndpoint(ctx, { url, description: "", events });
  return { ctx, admin, endpoint };
}

export const joined = (ctx: Ctx): HeardEvent => ({
  name: "member/changed",
  data: {
    tenant_id: ctx.tenant.id,
    change: "joined",
    user_id: randomUUID(),
    email: "grace@example.test",
    role: "editor",
    previous_role: null,
  },
});

/** Something happens, and is written down for the endpoints. Returns the id of its event. */
export async function happens(
  ctx: Ctx,
  event = joined(ctx),
  eventId: string = randomUUID(),
): Promise<string> {
  await announce(ctx, event, { eventId, occurredAt: new Date() });
  return eventId;
}

/** Sends what is due at `now`, as a courier does, until nothing is. Returns how many attempts were made. */
export async function deliverDue(
  now: Date,
  options: PostOptions & { places?: Places } = {},
): Promise<number> {
  const { places, ...sending } = options;
  for (let made = 0; ; ) {
    const due = await claimDue([], now, places);
    if (due.length === 0) return made;
    await Promise.all(
      due.map(async (delivery) => recordAttempt(delivery, await attempt(delivery, () => now, sending), now)),
    );
    made += due.length;
  }
}

export const deliveriesOf = (endpointId: string) =>
  withSystem((tx) =>
    tx
      .select()
      .from(webhookDeliveries)
      .where(eq(webhookDeliveries.endpointId, endpointId))
      .orderBy(asc(webhookDeliveries.createdAt), asc(webhookDeliveries.id)),
  );

export async function endpointNow(id: string) {
  const [row] = await withSystem((tx) =>
    tx.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, id)),
  );
  if (!row) throw new Error(`There is no endpoint ${id}`);
  return row;
}
