import { sql } from "drizzle-orm";
import { pool, type Transaction } from "./client.ts";

/**
 * Runs `work` in one transaction that sees and writes only this tenant's rows.
 * Row-level security refuses everything else, whatever the statement says.
 */
export function withTenant<T>(tenantId: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return pool("cai_app").db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('app.tenant_id', ${tenantId}, true)`);
    return work(tx);
  });
}

/**
 * Runs `work` in one transaction across tenants: for sign-in, operators, the outbox and jobs only.
 * The caller scopes each statement itself.
 */
export function withSystem<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  return pool("cai_system").db.transaction(work);
}
