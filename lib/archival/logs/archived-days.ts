import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";

/** Which days (UTC) of the audit log are archived in an asked range, and what of them can be searched now. */
export const ArchivedDays = z.object({
  days: z.number(),
  rows: z.number(),
  first: z.string(),
  last: z.string(),
  /** How many days are searchable now, and until when at least; the others are asked for by POST /api/audit-logs/restore. */
  searchable: z.number(),
  searchable_until: z.string().nullable(),
  /** How many days have been asked for and are on their way. */
  requested: z.number(),
  /** The newest 100, newest first. */
  newest: z.array(
    z.object({
      day: z.string(),
      rows: z.number(),
      status: z.enum(["archived", "requested", "searchable"]),
    }),
  ),
});
export type ArchivedDays = z.input<typeof ArchivedDays>;

export interface Range {
  /** Days in UTC, both included. */
  from?: string | undefined;
  to?: string | undefined;
}

const LISTED = 100;

/** Null where no row of the range has left the database. */
export async function archivedDaysOf(
  tx: Transaction,
  tenantId: string,
  { from, to }: Range,
): Promise<ArchivedDays | null> {
  const rows = await tx.execute<{
    day: string;
    rows: number;
    status: "archived" | "requested" | "searchable";
    until: string | null;
  }>(sql`
    select d.day::text as day, sum(d.rows)::int as rows,
      case when bool_and(d.restored_until > now()) then 'searchable'
        when bool_and(d.restored_until > now() or d.restore_requested_at is not null) then 'requested' else 'archived' end as status,
      to_char(min(d.restored_until) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until
    from archived_logs d where ${goneFrom(tenantId, { from, to })}
    group by d.day order by d.day desc`);
  const [last] = rows;
  const first = rows.at(-1);
  if (!first || !last) return null;
  const searchable = rows.filter(({ status }) => status === "searchable");
  const untils = searchable.map(({ until }) => until ?? "").sort();
  return {
    days: rows.length,
    rows: rows.reduce((sum, day) => sum + day.rows, 0),
    first: first.day,
    last: last.day,
    searchable: searchable.length,
    searchable_until: untils[0] ?? null,
    requested: rows.filter(({ status }) => status === "requested").length,
    newest: rows.slice(0, LISTED).map(({ day, rows, status }) => ({ day, rows, status })),
  };
}

/** Parts `d` of an audit log whose rows are in the archive alone. */
export const goneFrom = (tenantId: string, { from, to }: Range) => sql`
  d.tenant_id = ${tenantId} and d.kind = 'audit' and d.removed_at is not null and d.expired_at is null
  and ${from ? sql`d.day >= ${from}::text::date` : sql`true`} and ${to ? sql`d.day <= ${to}::text::date` : sql`true`}`;
