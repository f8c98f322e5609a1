import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import { getTableConfig, type PgColumn } from "drizzle-orm/pg-core";
import { users } from "#db/schema/auth.ts";
import type { Dataset } from "#lib/exports/datasets.ts";
import { csvCell } from "#lib/http/text-stream.ts";
import type { Ctx } from "#lib/tenancy/context.ts";

type ExportRow = Record<string, unknown>;
const PAGE = 1000;

/** The names of a data set's columns, as the database has them. */
export function columnsOf(dataset: Dataset): string[] {
  return Object.keys(selectionOf(dataset));
}

/**
 * A data set's rows, page by page in the order of its key, each page in a transaction of its own: so nothing is held while
 * the archive is written, and what changes meanwhile may be in it or not. A row that is there all the time is in it once.
 */
export async function* pagesOf(ctx: Ctx, dataset: Dataset): AsyncGenerator<ExportRow[]> {
  const order = orderOf(dataset);
  const size = dataset.page ?? PAGE;
  let after: ExportRow | null = null;
  for (;;) {
    const rows = await readPage(ctx, dataset, order, after, size);
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < size) return;
    after = last;
  }
}

/** As CSV (RFC 4180, UTF-8), with a line of names first. Objects and lists stand in their cell as JSON. */
export async function* csvOf(ctx: Ctx, dataset: Dataset): AsyncGenerator<string> {
  const names = columnsOf(dataset);
  yield `${names.join(",")}\r\n`;
  for await (const rows of pagesOf(ctx, dataset))
    yield rows.map((row) => `${names.map((name) => cell(row[name])).join(",")}\r\n`).join("");
}

/** The same as a JSON array, a row a line. */
export async function* jsonOf(ctx: Ctx, dataset: Dataset): AsyncGenerator<string> {
  const names = columnsOf(dataset);
  let before = "[\n";
  for await (const rows of pagesOf(ctx, dataset))
    for (const row of rows) {
      yield `${before}${JSON.stringify(Object.fromEntries(names.map((name) => [name, row[name] ?? null])))}`;
      before = ",\n";
    }
  yield before === "[\n" ? "[]\n" : "\n]\n";
}

async function readPage(
  ctx: Ctx,
  dataset: Dataset,
  order: readonly PgColumn[],
  after: ExportRow | null,
  size: number,
): Promise<ExportRow[]> {
  const { table, person } = dataset;
  const selection: Record<string, PgColumn> = { ...selectionOf(dataset) };
  for (const column of order) selection[column.name] = column;
  return ctx.transaction((tx) => {
    const query = tx.select(selection).from(table).$dynamic();
    if (person) query.leftJoin(users, eq(users.id, person));
    return query
      .where(and(eq(tenantOf(dataset), ctx.tenant.id), after ? beyond(order, after) : undefined))
      .orderBy(...order.map((column) => asc(column)))
      .limit(size);
  });
}

const beyond = (order: readonly PgColumn[], last: ExportRow): SQL =>
  sql`(${sql.join([...order], sql`, `)}) > (${sql.join(
    order.map((column) => sql.param(last[column.name], column)),
    sql`, `,
  )})`;

function selectionOf({ table, leaveOut = [], person }: Dataset): Record<string, PgColumn> {
  const own = getTableConfig(table).columns.filter((column) => !leaveOut.includes(column));
  return {
    ...Object.fromEntries(own.map((column) => [column.name, column])),
    ...(person ? { email: users.email, name: users.name } : {}),
  };
}

function orderOf(dataset: Dataset): readonly PgColumn[] {
  if (dataset.order) return dataset.order;
  const { columns, primaryKeys } = getTableConfig(dataset.table);
  const key = primaryKeys[0]?.columns ?? columns.filter((column) => column.primary);
  // All rows are of one tenant; a key of nothing else is the tenant's single row.
  const rest = key.filter((column) => column !== tenantOf(dataset));
  return rest.length > 0 ? rest : key;
}

function tenantOf({ table, tenant }: Dataset): PgColumn {
  const column = tenant ?? getTableConfig(table).columns.find(({ name }) => name === "tenant_id");
  if (!column) throw new Error("A data set needs a column that says whose its rows are");
  return column;
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "object") return csvCell(JSON.stringify(value));
  const text = String(value);
  // A negative number is no formula.
  return /^-?\d+(\.\d+)?$/.test(text) ? text : csvCell(text);
}
