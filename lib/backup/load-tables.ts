import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type postgres from "postgres";
import { copyIn, PLAIN_TEXT, quoted, type Table, tablesOf } from "./tables.ts";

/**
 * Runs `work` in one transaction of the owner's in which rows are taken as they are: no trigger reacts to them, and no
 * policy hides them. Where the owner may not ask for that of the server, the tables are told so for the transaction, which
 * keeps others out of them until it ends. `last` is done at the end, when triggers react again.
 */
export async function loading<T>(
  owner: postgres.Sql,
  tables: readonly string[],
  work: (tx: postgres.TransactionSql) => Promise<T>,
  last: (tx: postgres.TransactionSql, done: T) => Promise<void> = async () => {},
): Promise<T> {
  const result = await owner.begin(async (tx) => {
    await tx.unsafe(PLAIN_TEXT);
    const isReplica = await tx
      .savepoint(async (point) => {
        await point`set local session_replication_role = replica`;
      })
      .then(
        () => true,
        () => false,
      );
    const [role] = await tx<{ free: boolean }[]>`
      select rolsuper or rolbypassrls as free from pg_roles where rolname = current_user`;
    const each = async (change: string) => {
      for (const table of tables) await tx.unsafe(`alter table ${quoted(table)} ${change}`);
    };
    if (!isReplica) await each("disable trigger user");
    if (!role?.free) await each("no force row level security");
    const done = await work(tx);
    await (isReplica ? tx`set local session_replication_role = origin` : each("enable trigger user"));
    await last(tx, done);
    if (!role?.free) await each("force row level security");
    return { done };
  });
  return result.done;
}

/** Takes rows as COPY wrote them. */
export async function loadTable(
  tx: postgres.TransactionSql,
  table: string,
  columns: readonly string[],
  rows: AsyncIterable<Buffer>,
): Promise<void> {
  const query = tx.unsafe(copyIn(table, columns));
  const refused = refusalOf(query);
  const target = await query.writable();
  const taken = pipeline(Readable.from(rows, { objectMode: false, highWaterMark: 1024 * 1024 }), target);
  try {
    await Promise.race([taken, refused]);
  } catch (error) {
    target.destroy();
    await taken.catch(() => {});
    throw error;
  }
}

/**
 * What the server says against a COPY that it was given to the end: the library tells that to its query, which has been
 * answered with the stream long since, and the stream would wait for ever.
 */
function refusalOf(query: object): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  promise.catch(() => {});
  const told: unknown = Reflect.get(query, "reject");
  Reflect.set(query, "reject", (error: unknown) => {
    reject(error);
    if (typeof told === "function") told(error);
  });
  return promise;
}

/** Lets sequences go on after the highest number that a table has. */
export async function advanceSequences(tx: postgres.TransactionSql, tables: readonly Table[]): Promise<void> {
  for (const { name, numbered } of tables)
    for (const column of numbered)
      await tx.unsafe(
        `select setval(pg_get_serial_sequence('${quoted(name)}', '${column}'), greatest(m, 1), m > 0)
         from (select coalesce(max(${quoted(column)}), 0) as m from ${quoted(name)}) x`,
      );
}

export const namesOf = async (sql: postgres.Sql) => (await tablesOf(sql)).map(({ name }) => name);
