CREATE TABLE "work_item_libraries" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"name" text NOT NULL,
	"currency" text NOT NULL,
	"priced_on" date NOT NULL,
	"status" text NOT NULL,
	"filename" text NOT NULL,
	"object_key" text,
	"bytes" bigint NOT NULL,
	"progress" integer DEFAULT 0 NOT NULL,
	"rows" integer DEFAULT 0 NOT NULL,
	"items" integer DEFAULT 0 NOT NULL,
	"resources" integer DEFAULT 0 NOT NULL,
	"problem_count" integer DEFAULT 0 NOT NULL,
	"problems" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"failure" text,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"imported_at" timestamp (3) with time zone,
	CONSTRAINT "work_item_libraries_tenant_key" UNIQUE("tenant_id","id"),
	CONSTRAINT "work_item_libraries_progress" CHECK ("work_item_libraries"."progress" between 0 and 100)
);
--> statement-breakpoint
ALTER TABLE "work_item_libraries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "work_item_words" (
	"tenant_id" uuid NOT NULL,
	"library_id" uuid NOT NULL,
	"word" text COLLATE "C" NOT NULL,
	"items" integer[] NOT NULL,
	CONSTRAINT "work_item_words_tenant_id_library_id_word_pk" PRIMARY KEY("tenant_id","library_id","word")
);
--> statement-breakpoint
ALTER TABLE "work_item_words" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "work_items" (
	"tenant_id" uuid NOT NULL,
	"library_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"rate_code" text NOT NULL,
	"name" text NOT NULL,
	"rate_unit" text NOT NULL,
	"price_unit" text,
	"unit_scale" numeric,
	"places" jsonb NOT NULL,
	"composition" text NOT NULL,
	"labour_hours" numeric NOT NULL,
	"labour_cost" numeric NOT NULL,
	"machine_hours" numeric NOT NULL,
	"machine_cost" numeric NOT NULL,
	"material_cost" numeric NOT NULL,
	"other_cost" numeric NOT NULL,
	"total" numeric NOT NULL,
	"resources" jsonb NOT NULL,
	CONSTRAINT "work_items_tenant_id_library_id_number_pk" PRIMARY KEY("tenant_id","library_id","number"),
	CONSTRAINT "work_items_code_key" UNIQUE("tenant_id","library_id","rate_code"),
	CONSTRAINT "work_items_unit_whole" CHECK (("work_items"."price_unit" is null) = ("work_items"."unit_scale" is null)),
	CONSTRAINT "work_items_scale_positive" CHECK ("work_items"."unit_scale" > 0),
	CONSTRAINT "work_items_not_negative" CHECK (least("work_items"."labour_hours", "work_items"."labour_cost", "work_items"."machine_hours", "work_items"."machine_cost", "work_items"."material_cost", "work_items"."other_cost") >= 0)
);
--> statement-breakpoint
ALTER TABLE "work_items" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "price_book_items" ADD COLUMN "priced_on" date;--> statement-breakpoint
ALTER TABLE "work_item_libraries" ADD CONSTRAINT "work_item_libraries_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_item_words" ADD CONSTRAINT "work_item_words_library_fk" FOREIGN KEY ("tenant_id","library_id") REFERENCES "public"."work_item_libraries"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_items" ADD CONSTRAINT "work_items_library_fk" FOREIGN KEY ("tenant_id","library_id") REFERENCES "public"."work_item_libraries"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "work_item_libraries_list_idx" ON "work_item_libraries" USING btree ("tenant_id","created_at","id");--> statement-breakpoint
CREATE POLICY "work_item_libraries_tenant" ON "work_item_libraries" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "work_item_libraries_system" ON "work_item_libraries" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "work_item_words_tenant" ON "work_item_words" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "work_item_words_system" ON "work_item_words" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "work_items_tenant" ON "work_items" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "work_items_system" ON "work_items" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);--> statement-breakpoint
-- The owner sees nothing of a table whose row-level security is forced; it is forced again after the migrations.
ALTER TABLE "price_books" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "price_book_items" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "price_book_items" i SET "priced_on" = (
	SELECT min(b.created_at)::date FROM "price_book_items" j
	JOIN "price_books" b ON b.tenant_id = j.tenant_id AND b.id = j.price_book_id
	WHERE j.tenant_id = i.tenant_id AND j.catalogue_id = i.catalogue_id AND j.unit = i.unit
		AND j.material_price = i.material_price AND j.labour_hours = i.labour_hours
		AND j.equipment_hours = i.equipment_hours AND j.waste_allowance = i.waste_allowance AND j.source = i.source
);
