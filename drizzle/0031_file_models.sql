CREATE TABLE "file_models" (
	"tenant_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"attempt_id" uuid NOT NULL,
	"parts" jsonb NOT NULL,
	"origin" jsonb NOT NULL,
	"bounds" jsonb NOT NULL,
	"triangles" integer NOT NULL,
	"elements" integer NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "file_models_tenant_id_file_id_pk" PRIMARY KEY("tenant_id","file_id")
);
--> statement-breakpoint
ALTER TABLE "file_models" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "file_models" ADD CONSTRAINT "file_models_analysis_fk" FOREIGN KEY ("tenant_id","file_id") REFERENCES "public"."file_analyses"("tenant_id","file_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "file_models_tenant" ON "file_models" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "file_models_system" ON "file_models" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);