import type postgres from "postgres";
import { conditionFor, type Scope } from "./scope.ts";

type Sql = postgres.Sql | postgres.TransactionSql;

/** A table as COPY reads and writes it. */
export interface Table {
  name: string;
  columns: string[];
  /** Columns that a sequence numbers. */
  numbered: string[];
  /** Order in which equal rows give equal text, whatever the database sorts by. */
  order: string;
}

/**
 * Every table of the product with its columns, those that others refer to first. Not the queue's own schema, whose rows are
 * made again from the runs, nor the list of migrations, which a restore's own migration writes.
 */
export async function tablesOf(sql: Sql): Promise<Table[]> {
  const columns = await sql<
    { table: string; column: string; type: string; numbered: boolean; place: number | null }[]
  >`
    select c.relname as table, a.attname as column, format_type(a.atttypid, null) as type,
      a.attidentity <> '' as numbered, array_position(i.indkey::int2[], a.attnum) as place
    from pg_class c join pg_attribute a on a.attrelid = c.oid
      left join pg_index i on i.indrelid = c.oid and i.indisprimary
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    order by c.relname, a.attnum`;
  const references = await sql<{ from: string; to: string }[]>`
    select distinct conrelid::regclass::text as from, confrelid::regclass::text as to
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and conrelid <> confrelid and conparentid = 0`;
  const byTable = Map.groupBy(columns, ({ table }) => table);
  return inOrder([...byTable.keys()], references).map((name) => {
    const own = byTable.get(name) ?? [];
    const key = own.filter(({ place }) => place !== null).sort((a, b) => (a.place ?? 0) - (b.place ?? 0));
    const order = (key.length > 0 ? key : own)
      .map(({ column, type }) =>
        COMPARABLE.has(type) ? quoted(column) : `${quoted(column)}::text collate "C"`,
      )
      .join(", ");
    return {
      name,
      columns: own.map(({ column }) => column),
      numbered: own.filter(({ numbered }) => numbered).map(({ column }) => column),
      order,
    };
  });
}

/** Types whose order is the same in every database. */
const COMPARABLE = new Set([
  "uuid",
  "integer",
  "bigint",
  "smallint",
  "date",
  "timestamp with time zone",
  "boolean",
]);

function inOrder(tables: string[], references: readonly { from: string; to: string }[]): string[] {
  const left = new Set(tables);
  const ordered: string[] = [];
  while (left.size > 0) {
    const free = [...left].filter(
      (table) => !references.some(({ from, to }) => from === table && left.has(to)),
    );
    if (free.length === 0) throw new Error(`Tables refer to each other in a circle: ${[...left]}`);
    for (const table of free) {
      ordered.push(table);
      left.delete(table);
    }
  }
  return ordered;
}

/** The rows of a table within a scope as text, in their order; null: none of them belong to it. */
export function copyOut(table: Table, scope: Scope): string | null {
  const condition = conditionFor(scope, table.name, table.columns);
  if (condition === null) return null;
  return `copy (select ${table.columns.map(quoted).join(", ")} from ${quoted(table.name)} where ${condition} order by ${table.order}) to stdout`;
}

export function copyIn(table: string, columns: readonly string[]): string {
  return `copy ${quoted(table)} (${columns.map(quoted).join(", ")}) from stdin`;
}

/** As every database has to write and read them, so that the same rows are the same text. */
export const PLAIN_TEXT = `set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres';
  set local extra_float_digits = 1; set local bytea_output = 'hex'; set local statement_timeout = 0; set local lock_timeout = 0;
  set local idle_in_transaction_session_timeout = 0;
  select set_config(name, '0', true) from pg_settings where name = 'transaction_timeout'`;

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
