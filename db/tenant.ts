import { drizzle } from "drizzle-orm/postgres-js";
import { pool, type Transaction } from "./client.ts";

/**
 * Runs `work` in one transaction that sees and writes only this tenant's rows.
 * Row-level security refuses everything else, whatever the statement says.
 * Rolls back and rethrows when `work` throws; throws when a statement failed and `work` went on all the same.
 */
export async function withTenant<T>(tenantId: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
  if (!UUID.test(tenantId)) throw new Error("A tenant is named by its UUID");
  const { sql } = pool("cai_app");
  const connection = await sql.reserve();
  // Drizzle reads the types' parsers from there, and a reserved connection does not carry them.
  const tx = drizzle(Object.assign(connection, { options: sql.options }));
  try {
    // One message for both: a round trip less on every request than a transaction of the library's own.
    await connection.unsafe(`begin; set local app.tenant_id = '${tenantId}'`);
    const result = await work(tx).catch(async (error) => {
      // On a connection that is gone the server rolls back by itself; what went wrong first is what counts.
      await connection.unsafe("rollback").catch(() => {});
      throw error;
    });
    const { command } = await connection.unsafe("commit");
    if (command !== "COMMIT")
      throw new Error("The transaction had failed before its end; nothing was written");
    return result;
  } finally {
    connection.release();
  }
}

/**
 * Runs `work` in one transaction across tenants: for sign-in, operators, the outbox and jobs only.
 * The caller scopes each statement itself.
 */
export function withSystem<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  return pool("cai_system").db.transaction(work);
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
