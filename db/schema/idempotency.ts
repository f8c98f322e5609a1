import { index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, tenantPolicies } from "./columns.ts";
import { tenants } from "./tenants.ts";

/**
 * Answers to requests that named themselves by Idempotency-Key, so that a repetition gets the same answer and does nothing.
 * A row is written in the transaction of what it answers for: there is none while the first request is under way.
 */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    /** Who sent it: `<tenant> user:<id>`, `<tenant> api_key:<id>`, `operator:<id>`, `operator`. */
    sender: text("sender").notNull(),
    key: text("key").notNull(),
    tenantId: uuid("tenant_id").references(() => tenants.id, { onDelete: "cascade" }),
    /** SHA-256 of method, address and body: the same key with another request is refused. */
    request: text("request").notNull(),
    /** Status, headers and body, sealed: a new API key may be in it. */
    answer: text("answer").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.sender, t.key] }),
    index("idempotency_keys_age_idx").on(t.createdAt),
    ...tenantPolicies("idempotency_keys"),
  ],
);
