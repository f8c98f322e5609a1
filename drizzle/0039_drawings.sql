CREATE TABLE "drawing_mappings" (
	"tenant_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"normalised_name" text NOT NULL,
	"name" text NOT NULL,
	"mapping" jsonb NOT NULL,
	"confirmed_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "drawing_mappings_tenant_id_kind_normalised_name_pk" PRIMARY KEY("tenant_id","kind","normalised_name")
);
--> statement-breakpoint
ALTER TABLE "drawing_mappings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "file_drawings" (
	"tenant_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"version" text NOT NULL,
	"stated_unit" text,
	"unit" text,
	"unit_set_by" text,
	"layers" jsonb NOT NULL,
	"blocks" jsonb NOT NULL,
	"annotations" integer NOT NULL,
	"paper_space" integer NOT NULL,
	"unread" integer NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "file_drawings_tenant_id_file_id_pk" PRIMARY KEY("tenant_id","file_id")
);
--> statement-breakpoint
ALTER TABLE "file_drawings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "drawing_mappings" ADD CONSTRAINT "drawing_mappings_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_drawings" ADD CONSTRAINT "file_drawings_file_fk" FOREIGN KEY ("tenant_id","file_id") REFERENCES "public"."files"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "drawing_mappings_tenant" ON "drawing_mappings" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "drawing_mappings_system" ON "drawing_mappings" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "file_drawings_tenant" ON "file_drawings" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "file_drawings_system" ON "file_drawings" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);