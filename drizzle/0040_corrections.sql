CREATE TABLE "element_corrections" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"global_id" text NOT NULL,
	"nth" integer NOT NULL,
	"kind" text NOT NULL,
	"value" numeric(18, 6),
	"materials" jsonb,
	"reason" text NOT NULL,
	"found" jsonb NOT NULL,
	"ifc_class" text NOT NULL,
	"name" text,
	"made_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"carried_from" uuid,
	"ended_at" timestamp (3) with time zone,
	"ended_by" text,
	"ending" text,
	"end_reason" text,
	CONSTRAINT "element_corrections_tenant_key" UNIQUE("tenant_id","id"),
	CONSTRAINT "element_corrections_says_one_thing" CHECK (("element_corrections"."value" is not null) = ("element_corrections"."kind" not in ('material', 'exclusion')) and ("element_corrections"."materials" is not null) = ("element_corrections"."kind" = 'material')),
	CONSTRAINT "element_corrections_ended" CHECK (("element_corrections"."ended_at" is null) = ("element_corrections"."ended_by" is null) and ("element_corrections"."ended_at" is null) = ("element_corrections"."ending" is null))
);
--> statement-breakpoint
ALTER TABLE "element_corrections" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "elements" ADD COLUMN "found" jsonb;--> statement-breakpoint
ALTER TABLE "file_analyses" ADD COLUMN "floor_area_confirmed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "file_analyses" ADD COLUMN "floor_area_reason" text;--> statement-breakpoint
ALTER TABLE "element_corrections" ADD CONSTRAINT "element_corrections_file_fk" FOREIGN KEY ("tenant_id","file_id") REFERENCES "public"."files"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "element_corrections_standing" ON "element_corrections" USING btree ("tenant_id","file_id","global_id","nth","kind") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "element_corrections_list_idx" ON "element_corrections" USING btree ("tenant_id","file_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "elements_corrected_idx" ON "elements" USING btree ("tenant_id","file_id","ordinal") WHERE found is not null;--> statement-breakpoint
CREATE POLICY "element_corrections_tenant" ON "element_corrections" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "element_corrections_system" ON "element_corrections" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);