import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { webhookDeliveries, webhookEndpoints, webhookMessages } from "#db/schema/webhooks.ts";
import { withSystem } from "#db/tenant.ts";
import type { Fixture } from "#lib/http/testing/fixture.ts";
import type { Row } from "#lib/http/testing/matrix-rows.ts";
import { newSecret, sealSecret } from "#lib/webhooks/secrets.ts";

/** Written by hand: an organisation may have no more than twenty, and nobody is to be called. */
const endpoint = async ({ id: tenantId, marker }: Fixture) => {
  const [row] = await withSystem((tx) =>
    tx
      .insert(webhookEndpoints)
      .values({
        tenantId,
        url: `https://hooks.example/${marker}`,
        events: ["*"],
        secret: sealSecret(newSecret()),
      })
      .returning({ id: webhookEndpoints.id }),
  );
  if (!row) throw new Error("No endpoint was made");
  return row;
};

const delivery = async (tenant: Fixture) => {
  const { id: endpointId } = await endpoint(tenant);
  return withSystem(async (tx) => {
    const [message] = await tx
      .insert(webhookMessages)
      .values({
        tenantId: tenant.id,
        source: `test:${randomUUID()}`,
        type: "member.joined",
        payload: { data: { email: `somebody@${tenant.marker}.test` } },
        occurredAt: new Date(),
      })
      .returning({ id: webhookMessages.id });
    if (!message) throw new Error("No message was made");
    const [row] = await tx
      .insert(webhookDeliveries)
      .values({ tenantId: tenant.id, endpointId, messageId: message.id, status: "failed" })
      .returning({ id: webhookDeliveries.id });
    if (!row) throw new Error("No delivery was made");
    return row;
  });
};

const makeRoom = ({ id }: Fixture) =>
  withSystem((tx) => tx.delete(webhookEndpoints).where(eq(webhookEndpoints.tenantId, id)));

export const WEBHOOK_ROWS: Record<string, Row> = {
  "GET /api/webhooks/event-types": {},
  "POST /api/webhooks/mail": {
    body: ({ marker }) => ({ type: "bounce", email: `${marker}@example.test` }),
  },
  "GET /api/webhooks/endpoints": { before: endpoint, shows: true },
  "POST /api/webhooks/endpoints": {
    before: makeRoom,
    body: ({ marker }) => ({ url: `https://hooks.example/${marker}`, events: ["*"] }),
    shows: true,
  },
  "GET /api/webhooks/endpoints/{id}": { params: endpoint, shows: true },
  "PATCH /api/webhooks/endpoints/{id}": {
    params: endpoint,
    body: () => ({ description: "matrix" }),
    shows: true,
  },
  "DELETE /api/webhooks/endpoints/{id}": { params: endpoint },
  "POST /api/webhooks/endpoints/{id}/pause": { params: endpoint, shows: true },
  "POST /api/webhooks/endpoints/{id}/resume": { params: endpoint, shows: true },
  "POST /api/webhooks/endpoints/{id}/secret": { params: endpoint, body: () => ({}), shows: true },
  "POST /api/webhooks/endpoints/{id}/test": { params: endpoint },
  "GET /api/webhooks/endpoints/{id}/deliveries": { params: endpoint },
  "POST /api/webhooks/endpoints/{id}/replays": {
    params: endpoint,
    body: () => ({ since: "2026-10-01T00:00:00Z" }),
  },
  "GET /api/webhooks/deliveries/{id}": { params: delivery, shows: true },
  "POST /api/webhooks/deliveries/{id}/replay": { params: delivery },
};
