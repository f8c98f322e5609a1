CREATE TABLE "location_factors" (
	"tenant_id" uuid NOT NULL,
	"price_book_id" uuid NOT NULL,
	"name" text NOT NULL,
	"aliases" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"factor" numeric NOT NULL,
	"source" text NOT NULL,
	"placeholder" boolean DEFAULT false NOT NULL,
	CONSTRAINT "location_factors_tenant_id_price_book_id_name_pk" PRIMARY KEY("tenant_id","price_book_id","name"),
	CONSTRAINT "location_factors_positive" CHECK ("location_factors"."factor" > 0)
);
--> statement-breakpoint
ALTER TABLE "location_factors" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "price_book_entries" (
	"tenant_id" uuid NOT NULL,
	"price_book_id" uuid NOT NULL,
	"catalogue_id" text NOT NULL,
	"name" text,
	"unit" text,
	"class" text,
	"whole_product" boolean DEFAULT false NOT NULL,
	"master_format" text,
	"uni_format" text,
	"density_kg_m3" numeric,
	"thickness_m" numeric,
	"mass_per_unit_kg" numeric,
	"mass_source" text,
	"waste_rate" numeric,
	"waste_source" text,
	"aliases" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "price_book_entries_tenant_id_price_book_id_catalogue_id_pk" PRIMARY KEY("tenant_id","price_book_id","catalogue_id"),
	CONSTRAINT "price_book_entries_own_whole" CHECK (num_nulls("price_book_entries"."name", "price_book_entries"."unit", "price_book_entries"."class") in (0, 3)),
	CONSTRAINT "price_book_entries_range" CHECK (least("price_book_entries"."density_kg_m3", "price_book_entries"."thickness_m", "price_book_entries"."mass_per_unit_kg", "price_book_entries"."waste_rate") >= 0 and "price_book_entries"."waste_rate" < 1)
);
--> statement-breakpoint
ALTER TABLE "price_book_entries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "carbon_factors" ADD COLUMN "module" text DEFAULT 'A1-A3' NOT NULL;--> statement-breakpoint
ALTER TABLE "location_factors" ADD CONSTRAINT "location_factors_book_fk" FOREIGN KEY ("tenant_id","price_book_id") REFERENCES "public"."price_books"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_book_entries" ADD CONSTRAINT "price_book_entries_book_fk" FOREIGN KEY ("tenant_id","price_book_id") REFERENCES "public"."price_books"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "materials_unknown_idx" ON "materials" USING btree ("tenant_id","file_id") WHERE catalogue_id is null;--> statement-breakpoint
CREATE INDEX "files_project_idx" ON "files" USING btree ("tenant_id","project_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE POLICY "location_factors_tenant" ON "location_factors" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "location_factors_system" ON "location_factors" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "price_book_entries_tenant" ON "price_book_entries" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "price_book_entries_system" ON "price_book_entries" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);