CREATE TABLE "file_versions" (
	"tenant_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"series_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "file_versions_tenant_id_file_id_pk" PRIMARY KEY("tenant_id","file_id"),
	CONSTRAINT "file_versions_series_key" UNIQUE("tenant_id","series_id","number"),
	CONSTRAINT "file_versions_number" CHECK ("file_versions"."number" >= 1)
);
--> statement-breakpoint
ALTER TABLE "file_versions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "model_changes" (
	"tenant_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"kind" smallint NOT NULL,
	"matched_by" text,
	"ordinal" integer,
	"base_ordinal" integer,
	"ifc_class" text NOT NULL,
	"storey" text,
	"changed" text[] NOT NULL,
	"moved_m" double precision,
	"likely_minor" bigint,
	"base_likely_minor" bigint,
	"base_at_terms_minor" bigint,
	"carbon_g" bigint,
	"base_carbon_g" bigint,
	"base_at_terms_g" bigint,
	CONSTRAINT "model_changes_tenant_id_file_id_position_pk" PRIMARY KEY("tenant_id","file_id","position"),
	CONSTRAINT "model_changes_element" CHECK ("model_changes"."ordinal" is not null or "model_changes"."base_ordinal" is not null)
);
--> statement-breakpoint
ALTER TABLE "model_changes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "model_comparisons" (
	"tenant_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"base_file_id" uuid NOT NULL,
	"made_of" text NOT NULL,
	"rows" integer NOT NULL,
	"summary" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "model_comparisons_tenant_id_file_id_pk" PRIMARY KEY("tenant_id","file_id")
);
--> statement-breakpoint
ALTER TABLE "model_comparisons" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "elements" ADD COLUMN "box_m" double precision[];--> statement-breakpoint
ALTER TABLE "file_versions" ADD CONSTRAINT "file_versions_file_fk" FOREIGN KEY ("tenant_id","file_id") REFERENCES "public"."files"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_changes" ADD CONSTRAINT "model_changes_comparison_fk" FOREIGN KEY ("tenant_id","file_id") REFERENCES "public"."model_comparisons"("tenant_id","file_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_comparisons" ADD CONSTRAINT "model_comparisons_analysis_fk" FOREIGN KEY ("tenant_id","file_id") REFERENCES "public"."file_analyses"("tenant_id","file_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_comparisons" ADD CONSTRAINT "model_comparisons_base_fk" FOREIGN KEY ("tenant_id","base_file_id") REFERENCES "public"."file_analyses"("tenant_id","file_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "model_comparisons_base_idx" ON "model_comparisons" USING btree ("tenant_id","base_file_id");--> statement-breakpoint
CREATE POLICY "file_versions_tenant" ON "file_versions" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "file_versions_system" ON "file_versions" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "model_changes_tenant" ON "model_changes" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "model_changes_system" ON "model_changes" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "model_comparisons_tenant" ON "model_comparisons" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "model_comparisons_system" ON "model_comparisons" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);