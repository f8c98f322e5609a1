import postgres from "postgres";
import { awaitConnection } from "#lib/observability/metrics/record.ts";
import { observed } from "./observe-statement.ts";

export interface TransactionState {
  /** Its work has settled or its connection was lost: nothing more can be done in it. */
  ended: boolean;
  /** A statement failed, which whoever sees the statements may note here. */
  failed: boolean;
}

/**
 * One transaction. The library's own ends the process when it rolls back on a connection that was lost meanwhile, and
 * lets statements that come late into whatever the connection serves by then (porsager/postgres#1208, #1216): so `state`
 * tells when it has ended, which is before it is committed or rolled back, and a lost transaction is left as it is, for
 * the server rolls it back by itself.
 */
export async function inTransaction<T>(
  sql: postgres.Sql,
  work: (scope: postgres.TransactionSql, state: TransactionState) => Promise<T>,
  opening: string | null = null,
): Promise<T> {
  const { promise, resolve } = Promise.withResolvers<T>();
  for (let left = sql.options.max; ; left--) {
    const state = { begun: false, lost: false, ended: false, failed: false };
    const connection = awaitConnection(roleOf(sql));
    try {
      await sql.begin(async (scope) => {
        state.begun = true;
        connection.got();
        // Sent at once and answered with the first statement: a tenant costs no round trip of its own.
        const opened = opening === null ? null : scope.unsafe(opening).execute();
        try {
          const [result] = await Promise.all([work(observed(scope), state), opened]).finally(() => {
            state.ended = true;
          });
          if (state.failed) await nextTurn();
          if (!state.lost) return resolve(result);
        } catch (error) {
          await nextTurn();
          if (!state.lost) throw error;
        }
        return new Promise<never>(() => {});
      });
      return await promise;
    } catch (error) {
      if (state.begun || left === 0 || !isLeftOver(error)) throw error;
    } finally {
      state.lost = true;
      state.ended = true;
      connection.done();
    }
  }
}

/** Whose pool it is, for the metrics; `other` for one that `pool()` did not open. */
function roleOf({ options }: postgres.Sql): string {
  return (
    /^construction-ai (cai_app|cai_system)$/.exec(options.connection.application_name ?? "")?.[1] ?? "other"
  );
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
