import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { charges, decimal } from "./sql/charges.ts";
import { ratedUsage } from "./sql/rated-usage.ts";
import { type DraftScope, segments } from "./sql/segments.ts";

/**
 * Writes the month's invoices of these tenants as drafts with their lines, in one statement; a draft that is there
 * already is written anew (its lines were deleted by the caller). Free ones get theirs of 0.00; tenants who had no plan in
 * the month, and closed ones with neither a paid plan nor usage there, get none. Returns the drafts' ids.
 * Fails as a whole where one tenant's cannot be written: a plan without a price in its currency, an amount beyond 2^53.
 */
export async function draftInvoices(tx: Transaction, scope: DraftScope): Promise<string[]> {
  const written = await tx.execute<{ id: string }>(sql`
  WITH RECURSIVE ${segments(scope)}, ${ratedUsage(scope)}, ${charges(scope)},
  written AS (
    INSERT INTO invoices AS i (tenant_id, billing_period_start, billing_period_end, plan_id, currency, minor_digits, base_minor,
      usage_minor, discount_minor, subtotal_minor, tax_rate, tax_minor, total_minor, reverse_charge, notes)
    SELECT t.tenant_id, span.first, span.next - 1, t.plan_id, t.currency, t.digits, t.base, t.usage, t.discount, t.subtotal,
      t.tax_rate, t.tax, t.subtotal + t.tax, t.reverse_charge, ${notes}
    FROM totals t CROSS JOIN span
    LEFT JOIN versions v ON v.period = span.first AND v.id = t.plan_id AND v.currency = t.currency
    ON CONFLICT (tenant_id, billing_period_start, reason, reason_key) DO UPDATE SET
      plan_id = excluded.plan_id, currency = excluded.currency, minor_digits = excluded.minor_digits, base_minor = excluded.base_minor,
      usage_minor = excluded.usage_minor, discount_minor = excluded.discount_minor, subtotal_minor = excluded.subtotal_minor,
      tax_rate = excluded.tax_rate, tax_minor = excluded.tax_minor, total_minor = excluded.total_minor,
      reverse_charge = excluded.reverse_charge, notes = excluded.notes, updated_at = now()
    RETURNING id, tenant_id),
  endings AS (
    SELECT d.tenant_id, 5 AS section, d.place, 'discount' AS kind,
      'Discount ' || d.code || coalesce(' (' || trim_scale(d.percent_off * 100) || ' %)', '') AS description, 1 AS quantity,
      'discount' AS unit, ${decimal(sql`-d.off`, sql`w`)} AS unit_price, -d.off AS minor
    FROM discounts d JOIN wanted w ON w.tenant_id = d.tenant_id WHERE d.place > 0 AND d.off <> 0
    UNION ALL
    SELECT t.tenant_id, 6, 1, 'adjustment', 'Credit carried over to the next invoice', 1, 'adjustment', ${decimal(sql`t.carried`, sql`t`)}, t.carried
    FROM totals t WHERE t.carried > 0
    UNION ALL
    SELECT t.tenant_id, 7, 1, 'tax', 'Tax ' || trim_scale(t.tax_rate * 100) || ' %', 1, 'tax', ${decimal(sql`t.tax`, sql`t`)}, t.tax
    FROM totals t WHERE t.tax <> 0),
  lined AS (
    INSERT INTO invoice_lines (tenant_id, invoice_id, position, kind, metric, usage_period, description, quantity, unit, unit_price, amount_minor, usage_query)
    SELECT w.tenant_id, w.id, row_number() OVER (PARTITION BY w.tenant_id ORDER BY l.section, l.place), l.kind, l.metric, l.usage_period,
      l.description, l.quantity, l.unit, l.unit_price, l.minor, l.usage_query
    FROM written w JOIN (
      SELECT * FROM charges
      UNION ALL
      SELECT tenant_id, section, place, kind, NULL, NULL, description, quantity, unit, unit_price, minor, NULL FROM endings) l
    ON l.tenant_id = w.tenant_id)
  SELECT id FROM written`);
  return written.map((row) => row.id);
}

const notes = sql`concat_ws(E'\n',
  format('%s for %s, billed in arrears. Included: %s files, %s GiB of storage on average, %s API calls, %s GiB of archive on average.', v.name,
    to_char(span.first, 'FMMonth YYYY'), to_char(v.file_processing_limit, 'FM999,999,999,999'),
    trim_scale(round(v.storage_limit / 1073741824.0, 2)), to_char(v.api_calls_limit, 'FM999,999,999,999'),
    trim_scale(round(v.archive_limit / 1073741824.0, 2))),
  CASE WHEN t.corrects THEN 'Adjustments correct the usage of earlier months that arrived after their invoices.' END,
  CASE WHEN t.carried > 0 THEN 'Credit that exceeds this month''s charges is carried over to the next invoice.' END,
  CASE WHEN t.reverse_charge THEN 'Reverse charge: the recipient accounts for the tax' || coalesce(' (tax id ' || t.tax_id || ')', '') || '.' END,
  CASE WHEN t.subtotal + t.tax = 0 THEN 'Nothing is to be paid.' ELSE 'Payable within 30 days of the date of invoice.' END)`;
