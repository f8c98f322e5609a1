import { and, asc, desc, eq, getTableColumns, sql } from "drizzle-orm";
import { z } from "zod";
import {
  DELIVERY_STATUSES,
  webhookAttempts,
  webhookDeliveries,
  webhookEndpoints,
  webhookMessages,
} from "#db/schema/webhooks.ts";
import { NotFound } from "#lib/errors.ts";
import { readCursor, writeCursor } from "#lib/http/cursor.ts";
import { retold } from "#lib/i18n/kept-text.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { endpointNotFound, isEndpoint } from "./endpoint-row.ts";
import { TEST_EVENT, WEBHOOK_EVENT_TYPES } from "./event-types.ts";
import { messageBody, messageId } from "./message.ts";

export const ListDeliveries = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  status: z.enum(DELIVERY_STATUSES).optional(),
  type: z.enum([...WEBHOOK_EVENT_TYPES, TEST_EVENT]).optional(),
  /** Opaque, from `next`. */
  cursor: z.string().max(200).optional(),
});

export const DeliveryView = z.object({
  id: z.string(),
  endpoint_id: z.string(),
  /** The header `webhook-id`: the same for all attempts and replays of a message. */
  webhook_id: z.string(),
  type: z.string(),
  /** `failed`: its attempts are used up; `cancelled`: the endpoint was disabled first. */
  status: z.enum(DELIVERY_STATUSES),
  attempts: z.number(),
  next_attempt_at: z.string().nullable(),
  /** The delivery that this one repeats. */
  replay_of: z.string().nullable(),
  created_at: z.string(),
  finished_at: z.string().nullable(),
});
export const DeliveryList = z.object({ items: z.array(DeliveryView), next: z.string().nullable() });

export const AttemptView = z.object({
  number: z.number(),
  started_at: z.string(),
  duration_ms: z.number(),
  /** Without the signature. */
  request_headers: z.record(z.string(), z.string()),
  /** Null: no answer. */
  response_status: z.number().nullable(),
  response_headers: z.record(z.string(), z.string()).nullable(),
  /** Its first 16 KiB. */
  response_body: z.string().nullable(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export const DeliveryDetail = DeliveryView.extend({
  url: z.string(),
  /** As it is sent. */
  request_body: z.string(),
  log: z.array(AttemptView),
});

/** What was sent to an endpoint in the last 30 days, newest first; `next` pages by key. Throws `NotFound`. */
export async function listDeliveries(
  ctx: Ctx,
  endpointId: string,
  { limit, status, type, cursor }: z.output<typeof ListDeliveries>,
): Promise<z.input<typeof DeliveryList>> {
  requireRole(ctx, "admin");
  const after = cursor ? readCursor(cursor) : null;
  const rows = await ctx.transaction(async (tx) => {
    const [endpoint] = await tx
      .select({ id: webhookEndpoints.id })
      .from(webhookEndpoints)
      .where(isEndpoint(ctx.tenant.id, endpointId));
    if (!endpoint) throw endpointNotFound();
    return tx
      .select({ ...getTableColumns(webhookDeliveries), type: webhookMessages.type })
      .from(webhookDeliveries)
      .innerJoin(webhookMessages, ofMessage)
      .where(
        and(
          eq(webhookDeliveries.tenantId, ctx.tenant.id),
          eq(webhookDeliveries.endpointId, endpointId),
          status ? eq(webhookDeliveries.status, status) : undefined,
          type ? eq(webhookMessages.type, type) : undefined,
          after
            ? sql`(${webhookDeliveries.createdAt}, ${webhookDeliveries.id}) < (${after.createdAt}::timestamptz, ${after.id}::uuid)`
            : undefined,
        ),
      )
      .orderBy(desc(webhookDeliveries.createdAt), desc(webhookDeliveries.id))
      .limit(limit + 1);
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const query = new URLSearchParams({
    limit: String(limit),
    ...(status ? { status } : {}),
    ...(type ? { type } : {}),
  });
  if (last) query.set("cursor", writeCursor(last));
  return {
    items: page.map(present),
    next: rows.length > limit ? `/api/webhooks/endpoints/${endpointId}/deliveries?${query}` : null,
  };
}

/** One delivery with its attempts. Throws `NotFound` (`webhook_delivery_not_found`). */
export async function readDelivery(ctx: Ctx, id: string): Promise<z.input<typeof DeliveryDetail>> {
  requireRole(ctx, "admin");
  return ctx.transaction(async (tx) => {
    const [row] = await tx
      .select({
        delivery: webhookDeliveries,
        type: webhookMessages.type,
        payload: webhookMessages.payload,
        url: webhookEndpoints.url,
      })
      .from(webhookDeliveries)
      .innerJoin(webhookMessages, ofMessage)
      .innerJoin(
        webhookEndpoints,
        and(
          eq(webhookEndpoints.tenantId, webhookDeliveries.tenantId),
          eq(webhookEndpoints.id, webhookDeliveries.endpointId),
        ),
      )
      .where(and(eq(webhookDeliveries.tenantId, ctx.tenant.id), eq(webhookDeliveries.id, id)));
    if (!row) throw deliveryNotFound();
    const attempts = await tx
      .select()
      .from(webhookAttempts)
      .where(and(eq(webhookAttempts.tenantId, ctx.tenant.id), eq(webhookAttempts.deliveryId, id)))
      .orderBy(asc(webhookAttempts.number));
    return {
      ...present({ ...row.delivery, type: row.type }),
      url: row.url,
      request_body: messageBody(row.payload),
      log: attempts.map((attempt) => ({
        number: attempt.number,
        started_at: attempt.startedAt.toISOString(),
        duration_ms: attempt.durationMs,
        request_headers: attempt.requestHeaders,
        response_status: attempt.responseStatus,
        response_headers: attempt.responseHeaders,
        response_body: attempt.responseBody,
        error: attempt.errorCode ? { code: attempt.errorCode, message: retold(attempt.error ?? "") } : null,
      })),
    };
  });
}

export function deliveryNotFound(): NotFound {
  return new NotFound("webhook_delivery_not_found", problemText("webhooks.deliveryLogGoes"));
}

const ofMessage = and(
  eq(webhookMessages.tenantId, webhookDeliveries.tenantId),
  eq(webhookMessages.id, webhookDeliveries.messageId),
);

function present(
  row: typeof webhookDeliveries.$inferSelect & { type: string },
): z.input<typeof DeliveryView> {
  return {
    id: row.id,
    endpoint_id: row.endpointId,
    webhook_id: messageId(row.messageId),
    type: row.type,
    status: row.status,
    attempts: row.attempts,
    next_attempt_at: row.nextAttemptAt?.toISOString() ?? null,
    replay_of: row.replayOf,
    created_at: row.createdAt.toISOString(),
    finished_at: row.finishedAt?.toISOString() ?? null,
  };
}
