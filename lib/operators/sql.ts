import { type SQL, sql } from "drizzle-orm";

/** A sum of minor units as the exact decimal text of its currency: 123456 with two digits is "1234.56". */
export function decimalText(minor: SQL, digits: SQL): SQL<string> {
  return sql<string>`round((${minor})::numeric / power(10::numeric, ${digits}), ${digits})::text`;
}

/** What of the invoice `i` is still owed, in minor units: its total less final credit notes and payments, never negative. */
export const OUTSTANDING = sql`greatest(0, i.total_minor - i.paid_minor + coalesce((select sum(n.total_minor) from invoices n
  where n.tenant_id = i.tenant_id and n.corrects_id = i.id and n.status in ('finalised', 'sent', 'paid')), 0))`;

/** Invoices that wait for their money; a credit note does not, and a draft is not asked for yet. */
export const IS_OPEN = sql`i.reason = 'period' and i.status in ('finalised', 'sent', 'overdue')`;

/** A moment as the API writes it. */
export function utc(at: SQL): SQL<string> {
  return sql<string>`to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

/** Whether name or address of the tenant `t` contain the text, its signs as they stand. */
export function tenantMatches(text: string): SQL {
  const pattern = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  return sql`(t.slug ilike ${pattern} or t.name ilike ${pattern})`;
}
