import { createHash, randomUUID } from "node:crypto";
import type postgres from "postgres";

type Value = string | number | boolean | Date | Buffer;

/** Texts that a table checks. */
const CHECKED: Record<string, string> = { period: "2024-Q3", from_currency: "USD", to_currency: "EUR" };

/** Columns that may be empty, but not all of them at once. */
const ONE_OF: Record<string, string> = { model_changes: "ordinal", element_corrections: "value" };

/** A row of any table for the given tenant: every column that must be filled gets a plausible value of its type. */
export async function sampleRow(
  sql: postgres.Sql | postgres.TransactionSql,
  table: string,
  tenantId: string,
): Promise<Record<string, Value>> {
  const columns = await sql<{ name: string; type: string }[]>`
    select column_name as name, data_type as type from information_schema.columns
    where table_schema = 'public' and table_name = ${table} and (is_nullable = 'NO' and column_default is null or column_name in ('tenant_id', 'id', ${ONE_OF[table] ?? "id"}))`;
  return Object.fromEntries(
    columns.map(({ name, type }) => [
      name,
      name === "tenant_id" ? tenantId : (type === "text" && checked(name)) || sampleValue(type),
    ]),
  );
}

const checked = (name: string) =>
  name.endsWith("sha256") ? createHash("sha256").update(randomUUID()).digest("hex") : CHECKED[name];

function sampleValue(type: string): Value {
  switch (type) {
    case "uuid":
    case "text":
      return randomUUID();
    case "date":
      return "2026-01-31";
    case "timestamp with time zone":
      return new Date();
    case "boolean":
      return true;
    case "jsonb":
    case "ARRAY":
      return "{}";
    case "bytea":
      return Buffer.from([0]);
    case "bigint":
      return 0;
    default:
      return 1;
  }
}
