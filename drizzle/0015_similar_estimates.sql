CREATE TABLE "price_exchange_rates" (
	"tenant_id" uuid NOT NULL,
	"from_currency" text NOT NULL,
	"to_currency" text NOT NULL,
	"period" text NOT NULL,
	"rate" numeric NOT NULL,
	"source" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "price_exchange_rates_tenant_id_from_currency_to_currency_period_pk" PRIMARY KEY("tenant_id","from_currency","to_currency","period"),
	CONSTRAINT "price_exchange_rates_period" CHECK ("price_exchange_rates"."period" ~ '^[0-9]{4}(-Q[1-4])?$'),
	CONSTRAINT "price_exchange_rates_from" CHECK ("price_exchange_rates"."from_currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "price_exchange_rates_to" CHECK ("price_exchange_rates"."to_currency" ~ '^[A-Z]{3}$' and "price_exchange_rates"."to_currency" <> "price_exchange_rates"."from_currency"),
	CONSTRAINT "price_exchange_rates_rate" CHECK ("price_exchange_rates"."rate" > 0)
);
--> statement-breakpoint
ALTER TABLE "price_exchange_rates" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "price_index_values" (
	"tenant_id" uuid NOT NULL,
	"series" text NOT NULL,
	"period" text NOT NULL,
	"value" numeric NOT NULL,
	"source" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "price_index_values_tenant_id_series_period_pk" PRIMARY KEY("tenant_id","series","period"),
	CONSTRAINT "price_index_values_period" CHECK ("price_index_values"."period" ~ '^[0-9]{4}(-Q[1-4])?$'),
	CONSTRAINT "price_index_values_value" CHECK ("price_index_values"."value" > 0)
);
--> statement-breakpoint
ALTER TABLE "price_index_values" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "embeddings" (
	"tenant_id" uuid NOT NULL,
	"content_hash" text NOT NULL,
	"model" text NOT NULL,
	"vector" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "embeddings_tenant_id_content_hash_model_pk" PRIMARY KEY("tenant_id","content_hash","model")
);
--> statement-breakpoint
ALTER TABLE "embeddings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "estimate_index" (
	"tenant_id" uuid NOT NULL,
	"estimate_id" uuid NOT NULL,
	"revision" bigint DEFAULT 1 NOT NULL,
	"removed" boolean DEFAULT false NOT NULL,
	"indexed_revision" bigint,
	"content_hash" text,
	"model" text,
	"generation" text,
	"indexed_at" timestamp (3) with time zone,
	"next_revision" bigint,
	"next_hash" text,
	"next_model" text,
	"next_generation" text,
	"failures" integer DEFAULT 0 NOT NULL,
	"retry_at" timestamp (3) with time zone,
	"problem" text,
	CONSTRAINT "estimate_index_tenant_id_estimate_id_pk" PRIMARY KEY("tenant_id","estimate_id")
);
--> statement-breakpoint
ALTER TABLE "estimate_index" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "cost_estimates" ADD COLUMN "priced_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "price_exchange_rates" ADD CONSTRAINT "price_exchange_rates_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_index_values" ADD CONSTRAINT "price_index_values_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "embeddings" ADD CONSTRAINT "embeddings_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "estimate_index" ADD CONSTRAINT "estimate_index_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "estimate_index_due_idx" ON "estimate_index" USING btree ("tenant_id","estimate_id") WHERE removed or indexed_revision is distinct from revision;--> statement-breakpoint
CREATE INDEX "cost_estimate_lines_material_idx" ON "cost_estimate_lines" USING btree ("tenant_id","catalogue_id","estimate_id");--> statement-breakpoint
CREATE POLICY "price_exchange_rates_tenant" ON "price_exchange_rates" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "price_exchange_rates_system" ON "price_exchange_rates" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "price_index_values_tenant" ON "price_index_values" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "price_index_values_system" ON "price_index_values" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "embeddings_tenant" ON "embeddings" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "embeddings_system" ON "embeddings" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "estimate_index_tenant" ON "estimate_index" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "estimate_index_system" ON "estimate_index" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);--> statement-breakpoint
-- The owner is no tenant; `applyAccess` forces the policies again.
ALTER TABLE "cost_estimates" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "estimate_index" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "cost_estimates" SET "priced_at" = "created_at";--> statement-breakpoint
-- Every change of an estimate is counted in what the index should hold, whoever makes it.
CREATE FUNCTION note_estimate_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF tg_op = 'DELETE' THEN
    UPDATE estimate_index i SET removed = true, revision = i.revision + 1, retry_at = NULL
    FROM changed c WHERE i.tenant_id = c.tenant_id AND i.estimate_id = c.id;
  ELSE
    INSERT INTO estimate_index AS i (tenant_id, estimate_id)
    SELECT tenant_id, id FROM changed ORDER BY tenant_id, id
    ON CONFLICT (tenant_id, estimate_id) DO UPDATE SET revision = i.revision + 1, failures = 0, retry_at = NULL, problem = NULL;
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER estimates_noted_in AFTER INSERT ON cost_estimates REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_estimate_changes();--> statement-breakpoint
CREATE TRIGGER estimates_noted AFTER UPDATE ON cost_estimates REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_estimate_changes();--> statement-breakpoint
CREATE TRIGGER estimates_noted_out AFTER DELETE ON cost_estimates REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_estimate_changes();--> statement-breakpoint
INSERT INTO "estimate_index" ("tenant_id", "estimate_id") SELECT "tenant_id", "id" FROM "cost_estimates";
