import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import {
  createdAt,
  id,
  tenantId,
  tenantKey,
  tenantPolicies,
  tenantReference,
  timestamptz,
  updatedAt,
} from "./columns.ts";
import { tenants } from "./tenants.ts";

/** `paused`: too many failures, or by hand; `disabled`: the receiver said 410 Gone. */
export const ENDPOINT_STATUSES = ["active", "paused", "disabled"] as const;

/** Where an organisation wants to hear of what happens (Standard Webhooks). */
export const webhookEndpoints = pgTable(
  "webhook_endpoints",
  {
    id: id(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    url: text("url").notNull(),
    description: text("description").notNull().default(""),
    events: text("events").array().notNull(),
    /** Sealed; see lib/auth/seal.ts. */
    secret: text("secret").notNull(),
    /** Signs beside the new one until then. */
    previousSecret: text("previous_secret"),
    previousSecretUntil: timestamptz("previous_secret_until"),
    status: text("status", { enum: ENDPOINT_STATUSES }).notNull().default("active"),
    /** Why it is not active, in a sentence. */
    statusReason: text("status_reason"),
    /** Failed attempts since the last success. */
    failures: integer("failures").notNull().default(0),
    failingSince: timestamptz("failing_since"),
    lastSuccessAt: timestamptz("last_success_at"),
    createdBy: uuid("created_by"),
    revision: integer("revision").notNull().default(1),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    tenantKey("webhook_endpoints", t),
    index("webhook_endpoints_list_idx").on(t.tenantId, t.createdAt.desc().nullsFirst(), t.id),
    ...tenantPolicies("webhook_endpoints"),
  ],
);

/** One thing that happened, as receivers are told it. */
export const webhookMessages = pgTable(
  "webhook_messages",
  {
    id: id(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    /** The outbox event it comes from, or what else makes it once. */
    source: text("source").notNull(),
    type: text("type").notNull(),
    payload: jsonb("payload").$type<Record<string, unknown>>().notNull(),
    occurredAt: timestamptz("occurred_at").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey("webhook_messages", t),
    unique("webhook_messages_source_key").on(t.tenantId, t.source, t.type),
    index("webhook_messages_age_idx").on(t.createdAt),
    ...tenantPolicies("webhook_messages"),
  ],
);

export const DELIVERY_STATUSES = ["pending", "delivered", "failed", "cancelled"] as const;

/** One message for one endpoint. A replay is a new delivery of the same message. */
export const webhookDeliveries = pgTable(
  "webhook_deliveries",
  {
    id: id(),
    tenantId: tenantId(),
    endpointId: uuid("endpoint_id").notNull(),
    messageId: uuid("message_id").notNull(),
    status: text("status", { enum: DELIVERY_STATUSES }).notNull().default("pending"),
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAt: timestamptz("next_attempt_at"),
    /** The delivery that this one repeats. */
    replayOf: uuid("replay_of"),
    createdAt: createdAt(),
    finishedAt: timestamptz("finished_at"),
  },
  (t) => [
    tenantKey("webhook_deliveries", t),
    tenantReference(
      "webhook_deliveries_endpoint_fk",
      { tenantId: t.tenantId, ref: t.endpointId },
      webhookEndpoints,
    ).onDelete("cascade"),
    tenantReference(
      "webhook_deliveries_message_fk",
      { tenantId: t.tenantId, ref: t.messageId },
      webhookMessages,
    ).onDelete("cascade"),
    index("webhook_deliveries_list_idx").on(
      t.tenantId,
      t.endpointId,
      t.createdAt.desc().nullsFirst(),
      t.id.desc().nullsFirst(),
    ),
    // One endpoint after the other, whatever waits for it; see lib/webhooks/claim-due.ts.
    index("webhook_deliveries_pending_idx").on(t.endpointId, t.nextAttemptAt).where(sql`status = 'pending'`),
    index("webhook_deliveries_message_idx").on(t.messageId),
    ...tenantPolicies("webhook_deliveries"),
  ],
);

/** One request and what came back. Bodies are cut; secrets and signatures are not kept. */
export const webhookAttempts = pgTable(
  "webhook_attempts",
  {
    id: id(),
    tenantId: tenantId(),
    deliveryId: uuid("delivery_id").notNull(),
    number: integer("number").notNull(),
    startedAt: timestamptz("started_at").notNull(),
    durationMs: integer("duration_ms").notNull(),
    requestHeaders: jsonb("request_headers").$type<Record<string, string>>().notNull(),
    /** Null: no answer. */
    responseStatus: integer("response_status"),
    responseHeaders: jsonb("response_headers").$type<Record<string, string>>(),
    responseBody: text("response_body"),
    /** A stable code and a sentence, where the attempt failed. */
    errorCode: text("error_code"),
    error: text("error"),
  },
  (t) => [
    unique("webhook_attempts_key").on(t.deliveryId, t.number),
    tenantReference(
      "webhook_attempts_delivery_fk",
      { tenantId: t.tenantId, ref: t.deliveryId },
      webhookDeliveries,
    ).onDelete("cascade"),
    ...tenantPolicies("webhook_attempts"),
  ],
);
