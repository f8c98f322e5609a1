import { eq, is } from "drizzle-orm";
import { getTableConfig, type PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Transaction } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";

/** A table whose rows each belong to one organisation. */
export type TenantTable = PgTable & { tenantId: PgColumn };

/** What the accounts of an organisation that was billed, or is still to be, stand on; its audit log is thinned, see delete-tenant.ts. */
export const ACCOUNTS: readonly TenantTable[] = [
  schema.billingAccounts,
  schema.planChanges,
  schema.tenantDiscounts,
  schema.invoices,
  schema.invoiceLines,
  schema.invoiceEvents,
  schema.payments,
  schema.usageEvents,
  schema.usageMetrics,
  schema.auditLogs,
  schema.auditChain,
];

/**
 * Only with the organisation's own row (foreign keys), or by `audit_remove()`: nobody may delete from the audit log, and
 * that has to know which of its rows were archived. What was signed and issued goes with its estimate, in the same way.
 */
const APPEND_ONLY: readonly PgTable[] = [
  schema.auditLogs,
  schema.auditChain,
  schema.archivedLogs,
  schema.estimateSnapshots,
  schema.estimateRevisions,
];

/** Jobs and their events name a tenant and refer to no row of it: they end by themselves, or are cancelled. */
const MACHINERY: readonly PgTable[] = [schema.outbox, schema.jobRuns];

/** Every table of tenants' rows, those that refer to others before the ones they refer to. */
export function tenantTables(): TenantTable[] {
  const everything: unknown[] = Object.values(schema);
  const left = new Set(everything.filter(isTenantTable).filter((table) => !MACHINERY.includes(table)));
  const ordered: TenantTable[] = [];
  while (left.size > 0) {
    const referred = new Set([...left].flatMap((table) => referencesOf(table)));
    const free = [...left].filter((table) => !referred.has(table));
    if (free.length === 0) throw new Error("Tables of tenants refer to each other in a circle");
    for (const table of free) {
      ordered.push(table);
      left.delete(table);
    }
  }
  return ordered;
}

/** Deletes a tenant's rows of every table but the given ones. */
export async function deleteTenantData(
  tx: Transaction,
  tenantId: string,
  keep: readonly TenantTable[],
): Promise<void> {
  for (const table of tenantTables()) {
    if (!keep.includes(table) && !APPEND_ONLY.includes(table))
      await tx.delete(table).where(eq(table.tenantId, tenantId));
  }
}

function isTenantTable(value: unknown): value is TenantTable {
  return is(value, PgTable) && "tenantId" in value;
}

function referencesOf(table: PgTable): PgTable[] {
  return getTableConfig(table)
    .foreignKeys.map((key) => key.reference().foreignTable)
    .filter((other) => other !== table);
}
