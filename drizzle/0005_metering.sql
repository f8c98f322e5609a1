CREATE TABLE "billing_accounts" (
	"tenant_id" uuid PRIMARY KEY NOT NULL,
	"currency" text DEFAULT 'USD' NOT NULL,
	"tax_rate" numeric DEFAULT '0.10' NOT NULL,
	"tax_id" text,
	"reverse_charge" boolean DEFAULT false NOT NULL,
	"legal_name" text,
	"address" text,
	"country" text,
	"contacts" text[] DEFAULT '{}' NOT NULL,
	"next_invoice_number" integer DEFAULT 1 NOT NULL,
	"card_brand" text,
	"card_last4" text,
	"stripe_subscription_id" text,
	"suspended_for_payment_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "billing_accounts_tax_rate" CHECK ("billing_accounts"."tax_rate" >= 0 and "billing_accounts"."tax_rate" < 1)
);
--> statement-breakpoint
ALTER TABLE "billing_accounts" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "coupons" (
	"code" text PRIMARY KEY NOT NULL,
	"percent_off" numeric,
	"amount_off_minor" bigint,
	"currency" text,
	"months" integer,
	"redeem_by" timestamp (3) with time zone,
	"is_active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "coupons_one_kind" CHECK (("coupons"."percent_off" is null) <> ("coupons"."amount_off_minor" is null) and ("coupons"."amount_off_minor" is null) = ("coupons"."currency" is null)),
	CONSTRAINT "coupons_sane" CHECK (coalesce("coupons"."percent_off", 1) > 0 and coalesce("coupons"."percent_off", 1) <= 1 and coalesce("coupons"."amount_off_minor", 1) > 0 and coalesce("coupons"."months", 1) > 0)
);
--> statement-breakpoint
ALTER TABLE "coupons" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "invoice_events" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"dedupe_key" text NOT NULL,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"occurred_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "invoice_events_dedupe_key" UNIQUE("tenant_id","invoice_id","dedupe_key")
);
--> statement-breakpoint
ALTER TABLE "invoice_events" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "invoice_runs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"period" date NOT NULL,
	"status" text DEFAULT 'running' NOT NULL,
	"tenants" integer DEFAULT 0 NOT NULL,
	"created" integer DEFAULT 0 NOT NULL,
	"existing" integer DEFAULT 0 NOT NULL,
	"failed" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"started_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "invoice_runs" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "payments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"method" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"refunded_minor" bigint DEFAULT 0 NOT NULL,
	"reference" text NOT NULL,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "payments_reference_key" UNIQUE("tenant_id","invoice_id","reference")
);
--> statement-breakpoint
ALTER TABLE "payments" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "plan_changes" (
	"tenant_id" uuid NOT NULL,
	"effective_at" timestamp (3) with time zone NOT NULL,
	"plan_id" text NOT NULL,
	"trial_ends_at" timestamp (3) with time zone,
	"requested_by" text NOT NULL,
	"applied_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "plan_changes_tenant_id_effective_at_pk" PRIMARY KEY("tenant_id","effective_at")
);
--> statement-breakpoint
ALTER TABLE "plan_changes" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "stripe_events" (
	"id" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"payload" jsonb NOT NULL,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"processed_at" timestamp (3) with time zone,
	"outcome" text
);
--> statement-breakpoint
ALTER TABLE "stripe_events" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "tenant_discounts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"code" text NOT NULL,
	"percent_off" numeric,
	"amount_off_minor" bigint,
	"first_period" date NOT NULL,
	"last_period" date,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tenant_discounts_tenant_key" UNIQUE("tenant_id","id"),
	CONSTRAINT "tenant_discounts_code_key" UNIQUE("tenant_id","code")
);
--> statement-breakpoint
ALTER TABLE "tenant_discounts" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "call_counters" (
	"tenant_id" uuid PRIMARY KEY NOT NULL,
	"period" date NOT NULL,
	"taken" bigint DEFAULT 0 NOT NULL,
	"tokens" double precision NOT NULL,
	"refilled_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "call_counters" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "call_leases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"period" date NOT NULL,
	"granted" integer NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "call_leases" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "usage_conflicts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"quantity" numeric NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"resolved_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "usage_conflicts" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "usage_thresholds" (
	"tenant_id" uuid NOT NULL,
	"period" date NOT NULL,
	"metric" text NOT NULL,
	"threshold" integer NOT NULL,
	"reached_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "usage_thresholds_tenant_id_period_metric_threshold_pk" PRIMARY KEY("tenant_id","period","metric","threshold")
);
--> statement-breakpoint
ALTER TABLE "usage_thresholds" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "invoices" DROP CONSTRAINT "invoices_period_key";
--> statement-breakpoint
ALTER TABLE "invoices" DROP CONSTRAINT "invoices_number_key";
--> statement-breakpoint
ALTER TABLE "billing_plans" DROP CONSTRAINT "billing_plans_pkey";
--> statement-breakpoint
ALTER TABLE "invoices" ALTER COLUMN "number" DROP NOT NULL;
--> statement-breakpoint
ALTER TABLE "invoices" ALTER COLUMN "currency" DROP DEFAULT;
--> statement-breakpoint
ALTER TABLE "usage_metrics" ALTER COLUMN "files_uploaded" SET DATA TYPE bigint;
--> statement-breakpoint
ALTER TABLE "usage_metrics" ALTER COLUMN "files_processed" SET DATA TYPE bigint;
--> statement-breakpoint
ALTER TABLE "billing_plans" ADD COLUMN "currency" text DEFAULT 'USD' NOT NULL;
--> statement-breakpoint
ALTER TABLE "billing_plans" ADD COLUMN "valid_from" date DEFAULT '2020-01-01' NOT NULL;
--> statement-breakpoint
ALTER TABLE "billing_plans" ALTER COLUMN "valid_from" DROP DEFAULT;
--> statement-breakpoint
ALTER TABLE "billing_plans" ADD COLUMN "cap_factor" integer DEFAULT 1 NOT NULL;
--> statement-breakpoint
ALTER TABLE "billing_plans" ADD CONSTRAINT "billing_plans_id_currency_valid_from_pk" PRIMARY KEY("id","currency","valid_from");
--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD COLUMN "kind" text NOT NULL;
--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD COLUMN "metric" text;
--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD COLUMN "usage_period" date;
--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD COLUMN "unit" text NOT NULL;
--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD COLUMN "amount_minor" bigint NOT NULL;
--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "reason" text DEFAULT 'period' NOT NULL;
--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "reason_key" text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "corrects_id" uuid;
--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "plan_id" text NOT NULL;
--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "minor_digits" integer NOT NULL;
--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "base_minor" bigint NOT NULL;
--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "usage_minor" bigint NOT NULL;
--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "discount_minor" bigint DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "subtotal_minor" bigint NOT NULL;
--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "tax_rate" numeric NOT NULL;
--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "tax_minor" bigint NOT NULL;
--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "total_minor" bigint NOT NULL;
--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "reverse_charge" boolean DEFAULT false NOT NULL;
--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "finalised_at" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "sent_at" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "paid_minor" bigint DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "seller" jsonb;
--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "buyer" jsonb;
--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "payment_url" text;
--> statement-breakpoint
ALTER TABLE "usage_metrics" ADD COLUMN "browser_calls" bigint DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "usage_metrics" ADD COLUMN "estimates" bigint DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "usage_metrics" ADD COLUMN "storage_delta" bigint DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "usage_metrics" ADD COLUMN "storage_weighted" numeric DEFAULT '0' NOT NULL;
--> statement-breakpoint
ALTER TABLE "billing_accounts" ADD CONSTRAINT "billing_accounts_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "invoice_events" ADD CONSTRAINT "invoice_events_invoice_fk" FOREIGN KEY ("tenant_id","invoice_id") REFERENCES "public"."invoices"("tenant_id","id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_invoice_fk" FOREIGN KEY ("tenant_id","invoice_id") REFERENCES "public"."invoices"("tenant_id","id") ON DELETE restrict ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "plan_changes" ADD CONSTRAINT "plan_changes_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "tenant_discounts" ADD CONSTRAINT "tenant_discounts_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "call_counters" ADD CONSTRAINT "call_counters_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "call_leases" ADD CONSTRAINT "call_leases_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "usage_conflicts" ADD CONSTRAINT "usage_conflicts_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "usage_thresholds" ADD CONSTRAINT "usage_thresholds_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "plan_changes_waiting_idx" ON "plan_changes" USING btree ("effective_at") WHERE applied_at is null;
--> statement-breakpoint
CREATE INDEX "call_leases_tenant_idx" ON "call_leases" USING btree ("tenant_id","expires_at");
--> statement-breakpoint
CREATE INDEX "usage_conflicts_open_idx" ON "usage_conflicts" USING btree ("tenant_id","received_at");
--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_corrects_fk" FOREIGN KEY ("tenant_id","corrects_id") REFERENCES "public"."invoices"("tenant_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "invoice_lines_carried_idx" ON "invoice_lines" USING btree ("tenant_id") WHERE kind = 'adjustment' and metric is null;
--> statement-breakpoint
CREATE INDEX "invoices_open_idx" ON "invoices" USING btree ("status","due_date") WHERE status in ('sent', 'overdue');
--> statement-breakpoint
CREATE INDEX "invoices_list_idx" ON "invoices" USING btree ("tenant_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "invoices_newest_idx" ON "invoices" USING btree ("created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "usage_metrics_date_idx" ON "usage_metrics" USING brin ("metric_date");
--> statement-breakpoint
ALTER TABLE "billing_plans" DROP COLUMN "is_active";
--> statement-breakpoint
ALTER TABLE "invoice_lines" DROP COLUMN "amount";
--> statement-breakpoint
ALTER TABLE "invoices" DROP COLUMN "base_price";
--> statement-breakpoint
ALTER TABLE "invoices" DROP COLUMN "usage_charges";
--> statement-breakpoint
ALTER TABLE "invoices" DROP COLUMN "discount";
--> statement-breakpoint
ALTER TABLE "invoices" DROP COLUMN "tax_amount";
--> statement-breakpoint
ALTER TABLE "invoices" DROP COLUMN "total_amount";
--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_period_key" UNIQUE("tenant_id","billing_period_start","reason","reason_key");
--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_number_key" UNIQUE("tenant_id","number");
--> statement-breakpoint
ALTER TABLE "billing_plans" ADD CONSTRAINT "billing_plans_month" CHECK (extract(day from "billing_plans"."valid_from") = 1);
--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD CONSTRAINT "invoice_lines_exact" CHECK (abs("invoice_lines"."amount_minor") < 9007199254740992);
--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_subtotal" CHECK ("invoices"."subtotal_minor" = "invoices"."base_minor" + "invoices"."usage_minor" - "invoices"."discount_minor");
--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_total" CHECK ("invoices"."total_minor" = "invoices"."subtotal_minor" + "invoices"."tax_minor");
--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_numbered" CHECK (("invoices"."status" = 'draft') = ("invoices"."number" is null));
--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_exact" CHECK (abs("invoices"."subtotal_minor") < 9007199254740992 and abs("invoices"."total_minor") < 9007199254740992);
--> statement-breakpoint
CREATE POLICY "billing_accounts_tenant" ON "billing_accounts" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
--> statement-breakpoint
CREATE POLICY "billing_accounts_system" ON "billing_accounts" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "coupons_system" ON "coupons" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "invoice_events_tenant" ON "invoice_events" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
--> statement-breakpoint
CREATE POLICY "invoice_events_system" ON "invoice_events" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "invoice_runs_system" ON "invoice_runs" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "payments_tenant" ON "payments" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
--> statement-breakpoint
CREATE POLICY "payments_system" ON "payments" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "plan_changes_tenant" ON "plan_changes" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
--> statement-breakpoint
CREATE POLICY "plan_changes_system" ON "plan_changes" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "stripe_events_system" ON "stripe_events" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "tenant_discounts_tenant" ON "tenant_discounts" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
--> statement-breakpoint
CREATE POLICY "tenant_discounts_system" ON "tenant_discounts" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "call_counters_system" ON "call_counters" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "call_leases_system" ON "call_leases" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "usage_conflicts_system" ON "usage_conflicts" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "usage_thresholds_system" ON "usage_thresholds" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);
--> statement-breakpoint
-- Handwritten from here: what Drizzle cannot express. First the events, moved into a table partitioned by month.
ALTER TABLE "usage_events" NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "usage_events" RENAME TO "usage_events_before";
--> statement-breakpoint
CREATE TABLE "usage_events" (
	"tenant_id" uuid NOT NULL,
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"quantity" numeric NOT NULL,
	"source" text DEFAULT 'platform' NOT NULL,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"occurred_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "usage_events_tenant_id_occurred_at_key_pk" PRIMARY KEY("tenant_id","occurred_at","key")
) PARTITION BY RANGE ("occurred_at");
--> statement-breakpoint
CREATE TABLE "usage_events_default" PARTITION OF "usage_events" DEFAULT;
--> statement-breakpoint
ALTER TABLE "usage_events" ADD CONSTRAINT "usage_events_tenant_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "usage_events_key_idx" ON "usage_events" USING btree ("tenant_id","key") WHERE source <> 'request';
--> statement-breakpoint
ALTER TABLE "usage_events" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "usage_events_tenant" ON "usage_events" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
--> statement-breakpoint
CREATE POLICY "usage_events_system" ON "usage_events" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);
--> statement-breakpoint
-- Makes the partition of a month, and moves there what came before it was made. Runs as the owner, since only that may.
CREATE FUNCTION ensure_usage_partition(p_month date) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_from timestamptz := date_trunc('month', p_month::timestamp) AT TIME ZONE 'UTC';
  v_to timestamptz := (date_trunc('month', p_month::timestamp) + interval '1 month') AT TIME ZONE 'UTC';
  v_name text := 'usage_events_' || to_char(p_month, 'YYYY_MM');
BEGIN
  IF to_regclass('public.' || v_name) IS NOT NULL THEN RETURN; END IF;
  PERFORM pg_advisory_xact_lock(7240312);
  IF to_regclass('public.' || v_name) IS NOT NULL THEN RETURN; END IF;
  EXECUTE format('CREATE TABLE %I (LIKE usage_events INCLUDING DEFAULTS)', v_name);
  -- Nobody has a grant on it: it is reached through its table, whose policies hold.
  EXECUTE format('REVOKE ALL ON %I FROM PUBLIC', v_name);
  EXECUTE format('WITH moved AS (DELETE FROM usage_events_default WHERE occurred_at >= %L AND occurred_at < %L RETURNING *) INSERT INTO %I SELECT * FROM moved', v_from, v_to, v_name);
  EXECUTE format('ALTER TABLE usage_events ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', v_name, v_from, v_to);
END $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION ensure_usage_partition(date) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION ensure_usage_partition(date) TO cai_system;
--> statement-breakpoint
SELECT ensure_usage_partition(m::date) FROM generate_series(date_trunc('month', now() AT TIME ZONE 'UTC') - interval '3 months', date_trunc('month', now() AT TIME ZONE 'UTC') + interval '3 months', interval '1 month') m;
--> statement-breakpoint
INSERT INTO "usage_events" (tenant_id, key, kind, quantity, detail, occurred_at, recorded_at)
SELECT tenant_id, key, kind, quantity, detail, occurred_at, recorded_at FROM "usage_events_before";
--> statement-breakpoint
DROP TABLE "usage_events_before";
--> statement-breakpoint
-- One statement: all metrics (of one tenant, or of all) from the events. The caller locks usage_metrics first.
CREATE FUNCTION rebuild_usage_metrics(p_tenant uuid DEFAULT NULL) RETURNS bigint LANGUAGE sql SET timezone TO 'UTC' AS $$
  WITH sums AS (
    SELECT tenant_id, occurred_at::date AS day, kind, sum(quantity) AS quantity,
      sum(quantity * (extract(epoch FROM (occurred_at::date + 1)::timestamptz - occurred_at) * 1000)::numeric) FILTER (WHERE kind = 'storage_delta') AS weighted,
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
      coalesce(sum(quantity) FILTER (WHERE kind = 'storage_delta'), 0) AS storage_delta,
      coalesce(sum(weighted), 0) AS storage_weighted, coalesce(sum(cost), 0) AS cost, coalesce(sum(carbon), 0) AS carbon
    FROM sums GROUP BY 1, 2),
  gone AS (
    DELETE FROM usage_metrics m WHERE (p_tenant IS NULL OR m.tenant_id = p_tenant)
      AND NOT EXISTS (SELECT FROM days d WHERE d.tenant_id = m.tenant_id AND d.day = m.metric_date)),
  written AS (
    INSERT INTO usage_metrics (tenant_id, metric_date, files_uploaded, files_processed, api_calls, browser_calls, estimates, storage_delta, storage_weighted, storage_used, cost_estimated, carbon_calculated)
    SELECT tenant_id, day, files_uploaded, files_processed, api_calls, browser_calls, estimates, storage_delta, storage_weighted,
      sum(storage_delta) OVER (PARTITION BY tenant_id ORDER BY day), cost, carbon
    FROM days
    ON CONFLICT (tenant_id, metric_date) DO UPDATE SET
      files_uploaded = excluded.files_uploaded, files_processed = excluded.files_processed, api_calls = excluded.api_calls,
      browser_calls = excluded.browser_calls, estimates = excluded.estimates, storage_delta = excluded.storage_delta,
      storage_weighted = excluded.storage_weighted, storage_used = excluded.storage_used, cost_estimated = excluded.cost_estimated,
      carbon_calculated = excluded.carbon_calculated, updated_at = clock_timestamp()
    RETURNING 1)
  SELECT count(*) FROM written;
$$;
--> statement-breakpoint
ALTER TABLE "usage_metrics" NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "usage_events" NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
SELECT rebuild_usage_metrics();
--> statement-breakpoint
-- Keeps the day's metrics beside the events, in the same transaction, whatever wrote the events.
CREATE FUNCTION apply_usage() RETURNS trigger LANGUAGE plpgsql SET timezone TO 'UTC' AS $$
DECLARE
  v_tenant uuid;
  v_storage boolean;
BEGIN
  -- A new day starts with the storage of the day before, and a delta moves every later day: one at a time per tenant.
  FOR v_tenant, v_storage IN
    SELECT a.tenant_id, bool_or(a.storage) FROM (
      SELECT tenant_id, occurred_at::date AS day, bool_or(kind = 'storage_delta') AS storage FROM added GROUP BY 1, 2) a
    LEFT JOIN usage_metrics m ON m.tenant_id = a.tenant_id AND m.metric_date = a.day
    WHERE a.storage OR m.tenant_id IS NULL GROUP BY 1 ORDER BY 1
  LOOP
    PERFORM pg_advisory_xact_lock(hashtextextended(v_tenant::text, 42));
  END LOOP;
  WITH sums AS (
    SELECT tenant_id, occurred_at::date AS day, kind, sum(quantity) AS quantity,
      sum(quantity * (extract(epoch FROM (occurred_at::date + 1)::timestamptz - occurred_at) * 1000)::numeric) FILTER (WHERE kind = 'storage_delta') AS weighted,
      sum((detail->>'cost')::numeric) FILTER (WHERE kind = 'estimate') AS cost,
      sum((detail->>'a1_a3_kg')::numeric) FILTER (WHERE kind = 'estimate') AS carbon
    FROM added GROUP BY 1, 2, 3)
  INSERT INTO usage_metrics AS m (tenant_id, metric_date, files_uploaded, files_processed, api_calls, browser_calls, estimates, storage_delta, storage_weighted, storage_used, cost_estimated, carbon_calculated)
  SELECT s.tenant_id, s.day,
    coalesce(sum(quantity) FILTER (WHERE kind = 'file_uploaded'), 0), coalesce(sum(quantity) FILTER (WHERE kind = 'file_processed'), 0),
    coalesce(sum(quantity) FILTER (WHERE kind = 'api_call'), 0), coalesce(sum(quantity) FILTER (WHERE kind = 'browser_call'), 0),
    coalesce(sum(quantity) FILTER (WHERE kind = 'estimate'), 0), coalesce(sum(quantity) FILTER (WHERE kind = 'storage_delta'), 0),
    coalesce(sum(weighted), 0),
    coalesce((SELECT p.storage_used FROM usage_metrics p WHERE p.tenant_id = s.tenant_id AND p.metric_date < s.day ORDER BY p.metric_date DESC LIMIT 1), 0),
    coalesce(sum(cost), 0), coalesce(sum(carbon), 0)
  FROM sums s GROUP BY s.tenant_id, s.day ORDER BY s.tenant_id, s.day
  ON CONFLICT (tenant_id, metric_date) DO UPDATE SET
    files_uploaded = m.files_uploaded + excluded.files_uploaded, files_processed = m.files_processed + excluded.files_processed,
    api_calls = m.api_calls + excluded.api_calls, browser_calls = m.browser_calls + excluded.browser_calls,
    estimates = m.estimates + excluded.estimates, storage_delta = m.storage_delta + excluded.storage_delta,
    storage_weighted = m.storage_weighted + excluded.storage_weighted, cost_estimated = m.cost_estimated + excluded.cost_estimated,
    carbon_calculated = m.carbon_calculated + excluded.carbon_calculated, updated_at = clock_timestamp();
  IF EXISTS (SELECT FROM added WHERE kind = 'storage_delta') THEN
    UPDATE usage_metrics m SET storage_used = m.storage_used + d.delta, updated_at = clock_timestamp()
    FROM (
      SELECT t.tenant_id, t.metric_date, sum(a.quantity) AS delta
      FROM (SELECT tenant_id, occurred_at::date AS day, sum(quantity) AS quantity FROM added WHERE kind = 'storage_delta' GROUP BY 1, 2) a
      JOIN usage_metrics t ON t.tenant_id = a.tenant_id AND t.metric_date >= a.day GROUP BY 1, 2) d
    WHERE m.tenant_id = d.tenant_id AND m.metric_date = d.metric_date;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER usage_applied AFTER INSERT ON usage_events REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION apply_usage();
--> statement-breakpoint
/*
 * Records events under keys that count once, each with what became of it. The same key and payload again is a duplicate;
 * another payload under a known key is a conflict: not counted, and for an import kept for an operator.
 * An import also moves what the tenant has in store and what is left of its calls.
 */
CREATE FUNCTION record_usage(p_tenant uuid, p_source text, p_keys text[], p_kinds text[], p_quantities numeric[], p_details jsonb[], p_occurred timestamptz[])
RETURNS TABLE (key text, verdict text) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  v_verdicts text[];
  v_bytes numeric;
  v_calls numeric;
BEGIN
  -- The key is unique over all partitions, which no index can say: so one writer per tenant at a time.
  PERFORM pg_advisory_xact_lock(hashtextextended(p_tenant::text, 41));
  WITH input AS (
    SELECT i.key, i.kind, i.quantity, i.occurred_at::timestamptz(3) AS occurred_at, i.position
    FROM unnest(p_keys, p_kinds, p_quantities, p_occurred) WITH ORDINALITY AS i(key, kind, quantity, occurred_at, position)),
  first AS (SELECT DISTINCT ON (key) * FROM input ORDER BY key, position),
  known AS (
    SELECT f.key, e.kind, e.quantity, e.occurred_at FROM first f
    JOIN usage_events e ON e.tenant_id = p_tenant AND e.key = f.key AND e.source <> 'request')
  SELECT array_agg(
    CASE
      WHEN k.key IS NULL AND f.position = i.position THEN 'accepted'
      WHEN (i.kind, i.quantity, i.occurred_at) = (coalesce(k.kind, f.kind), coalesce(k.quantity, f.quantity), coalesce(k.occurred_at, f.occurred_at)) THEN 'duplicate'
      ELSE 'conflict' END ORDER BY i.position)
  INTO v_verdicts
  FROM input i JOIN first f ON f.key = i.key LEFT JOIN known k ON k.key = i.key;
  WITH new AS (
    INSERT INTO usage_events (tenant_id, key, kind, quantity, source, detail, occurred_at)
    SELECT p_tenant, i.key, i.kind, i.quantity, p_source, i.detail, i.occurred_at
    FROM unnest(p_keys, p_kinds, p_quantities, p_details, p_occurred, v_verdicts) AS i(key, kind, quantity, detail, occurred_at, verdict)
    WHERE i.verdict = 'accepted'
    RETURNING kind, quantity, occurred_at)
  SELECT sum(quantity) FILTER (WHERE kind = 'storage_delta'),
    sum(quantity) FILTER (WHERE kind = 'api_call' AND occurred_at >= date_trunc('month', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC')
  INTO v_bytes, v_calls FROM new;
  IF p_source = 'import' THEN
    INSERT INTO usage_conflicts (tenant_id, key, kind, quantity, occurred_at)
    SELECT p_tenant, i.key, i.kind, i.quantity, i.occurred_at
    FROM unnest(p_keys, p_kinds, p_quantities, p_occurred, v_verdicts) AS i(key, kind, quantity, occurred_at, verdict)
    WHERE i.verdict = 'conflict';
    IF v_bytes <> 0 THEN UPDATE tenants SET storage_used = storage_used + v_bytes WHERE id = p_tenant; END IF;
    IF v_calls > 0 THEN PERFORM take_calls(p_tenant, v_calls::bigint); END IF;
  END IF;
  RETURN QUERY SELECT i.key, i.verdict FROM unnest(p_keys, v_verdicts) AS i(key, verdict);
END $$;
--> statement-breakpoint
-- The tenant's counter, locked, turned over to the running month and with its bucket filled up to now.
CREATE FUNCTION current_call_counter(p_tenant uuid, p_rate double precision, p_burst double precision) RETURNS call_counters LANGUAGE plpgsql AS $$
DECLARE
  v_period date := date_trunc('month', clock_timestamp() AT TIME ZONE 'UTC')::date;
  v_counter call_counters;
BEGIN
  INSERT INTO call_counters (tenant_id, period, tokens, refilled_at) VALUES (p_tenant, v_period, p_burst, clock_timestamp()) ON CONFLICT DO NOTHING;
  SELECT * INTO v_counter FROM call_counters WHERE tenant_id = p_tenant FOR UPDATE;
  UPDATE call_counters SET
    taken = CASE WHEN period = v_period THEN taken ELSE 0 END,
    period = v_period,
    tokens = least(p_burst, tokens + p_rate * greatest(0, extract(epoch FROM clock_timestamp() - refilled_at))),
    refilled_at = greatest(refilled_at, clock_timestamp())
  WHERE tenant_id = p_tenant RETURNING * INTO v_counter;
  RETURN v_counter;
END $$;
--> statement-breakpoint
/*
 * Admits up to p_wanted calls at once, and leases a block for the next ones while there is plenty. In the last stretch it
 * gives exactly what is asked. Leases that were never settled count as used once they are five seconds over.
 * retry_ms says when to ask again: another process holds calls it may give back, or the bucket fills. Null: not this month.
 */
CREATE FUNCTION lease_calls(p_tenant uuid, p_lease uuid, p_wanted integer, p_counts boolean, p_block integer, p_ttl_ms integer, p_rate double precision, p_burst double precision)
RETURNS TABLE (granted integer, leased boolean, quota bigint, taken bigint, reason text, retry_ms integer) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  v_counter call_counters;
  v_quota bigint;
  v_left bigint;
  v_grant integer;
  v_outstanding timestamptz;
BEGIN
  v_counter := current_call_counter(p_tenant, p_rate, p_burst);
  SELECT api_quota INTO v_quota FROM tenants WHERE id = p_tenant;
  v_left := CASE WHEN p_counts THEN greatest(0, v_quota - v_counter.taken) ELSE 9007199254740991 END;
  v_grant := CASE WHEN v_left > 5 * p_block THEN greatest(p_wanted, p_block) ELSE p_wanted END;
  v_grant := least(v_grant, v_left, floor(v_counter.tokens)::bigint);
  IF v_grant > 0 THEN
    UPDATE call_counters SET taken = taken + CASE WHEN p_counts THEN v_grant ELSE 0 END, tokens = tokens - v_grant
    WHERE tenant_id = p_tenant RETURNING call_counters.taken INTO v_counter.taken;
    IF v_grant > p_wanted AND p_counts THEN
      INSERT INTO call_leases VALUES (p_lease, p_tenant, v_counter.period, v_grant - p_wanted, clock_timestamp() + p_ttl_ms * interval '1 ms');
    END IF;
    RETURN QUERY SELECT v_grant, v_grant > p_wanted, v_quota, v_counter.taken, 'granted'::text, 0;
  ELSIF v_left = 0 THEN
    DELETE FROM call_leases WHERE tenant_id = p_tenant AND expires_at < clock_timestamp() - interval '5 seconds';
    SELECT min(expires_at) INTO v_outstanding FROM call_leases WHERE tenant_id = p_tenant AND period = v_counter.period;
    RETURN QUERY SELECT 0, false, v_quota, v_counter.taken, 'quota'::text,
      CASE WHEN v_outstanding IS NOT NULL THEN greatest(20, ceil(extract(epoch FROM v_outstanding - clock_timestamp()) * 1000) + 20)::integer END;
  ELSE
    RETURN QUERY SELECT 0, false, v_quota, v_counter.taken, 'rate'::text, greatest(1, ceil((1 - v_counter.tokens) / p_rate * 1000))::integer;
  END IF;
END $$;
--> statement-breakpoint
-- Gives back what is left of a lease.
CREATE FUNCTION settle_calls(p_lease uuid, p_unspent integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_tenant uuid;
BEGIN
  SELECT tenant_id INTO v_tenant FROM call_leases WHERE id = p_lease;
  IF v_tenant IS NULL THEN RETURN; END IF;
  PERFORM FROM call_counters WHERE tenant_id = v_tenant FOR UPDATE;
  WITH settled AS (DELETE FROM call_leases WHERE id = p_lease RETURNING period, granted)
  UPDATE call_counters c SET taken = greatest(0, c.taken - least(p_unspent, s.granted)), tokens = c.tokens + least(p_unspent, s.granted)
  FROM settled s WHERE c.tenant_id = v_tenant AND c.period = s.period;
END $$;
--> statement-breakpoint
-- Calls that an operator imported take from the month's quota as well.
CREATE FUNCTION take_calls(p_tenant uuid, p_calls bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM current_call_counter(p_tenant, 0, 'infinity');
  UPDATE call_counters SET taken = taken + p_calls WHERE tenant_id = p_tenant;
END $$;
--> statement-breakpoint
-- n / d rounded to a whole number, halves to the even one: exact, since nothing is divided before the remainder is compared.
CREATE FUNCTION round_half_even(n numeric, d numeric) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT sign(n) * (q + CASE WHEN 2 * r > d OR (2 * r = d AND q % 2 = 1) THEN 1 ELSE 0 END)
  FROM (SELECT div(abs(n), d) AS q, abs(n) - div(abs(n), d) * d AS r) x;
$$;
--> statement-breakpoint
-- Every tenant has a billing account and the plan it starts with.
CREATE FUNCTION open_billing_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO billing_accounts (tenant_id) VALUES (new.id);
  INSERT INTO plan_changes (tenant_id, effective_at, plan_id, requested_by, applied_at) VALUES (new.id, new.created_at, new.subscription_tier, 'sign-up', new.created_at);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER tenants_billing AFTER INSERT ON tenants FOR EACH ROW EXECUTE FUNCTION open_billing_account();
--> statement-breakpoint
ALTER TABLE "tenants" NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
INSERT INTO billing_accounts (tenant_id) SELECT id FROM tenants;
--> statement-breakpoint
INSERT INTO plan_changes (tenant_id, effective_at, plan_id, requested_by, applied_at) SELECT id, created_at, subscription_tier, 'sign-up', created_at FROM tenants;
--> statement-breakpoint
UPDATE billing_plans SET cap_factor = CASE id WHEN 'free' THEN 1 ELSE 10 END;
--> statement-breakpoint
/*
 * A final invoice never changes: only its state, payment and references move, and the state only along its arrows.
 * Corrections are credit notes.
 */
CREATE FUNCTION guard_invoice() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_moves text[] := ARRAY['status', 'sent_at', 'paid_at', 'paid_minor', 'stripe_invoice_id', 'payment_url', 'updated_at'];
BEGIN
  IF old.status = 'draft' THEN
    IF tg_op = 'DELETE' THEN RETURN old; END IF;
    IF new.status NOT IN ('draft', 'finalised') THEN RAISE EXCEPTION 'Invoice % is a draft and must be made final first', old.id USING ERRCODE = 'CA001'; END IF;
    RETURN new;
  END IF;
  IF tg_op = 'DELETE' THEN RAISE EXCEPTION 'Invoice % is final and stays', old.number USING ERRCODE = 'CA001'; END IF;
  IF to_jsonb(old) - v_moves <> to_jsonb(new) - v_moves THEN RAISE EXCEPTION 'Invoice % is final: correct it by a credit note', old.number USING ERRCODE = 'CA001'; END IF;
  IF old.status <> new.status AND NOT (
    (old.status = 'finalised' AND new.status IN ('sent', 'paid', 'overdue', 'void', 'uncollectible'))
    OR (old.status = 'sent' AND new.status IN ('paid', 'overdue', 'void', 'uncollectible'))
    OR (old.status = 'overdue' AND new.status IN ('paid', 'void', 'uncollectible'))
    OR (old.status = 'uncollectible' AND new.status IN ('paid', 'void'))
  ) THEN RAISE EXCEPTION 'Invoice % cannot go from % to %', old.number, old.status, new.status USING ERRCODE = 'CA002'; END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER invoices_guarded BEFORE UPDATE OR DELETE ON invoices FOR EACH ROW EXECUTE FUNCTION guard_invoice();
--> statement-breakpoint
CREATE FUNCTION check_finalised() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_bad text;
BEGIN
  SELECT n.id::text INTO v_bad FROM after n JOIN before o ON o.id = n.id
  LEFT JOIN LATERAL (SELECT coalesce(sum(l.amount_minor), 0) AS total FROM invoice_lines l WHERE l.tenant_id = n.tenant_id AND l.invoice_id = n.id) l ON true
  WHERE o.status = 'draft' AND n.status <> 'draft' AND l.total <> n.total_minor LIMIT 1;
  IF v_bad IS NOT NULL THEN RAISE EXCEPTION 'The lines of invoice % do not add up to its total', v_bad USING ERRCODE = 'CA003'; END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER invoices_add_up AFTER UPDATE ON invoices REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION check_finalised();
--> statement-breakpoint
CREATE FUNCTION guard_invoice_lines() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_number text;
BEGIN
  SELECT i.number INTO v_number FROM changed c JOIN invoices i ON i.tenant_id = c.tenant_id AND i.id = c.invoice_id WHERE i.status <> 'draft' LIMIT 1;
  IF v_number IS NOT NULL THEN RAISE EXCEPTION 'Invoice % is final: correct it by a credit note', v_number USING ERRCODE = 'CA001'; END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER invoice_lines_in AFTER INSERT ON invoice_lines REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION guard_invoice_lines();
--> statement-breakpoint
CREATE TRIGGER invoice_lines_changed AFTER UPDATE ON invoice_lines REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION guard_invoice_lines();
--> statement-breakpoint
CREATE TRIGGER invoice_lines_out AFTER DELETE ON invoice_lines REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION guard_invoice_lines();
--> statement-breakpoint
-- A final invoice comes to be by way of a draft, whose lines are then checked.
CREATE FUNCTION guard_new_invoice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM added WHERE status <> 'draft') THEN RAISE EXCEPTION 'An invoice starts as a draft' USING ERRCODE = 'CA001'; END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER invoices_in AFTER INSERT ON invoices REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION guard_new_invoice();
--> statement-breakpoint
-- A trigger's plan is kept by the session that made it, maybe on empty tables, and what it changed has no statistics: it
-- would scan every line for every invoice, and compare every invoice with every other. So lines by their key, and the
-- invoices before and after by a hash.
ALTER FUNCTION check_finalised() SET enable_seqscan = off;
--> statement-breakpoint
ALTER FUNCTION check_finalised() SET enable_nestloop = off;
--> statement-breakpoint
ALTER FUNCTION guard_invoice_lines() SET enable_seqscan = off;
--> statement-breakpoint
-- As before, in a form that the planner puts in place of its call.
CREATE OR REPLACE FUNCTION round_half_even(n numeric, d numeric) RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT sign(n) * (div(abs(n), d) + CASE
    WHEN 2 * mod(abs(n), d) > d OR (2 * mod(abs(n), d) = d AND mod(div(abs(n), d), 2) = 1) THEN 1 ELSE 0 END)
$$;
