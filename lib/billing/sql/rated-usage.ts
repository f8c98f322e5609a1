import { type SQL, sql } from "drizzle-orm";
import type { DraftScope } from "./segments.ts";

/** Whatever a statement saw can have been written this long before it was stamped. */
const STAMP_SLACK = sql`interval '1 hour'`;

/**
 * Common table expressions, second part: `rated`, per tenant, month and metric what goes beyond the plan and what it
 * costs in minor units, for the month itself (`invoice_id` null; only what does) and for earlier months whose metrics have changed since
 * their invoice became final. Storage and archive are the month's time-weighted averages in GiB; of restores the plan
 * includes none. Each amount is rounded once from the exact rational.
 */
export function ratedUsage(scope: DraftScope): SQL {
  return sql`
  targets AS MATERIALIZED (
    SELECT w.tenant_id, span.first AS period, span.next, e.plan_id, w.currency, w.digits, w.scale, NULL::uuid AS invoice_id, NULL::text AS number
    FROM wanted w JOIN ending e ON e.tenant_id = w.tenant_id CROSS JOIN span
    UNION ALL
    SELECT w.tenant_id, i.billing_period_start, i.billing_period_end + 1, i.plan_id, w.currency, w.digits, w.scale, i.id, i.number
    FROM wanted w JOIN ending e ON e.tenant_id = w.tenant_id CROSS JOIN span
    -- The offset keeps it a search by tenant: the planner would look at everybody's invoices and their metrics first.
    CROSS JOIN LATERAL (
      SELECT * FROM invoices i WHERE i.tenant_id = w.tenant_id AND i.reason = 'period' AND i.status <> 'draft' AND i.currency = w.currency
        AND i.billing_period_start < span.first AND i.billing_period_end + 1 >= span.first - ${scope.graceDays}::integer OFFSET 0) i
    WHERE EXISTS (
        SELECT FROM usage_metrics m WHERE m.tenant_id = i.tenant_id
          AND m.metric_date BETWEEN i.billing_period_start AND i.billing_period_end AND m.updated_at > i.finalised_at - ${STAMP_SLACK})
      -- A day that bytes were stored or released before the month moves what the month began with.
      OR (SELECT m.updated_at FROM usage_metrics m WHERE m.tenant_id = i.tenant_id AND m.metric_date < i.billing_period_start
        ORDER BY m.metric_date DESC LIMIT 1) > i.finalised_at - ${STAMP_SLACK}),
  versions AS MATERIALIZED (
    SELECT DISTINCT ON (t.period, b.id, b.currency) t.period, b.*
    FROM (SELECT DISTINCT period FROM targets) t JOIN billing_plans b ON b.valid_from <= t.period
    ORDER BY t.period, b.id, b.currency, b.valid_from DESC),
  measured AS (
    SELECT t.*, v.file_processing_limit, v.storage_limit, v.api_calls_limit, v.cost_per_extra_file, v.cost_per_gb_storage,
      v.cost_per_1k_api_calls, v.archive_limit, v.cost_per_gb_archive, v.cost_per_gb_restore, ms.whole AS ms, u.files, u.calls, u.restored,
      coalesce(s.storage_used, 0)::numeric * ms.whole + u.byte_ms AS byte_ms,
      coalesce(s.archive_used, 0)::numeric * ms.whole + u.archive_ms AS archive_ms
    FROM targets t
    JOIN versions v ON v.period = t.period AND v.id = t.plan_id AND v.currency = t.currency
    CROSS JOIN LATERAL (SELECT (t.next - t.period) * 86400000::numeric AS whole) ms
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(m.files_processed), 0) AS files, coalesce(sum(m.api_calls), 0) AS calls,
        coalesce(sum(m.restored), 0) AS restored,
        coalesce(sum(m.storage_weighted) + sum(m.storage_delta * (t.next - m.metric_date - 1)) * 86400000, 0) AS byte_ms,
        coalesce(sum(m.archive_weighted) + sum(m.archive_delta * (t.next - m.metric_date - 1)) * 86400000, 0) AS archive_ms
      FROM usage_metrics m WHERE m.tenant_id = t.tenant_id AND m.metric_date >= t.period AND m.metric_date < t.next) u
    LEFT JOIN LATERAL (
      SELECT m.storage_used, m.archive_used FROM usage_metrics m WHERE m.tenant_id = t.tenant_id AND m.metric_date < t.period
      ORDER BY m.metric_date DESC LIMIT 1) s ON true),
  rated AS MATERIALIZED (
    SELECT m.tenant_id, m.period, m.next, m.digits, m.scale, m.invoice_id, m.number, r.*,
      CASE WHEN r.n > 0 THEN round_half_even(r.n * m.scale, r.d) ELSE 0 END AS minor
    FROM measured m
    CROSS JOIN LATERAL (SELECT greatest(0, m.files - m.file_processing_limit) AS files,
      greatest(0, m.byte_ms - m.storage_limit * m.ms) AS byte_ms, greatest(0, m.calls - m.api_calls_limit) AS calls,
      greatest(0, m.archive_ms - m.archive_limit * m.ms) AS archive_ms) x
    CROSS JOIN LATERAL (VALUES
      ('files', 1, 'file_processed', 'Files', ' beyond the plan', 'file', x.files, m.cost_per_extra_file, x.files * m.cost_per_extra_file, 1::numeric),
      ('storage', 2, 'storage_delta', 'Storage', ' beyond the plan', 'GiB', x.byte_ms / (1073741824 * m.ms), m.cost_per_gb_storage,
        x.byte_ms * m.cost_per_gb_storage, 1073741824 * m.ms),
      ('api_calls', 3, 'api_call', 'API calls', ' beyond the plan', '1 000 calls', x.calls / 1000, m.cost_per_1k_api_calls,
        x.calls * m.cost_per_1k_api_calls, 1000::numeric),
      ('archive', 4, 'archive_delta', 'Archive', ' beyond the plan', 'GiB', x.archive_ms / (1073741824 * m.ms), m.cost_per_gb_archive,
        x.archive_ms * m.cost_per_gb_archive, 1073741824 * m.ms),
      ('restores', 5, 'restore', 'Restores', ' from the archive', 'GiB', m.restored / 1073741824, m.cost_per_gb_restore,
        m.restored * m.cost_per_gb_restore, 1073741824::numeric)
    ) AS r(metric, place, event_kind, label, beyond, unit, extra, unit_price, n, d)
    WHERE r.n > 0 OR m.invoice_id IS NOT NULL)`;
}
