CREATE TABLE "cost_estimate_lines" (
	"tenant_id" uuid NOT NULL,
	"estimate_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"key" text NOT NULL,
	"catalogue_id" text NOT NULL,
	"name" text NOT NULL,
	"ifc_class" text,
	"material_names" jsonb NOT NULL,
	"master_format" text,
	"uni_format" text,
	"din_276" text,
	"unit" text NOT NULL,
	"quantity" numeric NOT NULL,
	"mass_kg" numeric,
	"volume_m3" numeric NOT NULL,
	"elements" jsonb NOT NULL,
	"by_storey" jsonb NOT NULL,
	"unit_rate" numeric,
	"base_rate" numeric,
	"build_up" jsonb,
	"low_minor" bigint,
	"likely_minor" bigint,
	"high_minor" bigint,
	"cost_by_storey" jsonb,
	"price_book" text,
	"price_source" text,
	"placeholder" boolean,
	"a1_a3_g" bigint,
	"a4_g" bigint,
	"a5_g" bigint,
	"biogenic_g" bigint,
	"carbon_by_storey" jsonb,
	"factor" jsonb,
	CONSTRAINT "cost_estimate_lines_tenant_id_estimate_id_position_pk" PRIMARY KEY("tenant_id","estimate_id","position")
);
--> statement-breakpoint
ALTER TABLE "cost_estimate_lines" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "cost_estimates" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"file_id" uuid,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"status" text NOT NULL,
	"input" jsonb,
	"chosen" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"location" text NOT NULL,
	"location_match" jsonb NOT NULL,
	"labor_rate" numeric NOT NULL,
	"equipment_rate" numeric NOT NULL,
	"floor_area_m2" double precision,
	"currency" text NOT NULL,
	"minor_digits" integer NOT NULL,
	"price_book_id" uuid,
	"price_book_version" text NOT NULL,
	"factor_version" text NOT NULL,
	"books" jsonb NOT NULL,
	"low_minor" bigint NOT NULL,
	"likely_minor" bigint NOT NULL,
	"high_minor" bigint NOT NULL,
	"a1_a3_g" bigint,
	"a4_g" bigint,
	"a5_g" bigint,
	"biogenic_g" bigint,
	"mass_kg" numeric,
	"elements" integer NOT NULL,
	"volume_m3" numeric NOT NULL,
	"storeys" jsonb NOT NULL,
	"unmeasured" jsonb NOT NULL,
	"unpriced" jsonb NOT NULL,
	"missing_carbon" jsonb,
	"cost_coverage" jsonb NOT NULL,
	"carbon_coverage" jsonb,
	"placeholder_prices" boolean NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "cost_estimates_tenant_key" UNIQUE("tenant_id","id"),
	CONSTRAINT "cost_estimates_range" CHECK ("cost_estimates"."low_minor" <= "cost_estimates"."likely_minor" and "cost_estimates"."likely_minor" <= "cost_estimates"."high_minor")
);
--> statement-breakpoint
ALTER TABLE "cost_estimates" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "material_assignments" (
	"tenant_id" uuid NOT NULL,
	"normalised_name" text NOT NULL,
	"name" text NOT NULL,
	"catalogue_id" text NOT NULL,
	"assigned_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "material_assignments_tenant_id_normalised_name_pk" PRIMARY KEY("tenant_id","normalised_name")
);
--> statement-breakpoint
ALTER TABLE "material_assignments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "materials" (
	"tenant_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"name" text NOT NULL,
	"catalogue_id" text,
	"confidence" double precision NOT NULL,
	"rule" text NOT NULL,
	"volume_m3" numeric NOT NULL,
	"mass_kg" numeric,
	"elements" integer NOT NULL,
	CONSTRAINT "materials_tenant_id_file_id_name_pk" PRIMARY KEY("tenant_id","file_id","name")
);
--> statement-breakpoint
ALTER TABLE "materials" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "carbon_factors" (
	"tenant_id" uuid NOT NULL,
	"price_book_id" uuid NOT NULL,
	"catalogue_id" text NOT NULL,
	"a1_a3_kg_per_kg" numeric NOT NULL,
	"quality" text NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "carbon_factors_tenant_id_price_book_id_catalogue_id_pk" PRIMARY KEY("tenant_id","price_book_id","catalogue_id"),
	CONSTRAINT "carbon_factors_not_negative" CHECK ("carbon_factors"."a1_a3_kg_per_kg" >= 0)
);
--> statement-breakpoint
ALTER TABLE "carbon_factors" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "price_book_items" (
	"tenant_id" uuid NOT NULL,
	"price_book_id" uuid NOT NULL,
	"catalogue_id" text NOT NULL,
	"unit" text NOT NULL,
	"material_price" numeric NOT NULL,
	"labour_hours" numeric NOT NULL,
	"equipment_hours" numeric NOT NULL,
	"waste_allowance" numeric NOT NULL,
	"low_factor" numeric NOT NULL,
	"high_factor" numeric NOT NULL,
	"source" text NOT NULL,
	"placeholder" boolean DEFAULT false NOT NULL,
	CONSTRAINT "price_book_items_tenant_id_price_book_id_catalogue_id_pk" PRIMARY KEY("tenant_id","price_book_id","catalogue_id"),
	CONSTRAINT "price_book_items_not_negative" CHECK (least("price_book_items"."material_price", "price_book_items"."labour_hours", "price_book_items"."equipment_hours", "price_book_items"."waste_allowance") >= 0)
);
--> statement-breakpoint
ALTER TABLE "price_book_items" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "price_books" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"currency" text NOT NULL,
	"is_active" boolean DEFAULT false NOT NULL,
	"origin" text NOT NULL,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "price_books_tenant_key" UNIQUE("tenant_id","id"),
	CONSTRAINT "price_books_version_key" UNIQUE("tenant_id","version")
);
--> statement-breakpoint
ALTER TABLE "price_books" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "cost_estimate_lines" ADD CONSTRAINT "cost_estimate_lines_estimate_fk" FOREIGN KEY ("tenant_id","estimate_id") REFERENCES "public"."cost_estimates"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cost_estimates" ADD CONSTRAINT "cost_estimates_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cost_estimates" ADD CONSTRAINT "cost_estimates_book_fk" FOREIGN KEY ("tenant_id","price_book_id") REFERENCES "public"."price_books"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "material_assignments" ADD CONSTRAINT "material_assignments_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "materials" ADD CONSTRAINT "materials_analysis_fk" FOREIGN KEY ("tenant_id","file_id") REFERENCES "public"."file_analyses"("tenant_id","file_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "carbon_factors" ADD CONSTRAINT "carbon_factors_book_fk" FOREIGN KEY ("tenant_id","price_book_id") REFERENCES "public"."price_books"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_book_items" ADD CONSTRAINT "price_book_items_book_fk" FOREIGN KEY ("tenant_id","price_book_id") REFERENCES "public"."price_books"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_books" ADD CONSTRAINT "price_books_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "cost_estimates_file_key" ON "cost_estimates" USING btree ("tenant_id","file_id") WHERE file_id is not null;--> statement-breakpoint
CREATE INDEX "cost_estimates_list_idx" ON "cost_estimates" USING btree ("tenant_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "price_books_one_active" ON "price_books" USING btree ("tenant_id") WHERE is_active;--> statement-breakpoint
CREATE POLICY "cost_estimate_lines_tenant" ON "cost_estimate_lines" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "cost_estimate_lines_system" ON "cost_estimate_lines" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "cost_estimates_tenant" ON "cost_estimates" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "cost_estimates_system" ON "cost_estimates" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "material_assignments_tenant" ON "material_assignments" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "material_assignments_system" ON "material_assignments" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "materials_tenant" ON "materials" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "materials_system" ON "materials" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "carbon_factors_tenant" ON "carbon_factors" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "carbon_factors_system" ON "carbon_factors" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "price_book_items_tenant" ON "price_book_items" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "price_book_items_system" ON "price_book_items" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "price_books_tenant" ON "price_books" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "price_books_system" ON "price_books" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);