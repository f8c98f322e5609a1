CREATE TABLE "bill_mappings" (
	"tenant_id" uuid NOT NULL,
	"headings_key" text NOT NULL,
	"headings" jsonb NOT NULL,
	"mapping" jsonb NOT NULL,
	"confirmed_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "bill_mappings_tenant_id_headings_key_pk" PRIMARY KEY("tenant_id","headings_key")
);
--> statement-breakpoint
ALTER TABLE "bill_mappings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "file_bills" (
	"tenant_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"sheets" jsonb NOT NULL,
	"said" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"said_by" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "file_bills_tenant_id_file_id_pk" PRIMARY KEY("tenant_id","file_id")
);
--> statement-breakpoint
ALTER TABLE "file_bills" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "tenant_settings" ALTER COLUMN "allowed_file_types" SET DEFAULT '{"dwg","dxf","rvt","ifc","pdf","ifczip","xlsx","csv"}';--> statement-breakpoint
ALTER TABLE "bill_mappings" ADD CONSTRAINT "bill_mappings_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_bills" ADD CONSTRAINT "file_bills_file_fk" FOREIGN KEY ("tenant_id","file_id") REFERENCES "public"."files"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "bill_mappings_tenant" ON "bill_mappings" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "bill_mappings_system" ON "bill_mappings" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "file_bills_tenant" ON "file_bills" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "file_bills_system" ON "file_bills" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);--> statement-breakpoint
-- The owner sees nothing of a table whose row-level security is forced; it is forced again after the migrations.
ALTER TABLE "tenant_settings" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- An organisation that takes in everything there was takes in what is new; one that narrowed the list keeps it as it is.
UPDATE "tenant_settings" SET "allowed_file_types" = "allowed_file_types" || '{"ifczip","xlsx","csv"}'
WHERE "allowed_file_types" @> '{"dwg","dxf","rvt","ifc","pdf"}' AND NOT "allowed_file_types" && '{"ifczip","xlsx","csv"}';
