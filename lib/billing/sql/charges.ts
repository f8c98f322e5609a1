import { type SQL, sql } from "drizzle-orm";
import { carriedCredit } from "./carried-credit.ts";
import type { DraftScope } from "./segments.ts";

/**
 * Common table expressions, third part: `charges` (the lines before discount and tax), `discounts` and `totals` (one row
 * per invoice to be). Adjustments are what an earlier month's usage costs now beyond its lines, at the share of its
 * charges that the discounts of that month left, less what adjustments on final invoices have billed. What adjustments take beyond the month's charges is carried to the next invoice, by lines
 * without a metric whose sum is the credit that is left. A closed organisation is billed for months in which it had a
 * paid plan or usage, everybody else for each month with a plan.
 */
export function charges(scope: DraftScope): SQL {
  return sql`
  charges AS MATERIALIZED (
    SELECT p.tenant_id, 1 AS section, row_number() OVER (PARTITION BY p.tenant_id ORDER BY p.from_at) AS place, 'base' AS kind,
      NULL AS metric, NULL::date AS usage_period,
      v.name || ', ' || CASE WHEN p.to_at - p.from_at = span.ends_at - span.starts_at THEN to_char(span.first, 'FMMonth YYYY')
        ELSE to_char(p.from_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') || ' to ' || to_char(p.to_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') || ' UTC' END
        || CASE WHEN p.trial THEN ', free trial' ELSE '' END AS description,
      trim_scale(round(share.part / share.whole, 6)) AS quantity, 'month' AS unit, CASE WHEN p.trial THEN 0 ELSE v.monthly_price END AS unit_price,
      CASE WHEN p.trial THEN 0 ELSE round_half_even(v.monthly_price * w.scale * share.part, share.whole) END AS minor,
      NULL::jsonb AS usage_query
    FROM parts p JOIN wanted w ON w.tenant_id = p.tenant_id CROSS JOIN span
    LEFT JOIN versions v ON v.period = span.first AND v.id = p.plan_id AND v.currency = w.currency
    CROSS JOIN LATERAL (SELECT extract(epoch FROM p.to_at - p.from_at) AS part, extract(epoch FROM span.ends_at - span.starts_at) AS whole) share
    UNION ALL
    SELECT r.tenant_id, 2, r.place, 'usage', r.metric, r.period, r.label || r.beyond, trim_scale(round(r.extra, 6)), r.unit, r.unit_price, r.minor, q.query
    FROM rated r CROSS JOIN LATERAL (${usageQuery}) q WHERE r.invoice_id IS NULL
    UNION ALL
    SELECT r.tenant_id, 3, row_number() OVER (PARTITION BY r.tenant_id ORDER BY r.period, r.place), 'adjustment', r.metric, r.period,
      r.label || ' of ' || to_char(r.period, 'FMMonth YYYY') || ', counted after invoice ' || r.number
        || CASE WHEN s.kept < s.whole THEN ', after its discount' ELSE '' END, 1, 'adjustment',
      ${decimal(sql`a.minor`, sql`r`)}, a.minor, q.query
    FROM rated r CROSS JOIN LATERAL (${usageQuery}) q
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(l.amount_minor) FILTER (WHERE l.kind = 'usage'), 0) AS usage,
        coalesce(sum(l.amount_minor) FILTER (WHERE l.kind = 'adjustment'), 0) AS adjusted
      FROM invoice_lines l JOIN invoices i ON i.tenant_id = l.tenant_id AND i.id = l.invoice_id
      WHERE l.tenant_id = r.tenant_id AND l.usage_period = r.period AND l.metric = r.metric AND i.reason = 'period' AND i.status <> 'draft') b
    CROSS JOIN LATERAL (${billedShare}) s
    CROSS JOIN LATERAL (SELECT round_half_even((r.minor - b.usage) * s.kept, s.whole) - b.adjusted AS minor) a
    WHERE r.invoice_id IS NOT NULL AND (r.minor <> b.usage OR b.adjusted <> 0) AND a.minor <> 0
    UNION ALL
    SELECT w.tenant_id, 4, 1, 'adjustment', NULL, NULL, 'Credit carried over from earlier invoices', 1, 'adjustment',
      ${decimal(sql`-c.credit`, sql`w`)}, -c.credit, NULL
    FROM wanted w CROSS JOIN LATERAL (${carriedCredit(sql`w.tenant_id`, sql`w.currency`)}) c
    WHERE c.credit > 0),
  sums AS MATERIALIZED (
    SELECT tenant_id, coalesce(sum(minor) FILTER (WHERE kind = 'base'), 0) AS base,
      coalesce(sum(minor) FILTER (WHERE kind = 'usage'), 0) AS usage,
      coalesce(sum(minor) FILTER (WHERE kind = 'adjustment'), 0) AS adjusted,
      -- A plan without a price in the currency must fail at its line, not pass as nothing to bill.
      bool_or(metric IS NOT NULL OR minor IS NULL) AS billable
    FROM charges GROUP BY tenant_id),
  offers AS (
    SELECT d.*, row_number() OVER (PARTITION BY d.tenant_id ORDER BY d.created_at, d.id) AS place
    FROM wanted w JOIN tenant_discounts d ON d.tenant_id = w.tenant_id CROSS JOIN span
    WHERE d.first_period <= span.first AND (d.last_period IS NULL OR d.last_period >= span.first)),
  discounts AS (
    SELECT s.tenant_id, 0::bigint AS place, NULL::text AS code, NULL::numeric AS percent_off, 0::numeric AS off, s.base + s.usage AS remaining
    FROM sums s WHERE EXISTS (SELECT FROM offers o WHERE o.tenant_id = s.tenant_id)
    UNION ALL
    SELECT d.tenant_id, o.place, o.code, o.percent_off, x.off, d.remaining - x.off
    FROM discounts d JOIN offers o ON o.tenant_id = d.tenant_id AND o.place = d.place + 1
    CROSS JOIN LATERAL (SELECT least(d.remaining,
      CASE WHEN o.percent_off IS NULL THEN o.amount_off_minor ELSE round_half_even(d.remaining * o.percent_off, 1) END) AS off) x),
  discounted AS (SELECT tenant_id, sum(off) AS off FROM discounts GROUP BY tenant_id),
  totals AS MATERIALIZED (
    SELECT w.*, e.plan_id, s.base, s.usage + s.adjusted + y.carried AS usage, x.discount, y.carried, z.subtotal,
      round_half_even(z.subtotal * w.tax_rate, 1) AS tax, s.adjusted <> 0 AS corrects
    FROM sums s JOIN wanted w ON w.tenant_id = s.tenant_id JOIN ending e ON e.tenant_id = s.tenant_id CROSS JOIN span
    LEFT JOIN discounted d ON d.tenant_id = s.tenant_id
    CROSS JOIN LATERAL (SELECT coalesce(d.off, 0) AS discount) x
    CROSS JOIN LATERAL (SELECT greatest(0, x.discount - s.base - s.usage - s.adjusted) AS carried) y
    CROSS JOIN LATERAL (SELECT s.base + s.usage + s.adjusted + y.carried - x.discount AS subtotal) z
    WHERE ${scope.named} OR NOT w.closed OR s.billable OR e.subscribed OR EXISTS (
      SELECT FROM usage_metrics m WHERE m.tenant_id = w.tenant_id AND m.metric_date >= span.first AND m.metric_date < span.next))`;
}

/** Of the month of a row of `rated`: `kept` of `whole` of its charges was billed after discount. */
const billedShare = sql`
      SELECT CASE WHEN g.charged > 0 THEN g.charged - o.discount_minor ELSE coalesce((
          -- Nothing was charged, so nothing was taken off: the month's percentages say it.
          WITH RECURSIVE offers AS (
            SELECT d.percent_off, row_number() OVER (ORDER BY d.created_at, d.id) AS place FROM tenant_discounts d
            WHERE d.tenant_id = r.tenant_id AND d.percent_off IS NOT NULL AND r.period BETWEEN d.first_period AND coalesce(d.last_period, 'infinity')),
          kept AS (
            SELECT 0::bigint AS place, 1::numeric AS share
            UNION ALL
            SELECT offers.place, kept.share * (1 - offers.percent_off) FROM kept JOIN offers ON offers.place = kept.place + 1)
          SELECT share FROM kept ORDER BY place DESC LIMIT 1), 1) END AS kept,
        CASE WHEN g.charged > 0 THEN g.charged ELSE 1 END AS whole
      FROM invoices o CROSS JOIN LATERAL (
        SELECT sum(l.amount_minor) FILTER (WHERE l.kind IN ('base', 'usage')) AS charged
        FROM invoice_lines l WHERE l.tenant_id = r.tenant_id AND l.invoice_id = r.invoice_id) g
      WHERE o.tenant_id = r.tenant_id AND o.id = r.invoice_id`;

/** Query of the events behind a row of `rated`: its kind, the first and the last day. */
const usageQuery = sql`SELECT jsonb_build_object('kind', r.event_kind, 'from', r.period, 'to', r.next - 1) AS query`;

/** Minor units as a decimal of the currency; `of` has its digits and scale. */
export function decimal(minor: SQL, of: SQL): SQL {
  return sql`round((${minor}) / ${of}.scale, ${of}.digits)`;
}
