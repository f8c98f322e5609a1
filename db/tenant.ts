import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { type DatabaseRole, pool, type Transaction } from "./client.ts";

/**
 * Runs `work` in one transaction that sees and writes only this tenant's rows.
 * Row-level security refuses everything else, whatever the statement says.
 * Rolls back and rethrows when `work` throws; throws when a statement failed and `work` went on all the same.
 */
export async function withTenant<T>(tenantId: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
  if (!UUID.test(tenantId)) throw new Error("A tenant is named by its UUID");
  return inTransaction("cai_app", `set local app.tenant_id = '${tenantId}'`, work);
}

/**
 * Runs `work` in one transaction across tenants: for sign-in, operators, the outbox and jobs only.
 * The caller scopes each statement itself. Ends as `withTenant` does.
 */
export function withSystem<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  return inTransaction("cai_system", null, work);
}

/**
 * One transaction. The library's own ends the process when it rolls back on a connection that was lost meanwhile, and
 * lets statements that come late into whatever the connection serves by then (porsager/postgres#1208, #1216): so what
 * `work` does after the end is refused, and a lost transaction is left as it is, for the server rolls it back by itself.
 */
async function inTransaction<T>(
  role: DatabaseRole,
  opening: string | null,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const { sql } = pool(role);
  const { promise, resolve } = Promise.withResolvers<T>();
  for (let left = sql.options.max; ; left--) {
    const state = { begun: false, ended: false, failed: false };
    try {
      await sql.begin(async (scope) => {
        state.begun = true;
        // Sent at once and answered with the first statement: a tenant costs no round trip of its own.
        const opened = opening === null ? null : scope.unsafe(opening).execute();
        try {
          const [result] = await Promise.all([work(drizzle(clientOf(sql, scope, state))), opened]);
          if (state.failed) await nextTurn();
          if (!state.ended) return resolve(result);
        } catch (error) {
          await nextTurn();
          if (!state.ended) throw error;
        }
        return new Promise<never>(() => {});
      });
      return await promise;
    } catch (error) {
      if (state.begun || left === 0 || !isLeftOver(error)) throw error;
    } finally {
      state.ended = true;
    }
  }
}

/** The pool's client as Drizzle takes it, whose statements go to one transaction for as long as that lasts. */
function clientOf(
  sql: postgres.Sql,
  scope: postgres.TransactionSql,
  state: { ended: boolean; failed: boolean },
): postgres.Sql {
  const unsafe = (...parts: Parameters<typeof scope.unsafe>) => {
    if (state.ended) throw new Error("The transaction has ended; nothing more can be done in it");
    const statement = scope.unsafe(...parts);
    statement.catch(() => {
      state.failed = true;
    });
    return statement;
  };
  return new Proxy(sql, {
    get: (target, name) => (name === "unsafe" ? unsafe : Reflect.get(target, name)),
  });
}

/** The end of a connection is known one turn of the event loop after its statements failed. */
const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * The library gives the words with which the server ended a connection to whoever uses it first when it is back. Nothing
 * was done then, and the next try gets the connection as new.
 */
function isLeftOver(error: unknown): boolean {
  return error instanceof postgres.PostgresError && ENDED.has(error.code);
}
/** By an operator, a crash, or a limit on transactions and idling. */
const ENDED = new Set(["57P01", "57P02", "57P05", "25P03", "25P04"]);

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
