import { drizzle } from "drizzle-orm/postgres-js";
import type postgres from "postgres";
import { type DatabaseRole, pool, type Transaction } from "./client.ts";
import { inTransaction, type TransactionState } from "./transaction.ts";

/** How long a transaction's statement may wait for a lock, and take in all, in milliseconds; 0 for as long as it takes. */
export interface Limits {
  lockMs: number;
  statementMs: number;
}

/** Few connections serve everybody: who waits longer in a request would keep all others waiting. */
export const REQUEST_LIMITS: Limits = { lockMs: 5_000, statementMs: 30_000 };
/** For a job's long writing, which nobody waits for and which would only be done again. */
export const NO_LIMITS: Limits = { lockMs: 0, statementMs: 0 };

/** Gives the transactions of what is the same for a request and for a job, each with its role and limits. */
export type Within = <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>;

/**
 * Runs `work` in one transaction that sees and writes only this tenant's rows, and nothing of `hiddenProjects` (ids).
 * Row-level security refuses everything else, whatever the statement says.
 * Rolls back and rethrows when `work` throws; throws when a statement failed and `work` went on all the same, or went
 * over `limits` (`isTimeout`).
 */
export async function withTenant<T>(
  tenantId: string,
  work: (tx: Transaction) => Promise<T>,
  limits = REQUEST_LIMITS,
  hiddenProjects: readonly string[] = [],
): Promise<T> {
  if (![tenantId, ...hiddenProjects].every((id) => UUID.test(id)))
    throw new Error("Tenants and projects are named by their UUIDs");
  const hidden =
    hiddenProjects.length > 0 ? `set local app.hidden_projects = '{${hiddenProjects.join()}}'; ` : "";
  return throughDrizzle(
    "cai_app",
    work,
    `set local app.tenant_id = '${tenantId}'; ${hidden}${settings(limits)}`,
  );
}

/**
 * Runs `work` in one transaction across tenants: for sign-in, operators, the outbox and jobs only.
 * The caller scopes each statement itself. Ends as `withTenant` does.
 */
export function withSystem<T>(work: (tx: Transaction) => Promise<T>, limits = REQUEST_LIMITS): Promise<T> {
  return throughDrizzle("cai_system", work, settings(limits));
}

const settings = ({ lockMs, statementMs }: Limits) =>
  `set local lock_timeout = ${lockMs}; set local statement_timeout = ${statementMs}`;

function throughDrizzle<T>(
  role: DatabaseRole,
  work: (tx: Transaction) => Promise<T>,
  opening: string,
): Promise<T> {
  const { sql } = pool(role);
  return inTransaction(sql, (scope, state) => work(drizzle(clientOf(sql, scope, state))), opening);
}

/** The pool's client as Drizzle takes it, whose statements go to one transaction for as long as that lasts. */
function clientOf(sql: postgres.Sql, scope: postgres.TransactionSql, state: TransactionState): postgres.Sql {
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

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
