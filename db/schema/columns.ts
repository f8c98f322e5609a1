import { sql } from "drizzle-orm";
import { type AnyPgColumn, foreignKey, pgPolicy, pgRole, timestamp, unique, uuid } from "drizzle-orm/pg-core";

/** Requests run as this role: it owns nothing and sees only rows of the tenant set for its transaction. */
export const appRole = pgRole("cai_app").existing();
/** Sign-in, operators, the outbox and jobs run as this role, through `withSystem`. It owns nothing either. */
export const systemRole = pgRole("cai_system").existing();

/** The tenant of the running transaction; null (no rows) when none is set. In a sub-select so that indexes are used. */
export const currentTenant = sql`(select nullif(current_setting('app.tenant_id', true), '')::uuid)`;

/** Milliseconds, as JavaScript dates have: so a time read back and compared is the same time. */
export const timestamptz = (name: string) =>
  timestamp(name, { withTimezone: true, mode: "date", precision: 3 });
export const createdAt = () => timestamptz("created_at").notNull().defaultNow();
export const updatedAt = () =>
  timestamptz("updated_at")
    .notNull()
    .defaultNow()
    .$onUpdate(() => new Date());
export const id = () => uuid("id").primaryKey().defaultRandom();
export const tenantId = () => uuid("tenant_id").notNull();

/** The two policies that every tenant table carries; `table` is its SQL name. */
export function tenantPolicies(table: string) {
  const mine = sql`tenant_id = ${currentTenant}`;
  return [
    pgPolicy(`${table}_tenant`, { for: "all", to: appRole, using: mine, withCheck: mine }),
    pgPolicy(`${table}_system`, { for: "all", to: systemRole, using: sql`true`, withCheck: sql`true` }),
  ];
}

/**
 * Beside a table's tenant policy: rows of projects that the caller may not see do not exist for them. A transaction is
 * told which ones those are (`app.hidden_projects`, an array of ids; nothing: none).
 */
export function hiddenProjects(table: string, project: AnyPgColumn) {
  const hidden = sql`(select coalesce(nullif(current_setting('app.hidden_projects', true), ''), '{}'))::uuid[]`;
  const visible = sql`(${project} = any (${hidden})) is not true`;
  return pgPolicy(`${table}_visible`, {
    as: "restrictive",
    for: "all",
    to: appRole,
    using: visible,
    withCheck: visible,
  });
}

/** The one policy of a table that no tenant transaction may touch. */
export function systemOnly(table: string) {
  return [
    pgPolicy(`${table}_system`, { for: "all", to: systemRole, using: sql`true`, withCheck: sql`true` }),
  ];
}

/** (tenant_id, id) is a key, so that other tables can refer to a row and its tenant together. */
export const tenantKey = (table: string, columns: { tenantId: AnyPgColumn; id: AnyPgColumn }) =>
  unique(`${table}_tenant_key`).on(columns.tenantId, columns.id);

/** A reference that cannot cross tenants: both the tenant and the id must match. */
export function tenantReference(
  name: string,
  from: { tenantId: AnyPgColumn; ref: AnyPgColumn },
  to: { tenantId: AnyPgColumn; id: AnyPgColumn },
) {
  return foreignKey({ name, columns: [from.tenantId, from.ref], foreignColumns: [to.tenantId, to.id] });
}
