import { type SQL, sql } from "drizzle-orm";
import { cursorInvalid } from "#lib/http/cursor.ts";

/** Where a list goes on: the sorting value of its last row, in microseconds (since 1970, or of a duration), and its key. */
export interface Position {
  value: string;
  key: string;
}

export const writePosition = ({ value, key }: Position): string =>
  Buffer.from(`${value} ${key}`).toString("base64url");

/** Throws `Invalid` (`cursor_invalid`) for one that no list of this kind gave. */
export function readPosition(cursor: string): Position {
  const [value = "", key = "", ...more] = Buffer.from(cursor, "base64url").toString().split(" ");
  if (!/^\d{1,16}$/.test(value) || !/^[0-9a-f]{16,64}$/.test(key) || more.length > 0) throw cursorInvalid();
  return { value, key };
}

/** A page of at most `limit` items out of up to one more row, and the cursor of the next one. */
export function pageOf<R, T>(
  rows: R[],
  limit: number,
  present: (row: R) => T,
  position: (row: R) => Position,
): { items: T[]; next: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(present),
    next: rows.length > limit && last ? writePosition(position(last)) : null,
  };
}

/** A moment in microseconds since 1970, exactly. */
export const microsOf = (column: SQL): SQL<string> =>
  sql<string>`(extract(epoch from ${column}) * 1000000)::bigint::text`;
/** The moment that `microsOf` wrote. */
export const momentOf = (micros: string): SQL =>
  sql`timestamptz '1970-01-01 00:00:00+00' + ${micros}::bigint * interval '1 microsecond'`;
export const isoFromMicros = (micros: string): string => new Date(Number(micros) / 1000).toISOString();

/** The organisation of a row that refers to it by `t`, as lists show it. */
export const tenantOf = (row: { tenant_id: string | null; slug: string | null }) =>
  row.tenant_id === null ? null : { id: row.tenant_id, slug: row.slug };

/** Conditions that all must hold. */
export const all = (conditions: (SQL | null)[]): SQL =>
  sql.join([sql`true`, ...conditions.filter((one) => one !== null)], sql` and `);
