import { type SQL, sql } from "drizzle-orm";

/**
 * Query of the credit that is carried to the next invoice of a tenant, in minor units of a currency (null: none): what
 * lines without a metric have carried on, less what they have used.
 */
export function carriedCredit(tenantId: SQL, currency: SQL): SQL {
  return sql`
      SELECT sum(l.amount_minor) AS credit
      FROM invoice_lines l JOIN invoices i ON i.tenant_id = l.tenant_id AND i.id = l.invoice_id
      LEFT JOIN invoices o ON o.tenant_id = i.tenant_id AND o.id = i.corrects_id
      WHERE l.tenant_id = ${tenantId} AND l.kind = 'adjustment' AND l.metric IS NULL
        -- What a credit note gives back of used credit is above zero, its remainder of an invoice below.
        AND (i.reason = 'period' OR l.amount_minor > 0)
        AND i.status NOT IN ('draft', 'void') AND o.status IS DISTINCT FROM 'void' AND i.currency = ${currency}`;
}
