-- As before, and the same of the archive: bytes in it at the day's end, time-weighted, and bytes restored.
CREATE OR REPLACE FUNCTION rebuild_usage_metrics(p_tenant uuid DEFAULT NULL) RETURNS bigint LANGUAGE sql SET timezone TO 'UTC' AS $$
  WITH sums AS (
    SELECT tenant_id, occurred_at::date AS day, kind, sum(quantity) AS quantity,
      sum(quantity * (extract(epoch FROM (occurred_at::date + 1)::timestamptz - occurred_at) * 1000)::numeric) FILTER (WHERE kind IN ('storage_delta', 'archive_delta')) AS weighted,
      sum((detail->>'cost')::numeric) FILTER (WHERE kind = 'estimate') AS cost,
      sum((detail->>'a1_a3_kg')::numeric) FILTER (WHERE kind = 'estimate') AS carbon
    FROM usage_events WHERE p_tenant IS NULL OR tenant_id = p_tenant GROUP BY 1, 2, 3),
  days AS (
    SELECT tenant_id, day,
      coalesce(sum(quantity) FILTER (WHERE kind = 'file_uploaded'), 0) AS files_uploaded,
      coalesce(sum(quantity) FILTER (WHERE kind = 'file_processed'), 0) AS files_processed,
      coalesce(sum(quantity) FILTER (WHERE kind = 'api_call'), 0) AS api_calls,
      coalesce(sum(quantity) FILTER (WHERE kind = 'browser_call'), 0) AS browser_calls,
      coalesce(sum(quantity) FILTER (WHERE kind = 'estimate'), 0) AS estimates,
      coalesce(sum(quantity) FILTER (WHERE kind = 'restore'), 0) AS restored,
      coalesce(sum(quantity) FILTER (WHERE kind = 'storage_delta'), 0) AS storage_delta,
      coalesce(sum(weighted) FILTER (WHERE kind = 'storage_delta'), 0) AS storage_weighted,
      coalesce(sum(quantity) FILTER (WHERE kind = 'archive_delta'), 0) AS archive_delta,
      coalesce(sum(weighted) FILTER (WHERE kind = 'archive_delta'), 0) AS archive_weighted,
      coalesce(sum(cost), 0) AS cost, coalesce(sum(carbon), 0) AS carbon
    FROM sums GROUP BY 1, 2),
  gone AS (
    DELETE FROM usage_metrics m WHERE (p_tenant IS NULL OR m.tenant_id = p_tenant)
      AND NOT EXISTS (SELECT FROM days d WHERE d.tenant_id = m.tenant_id AND d.day = m.metric_date)),
  written AS (
    INSERT INTO usage_metrics (tenant_id, metric_date, files_uploaded, files_processed, api_calls, browser_calls, estimates, restored,
      storage_delta, storage_weighted, storage_used, archive_delta, archive_weighted, archive_used, cost_estimated, carbon_calculated)
    SELECT tenant_id, day, files_uploaded, files_processed, api_calls, browser_calls, estimates, restored,
      storage_delta, storage_weighted, sum(storage_delta) OVER t, archive_delta, archive_weighted, sum(archive_delta) OVER t, cost, carbon
    FROM days WINDOW t AS (PARTITION BY tenant_id ORDER BY day)
    ON CONFLICT (tenant_id, metric_date) DO UPDATE SET
      files_uploaded = excluded.files_uploaded, files_processed = excluded.files_processed, api_calls = excluded.api_calls,
      browser_calls = excluded.browser_calls, estimates = excluded.estimates, restored = excluded.restored,
      storage_delta = excluded.storage_delta, storage_weighted = excluded.storage_weighted, storage_used = excluded.storage_used,
      archive_delta = excluded.archive_delta, archive_weighted = excluded.archive_weighted, archive_used = excluded.archive_used,
      cost_estimated = excluded.cost_estimated, carbon_calculated = excluded.carbon_calculated, updated_at = clock_timestamp()
    RETURNING 1)
  SELECT count(*) FROM written;
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION apply_usage() RETURNS trigger LANGUAGE plpgsql SET timezone TO 'UTC' AS $$
DECLARE
  v_tenant uuid;
BEGIN
  -- A new day starts with the bytes of the day before, and a delta moves every later day: one at a time per tenant.
  FOR v_tenant IN
    SELECT a.tenant_id FROM (
      SELECT tenant_id, occurred_at::date AS day, bool_or(kind IN ('storage_delta', 'archive_delta')) AS bytes FROM added GROUP BY 1, 2) a
    LEFT JOIN usage_metrics m ON m.tenant_id = a.tenant_id AND m.metric_date = a.day
    WHERE a.bytes OR m.tenant_id IS NULL GROUP BY 1 ORDER BY 1
  LOOP
    PERFORM pg_advisory_xact_lock(hashtextextended(v_tenant::text, 42));
  END LOOP;
  WITH sums AS (
    SELECT tenant_id, occurred_at::date AS day, kind, sum(quantity) AS quantity,
      sum(quantity * (extract(epoch FROM (occurred_at::date + 1)::timestamptz - occurred_at) * 1000)::numeric) FILTER (WHERE kind IN ('storage_delta', 'archive_delta')) AS weighted,
      sum((detail->>'cost')::numeric) FILTER (WHERE kind = 'estimate') AS cost,
      sum((detail->>'a1_a3_kg')::numeric) FILTER (WHERE kind = 'estimate') AS carbon
    FROM added GROUP BY 1, 2, 3)
  INSERT INTO usage_metrics AS m (tenant_id, metric_date, files_uploaded, files_processed, api_calls, browser_calls, estimates, restored,
    storage_delta, storage_weighted, storage_used, archive_delta, archive_weighted, archive_used, cost_estimated, carbon_calculated)
  SELECT d.tenant_id, d.day, d.files_uploaded, d.files_processed, d.api_calls, d.browser_calls, d.estimates, d.restored,
    d.storage_delta, d.storage_weighted, coalesce(before.storage_used, 0), d.archive_delta, d.archive_weighted, coalesce(before.archive_used, 0),
    d.cost, d.carbon
  FROM (
    SELECT s.tenant_id, s.day,
      coalesce(sum(quantity) FILTER (WHERE kind = 'file_uploaded'), 0) AS files_uploaded,
      coalesce(sum(quantity) FILTER (WHERE kind = 'file_processed'), 0) AS files_processed,
      coalesce(sum(quantity) FILTER (WHERE kind = 'api_call'), 0) AS api_calls,
      coalesce(sum(quantity) FILTER (WHERE kind = 'browser_call'), 0) AS browser_calls,
      coalesce(sum(quantity) FILTER (WHERE kind = 'estimate'), 0) AS estimates,
      coalesce(sum(quantity) FILTER (WHERE kind = 'restore'), 0) AS restored,
      coalesce(sum(quantity) FILTER (WHERE kind = 'storage_delta'), 0) AS storage_delta,
      coalesce(sum(weighted) FILTER (WHERE kind = 'storage_delta'), 0) AS storage_weighted,
      coalesce(sum(quantity) FILTER (WHERE kind = 'archive_delta'), 0) AS archive_delta,
      coalesce(sum(weighted) FILTER (WHERE kind = 'archive_delta'), 0) AS archive_weighted,
      coalesce(sum(cost), 0) AS cost, coalesce(sum(carbon), 0) AS carbon
    FROM sums s GROUP BY s.tenant_id, s.day) d
  LEFT JOIN LATERAL (
    SELECT p.storage_used, p.archive_used FROM usage_metrics p
    WHERE p.tenant_id = d.tenant_id AND p.metric_date < d.day ORDER BY p.metric_date DESC LIMIT 1) before ON true
  ORDER BY d.tenant_id, d.day
  ON CONFLICT (tenant_id, metric_date) DO UPDATE SET
    files_uploaded = m.files_uploaded + excluded.files_uploaded, files_processed = m.files_processed + excluded.files_processed,
    api_calls = m.api_calls + excluded.api_calls, browser_calls = m.browser_calls + excluded.browser_calls,
    estimates = m.estimates + excluded.estimates, restored = m.restored + excluded.restored,
    storage_delta = m.storage_delta + excluded.storage_delta, storage_weighted = m.storage_weighted + excluded.storage_weighted,
    archive_delta = m.archive_delta + excluded.archive_delta, archive_weighted = m.archive_weighted + excluded.archive_weighted,
    cost_estimated = m.cost_estimated + excluded.cost_estimated, carbon_calculated = m.carbon_calculated + excluded.carbon_calculated,
    updated_at = clock_timestamp();
  IF EXISTS (SELECT FROM added WHERE kind IN ('storage_delta', 'archive_delta')) THEN
    UPDATE usage_metrics m SET storage_used = m.storage_used + d.stored, archive_used = m.archive_used + d.archived, updated_at = clock_timestamp()
    FROM (
      SELECT t.tenant_id, t.metric_date, sum(a.stored) AS stored, sum(a.archived) AS archived
      FROM (
        SELECT tenant_id, occurred_at::date AS day,
          coalesce(sum(quantity) FILTER (WHERE kind = 'storage_delta'), 0) AS stored,
          coalesce(sum(quantity) FILTER (WHERE kind = 'archive_delta'), 0) AS archived
        FROM added WHERE kind IN ('storage_delta', 'archive_delta') GROUP BY 1, 2) a
      JOIN usage_metrics t ON t.tenant_id = a.tenant_id AND t.metric_date >= a.day GROUP BY 1, 2) d
    WHERE m.tenant_id = d.tenant_id AND m.metric_date = d.metric_date;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
ALTER TABLE "billing_plans" NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "billing_accounts" NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "tenants" NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- Every version so far, past ones too: nothing was archived under them, so no invoice changes. In another currency the
-- archive costs as much more as its hot storage does.
UPDATE billing_plans p SET
  archive_limit = (CASE p.id WHEN 'free' THEN 10 WHEN 'pro' THEN 1024 ELSE 10240 END) * 1073741824::bigint,
  cost_per_gb_archive = trim_scale(round(0.01 * x.relation, 6)),
  cost_per_gb_restore = CASE p.id WHEN 'free' THEN 0 ELSE trim_scale(round(0.02 * x.relation, 6)) END
FROM (
  SELECT v.id, v.currency, v.valid_from, coalesce(CASE WHEN v.currency = 'USD' THEN 1 ELSE v.cost_per_gb_storage / nullif(u.cost_per_gb_storage, 0) END, 0) AS relation
  FROM billing_plans v LEFT JOIN LATERAL (
    SELECT d.cost_per_gb_storage FROM billing_plans d WHERE d.id = v.id AND d.currency = 'USD'
    ORDER BY d.valid_from <= v.valid_from DESC, CASE WHEN d.valid_from <= v.valid_from THEN d.valid_from END DESC, d.valid_from LIMIT 1) u ON true) x
WHERE x.id = p.id AND x.currency = p.currency AND x.valid_from = p.valid_from;
--> statement-breakpoint
UPDATE tenants t SET archive_quota = v.archive_limit * v.cap_factor
FROM billing_accounts a JOIN (
  SELECT DISTINCT ON (id, currency) id, currency, archive_limit, cap_factor FROM billing_plans
  WHERE valid_from <= date_trunc('month', now() AT TIME ZONE 'UTC') ORDER BY id, currency, valid_from DESC) v ON v.currency = a.currency
WHERE a.tenant_id = t.id AND v.id = t.subscription_tier;
