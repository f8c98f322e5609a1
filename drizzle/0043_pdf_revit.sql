CREATE TABLE "file_revits" (
	"tenant_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"is_family" boolean NOT NULL,
	"release" text,
	"product" text,
	"build" text,
	"worksharing" text,
	"saved_as" text,
	"locale" text,
	"part" jsonb,
	"preview" "bytea",
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "file_revits_tenant_id_file_id_pk" PRIMARY KEY("tenant_id","file_id")
);
--> statement-breakpoint
ALTER TABLE "file_revits" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "file_drawings" ADD COLUMN "stated_scale" double precision;--> statement-breakpoint
ALTER TABLE "file_drawings" ADD COLUMN "scale" double precision;--> statement-breakpoint
ALTER TABLE "file_drawings" ADD COLUMN "scale_set_by" text;--> statement-breakpoint
ALTER TABLE "file_revits" ADD CONSTRAINT "file_revits_file_fk" FOREIGN KEY ("tenant_id","file_id") REFERENCES "public"."files"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "file_revits_tenant" ON "file_revits" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "file_revits_system" ON "file_revits" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);