import { sql } from "drizzle-orm";
import { bigint, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, tenantId, tenantKey, tenantPolicies, timestamptz } from "./columns.ts";
import { tenants } from "./tenants.ts";

export const EXPORT_STATUSES = ["running", "ready", "failed", "cancelled", "expired"] as const;

/** Everything an organisation has, in one archive for its own hands. */
export const dataExports = pgTable(
  "data_exports",
  {
    id: id(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    /** Null: an API key. */
    requestedBy: uuid("requested_by"),
    status: text("status", { enum: EXPORT_STATUSES }).notNull().default("running"),
    /** Per cent of what is to be written. */
    progress: integer("progress").notNull().default(0),
    /** Of the present attempt, while it runs: whoever finds another one here has been overtaken and stops. */
    objectKey: text("object_key"),
    size: bigint("size", { mode: "number" }),
    sha256: text("sha256"),
    /** What went wrong, in a sentence. */
    problem: text("problem"),
    expiresAt: timestamptz("expires_at"),
    createdAt: createdAt(),
    finishedAt: timestamptz("finished_at"),
  },
  (t) => [
    tenantKey("data_exports", t),
    index("data_exports_list_idx").on(t.tenantId, t.createdAt.desc().nullsFirst(), t.id),
    // One at a time: a second one would be the same.
    uniqueIndex("data_exports_open_key").on(t.tenantId).where(sql`status = 'running'`),
    index("data_exports_expiry_idx").on(t.expiresAt).where(sql`status = 'ready'`),
    ...tenantPolicies("data_exports"),
  ],
);
