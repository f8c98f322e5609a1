import { index, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { createdAt, id, tenantId, tenantPolicies } from "./columns.ts";
import { tenants } from "./tenants.ts";

/** Who did what, when; append-only for the application's role (it has no UPDATE or DELETE grant). */
export const auditLogs = pgTable(
  "audit_logs",
  {
    id: id(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
    /** `user:<id>`, `api_key:<id>`, `system` or `operator`. */
    actor: text("actor").notNull(),
    /** `<noun>.<past-tense verb>`, e.g. `file.uploaded`. */
    action: text("action").notNull(),
    targetType: text("target_type").notNull(),
    targetId: text("target_id").notNull(),
    detail: jsonb("detail").$type<Record<string, unknown>>().notNull().default({}),
    ip: text("ip"),
    traceId: text("trace_id"),
    createdAt: createdAt(),
  },
  (t) => [
    index("audit_logs_list_idx").on(t.tenantId, t.createdAt.desc().nullsFirst(), t.id),
    ...tenantPolicies("audit_logs"),
  ],
);
