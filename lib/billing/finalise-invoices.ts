import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { textArray } from "#db/text-array.ts";
import { invoiceFinalised } from "#inngest/events.ts";
import { config } from "#lib/config/index.ts";
import { OUTBOX_CHANNEL } from "#lib/jobs/channels.ts";
import { announcing } from "#lib/jobs/outbox.ts";
import { localeOf } from "#lib/tenancy/organisation-locale.ts";

/** Days from the date of invoice to the day it is due. */
export const DUE_DAYS = 30;

/**
 * Makes drafts final, at most one of a tenant: number from the tenant's gapless series, dates, parties and language, the entry of
 * the timeline and the event `invoice/finalised`, all in the caller's transaction. One with nothing to pay
 * (0, or a credit note) is settled at once; a month's invoice over nothing has nothing to send, hence no event. The caller
 * holds the lock of the billing accounts.
 */
export async function finaliseInvoices(tx: Transaction, invoiceIds: readonly string[]): Promise<void> {
  if (invoiceIds.length === 0) return;
  const ids = sql`${textArray(invoiceIds)}::text::uuid[]`;
  const announced = { names: [invoiceFinalised.name], count: invoiceIds.length };
  const finals = await announcing(announced, (traceparent) =>
    tx.execute<{ settled: boolean }>(sql`
  WITH numbered AS (
    UPDATE billing_accounts a SET next_invoice_number = a.next_invoice_number + 1, updated_at = now()
    FROM unnest(${ids}) AS wanted(id) JOIN invoices i ON i.id = wanted.id JOIN tenants t ON t.id = i.tenant_id
    WHERE a.tenant_id = i.tenant_id
    RETURNING i.id, upper(left(a.tenant_id::text, 8)) || '-' || lpad((a.next_invoice_number - 1)::text, greatest(4, length((a.next_invoice_number - 1)::text)), '0') AS number,
      jsonb_build_object('name', coalesce(nullif(a.legal_name, ''), t.name), 'address', a.address, 'country', a.country, 'tax_id', a.tax_id) AS buyer),
  final AS (
    UPDATE invoices i SET status = 'finalised', number = n.number, finalised_at = now(),
      due_date = CASE WHEN i.total_minor > 0 THEN (now() AT TIME ZONE 'UTC')::date + ${DUE_DAYS}::integer END,
      seller = ${JSON.stringify(config().billing.seller)}::text::jsonb, buyer = n.buyer,
      locale = coalesce(${localeOf(sql`i.tenant_id`)}, 'en'), updated_at = now()
    FROM numbered n WHERE i.id = n.id
    RETURNING i.id, i.tenant_id, i.number, i.reason, i.total_minor),
  noted AS (
    INSERT INTO invoice_events (tenant_id, invoice_id, kind, dedupe_key, detail)
    SELECT tenant_id, id, 'finalised', 'status:finalised', jsonb_build_object('number', number) FROM final),
  announced AS (
    INSERT INTO outbox (tenant_id, name, data, traceparent)
    SELECT tenant_id, ${invoiceFinalised.name}, jsonb_build_object('tenant_id', tenant_id, 'invoice_id', id),
      ${traceparent}::text FROM final
    WHERE reason = 'credit_note' OR total_minor > 0)
  SELECT total_minor <= 0 AS settled FROM final`),
  );
  if (finals.some((invoice) => invoice.settled)) {
    await tx.execute(sql`
    WITH paid AS (
      UPDATE invoices SET status = 'paid', paid_at = now(), updated_at = now()
      WHERE id = ANY(${ids}) AND total_minor <= 0 RETURNING id, tenant_id)
    INSERT INTO invoice_events (tenant_id, invoice_id, kind, dedupe_key, detail, occurred_at)
    SELECT tenant_id, id, 'paid', 'status:paid', '{"reason": "nothing to pay"}', now() + interval '1 ms' FROM paid`);
  }
  await tx.execute(sql`select pg_notify(${OUTBOX_CHANNEL}, '')`);
}
