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
  // A reserved connection that was closed takes statements and never answers them, so its end must be noticed.
  let lost = false;
  const watch = {
    prepare: false,
    onexecute: (socket: { onclose?: () => void }) => {
      socket.onclose = () => {
        lost = true;
      };
      return true;
    },
  };
  try {
    // One message for both: a round trip less on every request than a transaction of the library's own.
    await connection.unsafe(`begin; set local app.tenant_id = '${tenantId}'`, [], watch);
    const result = await work(tx);
    if (lost) throw new Error("The connection to the database was lost; nothing was written");
    const { command } = await connection.unsafe("commit");
    if (command !== "COMMIT")
      throw new Error("The transaction had failed before its end; nothing was written");
    return result;
  } catch (error) {
    if (isConnectionError(error)) lost = true;
    // On a connection that is gone the server rolls back by itself; what went wrong first is what counts.
    if (!lost) await connection.unsafe("rollback").catch(() => {});
    throw error;
  } finally {
    if (!lost) connection.release();
  }
}

/**
 * Runs `work` in one transaction across tenants: for sign-in, operators, the outbox and jobs only.
 * The caller scopes each statement itself.
 */
export function withSystem<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  return pool("cai_system").db.transaction(work);
}

function isConnectionError(error: unknown): boolean {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  return (
    typeof cause === "object" &&
    cause !== null &&
    "code" in cause &&
    String(cause.code).startsWith("CONNECTION_")
  );
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
