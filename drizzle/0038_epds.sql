CREATE TABLE "epd_choices" (
	"tenant_id" uuid NOT NULL,
	"price_book_id" uuid NOT NULL,
	"catalogue_id" text NOT NULL,
	"epd_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"scenario" text,
	CONSTRAINT "epd_choices_tenant_id_price_book_id_catalogue_id_pk" PRIMARY KEY("tenant_id","price_book_id","catalogue_id")
);
--> statement-breakpoint
ALTER TABLE "epd_choices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "epds" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"uuid" text NOT NULL,
	"version" text NOT NULL,
	"names" jsonb NOT NULL,
	"owner" text,
	"amount" numeric NOT NULL,
	"unit" text NOT NULL,
	"properties" jsonb NOT NULL,
	"modules" jsonb NOT NULL,
	"scenarios" jsonb NOT NULL,
	"standard" text NOT NULL,
	"data_set_type" text,
	"geography" text,
	"reference_year" integer,
	"valid_until" date,
	"registration" text,
	"source_url" text,
	"format" text NOT NULL,
	"words" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "epds_tenant_key" UNIQUE("tenant_id","id"),
	CONSTRAINT "epds_version_key" UNIQUE("tenant_id","uuid","version"),
	CONSTRAINT "epds_amount_positive" CHECK ("epds"."amount" > 0)
);
--> statement-breakpoint
ALTER TABLE "epds" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "cost_estimate_lines" ADD COLUMN "declared_modules" jsonb;--> statement-breakpoint
ALTER TABLE "tenant_settings" ADD COLUMN "study_period_years" integer DEFAULT 60 NOT NULL;--> statement-breakpoint
ALTER TABLE "epd_choices" ADD CONSTRAINT "epd_choices_book_fk" FOREIGN KEY ("tenant_id","price_book_id") REFERENCES "public"."price_books"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "epd_choices" ADD CONSTRAINT "epd_choices_epd_fk" FOREIGN KEY ("tenant_id","epd_id") REFERENCES "public"."epds"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "epds" ADD CONSTRAINT "epds_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "epd_choices_epd_idx" ON "epd_choices" USING btree ("tenant_id","epd_id");--> statement-breakpoint
CREATE INDEX "epds_list_idx" ON "epds" USING btree ("tenant_id","words","id");--> statement-breakpoint
CREATE POLICY "epd_choices_tenant" ON "epd_choices" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "epd_choices_system" ON "epd_choices" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "epds_tenant" ON "epds" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "epds_system" ON "epds" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);