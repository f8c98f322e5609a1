CREATE TABLE "archival_items" (
	"tenant_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"subject_id" uuid NOT NULL,
	"class" text NOT NULL,
	"storage_class" text NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"bytes" bigint NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"reason_code" text,
	"reason" text,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "archival_items_tenant_id_run_id_subject_id_pk" PRIMARY KEY("tenant_id","run_id","subject_id")
);
--> statement-breakpoint
ALTER TABLE "archival_items" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "archival_runs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"trigger" text NOT NULL,
	"as_of" timestamp (3) with time zone NOT NULL,
	"only_tenant_id" uuid,
	"requested_by" text NOT NULL,
	"status" text DEFAULT 'running' NOT NULL,
	"started_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "archival_runs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "archival_tenant_runs" (
	"tenant_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"trigger" text NOT NULL,
	"as_of" timestamp (3) with time zone NOT NULL,
	"requested_by" text,
	"status" text DEFAULT 'running' NOT NULL,
	"started_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "archival_tenant_runs_tenant_id_run_id_pk" PRIMARY KEY("tenant_id","run_id")
);
--> statement-breakpoint
ALTER TABLE "archival_tenant_runs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "archived_logs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"day" date NOT NULL,
	"object_key" text NOT NULL,
	"storage_class" text NOT NULL,
	"rows" integer NOT NULL,
	"bytes" bigint NOT NULL,
	"sha256" text NOT NULL,
	"content_sha256" text NOT NULL,
	"verified_at" timestamp (3) with time zone,
	"removed_at" timestamp (3) with time zone,
	"restore_requested_at" timestamp (3) with time zone,
	"restored_until" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "archived_logs_day_key" UNIQUE("tenant_id","kind","day")
);
--> statement-breakpoint
ALTER TABLE "archived_logs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "file_restores" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"batch_id" uuid,
	"tier" text NOT NULL,
	"days" integer NOT NULL,
	"permanent" text DEFAULT 'no' NOT NULL,
	"status" text DEFAULT 'requested' NOT NULL,
	"bytes" bigint NOT NULL,
	"requested_by" text NOT NULL,
	"requested_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"estimated_ready" timestamp (3) with time zone NOT NULL,
	"ready_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone,
	"notified_at" timestamp (3) with time zone,
	"reminded_at" timestamp (3) with time zone,
	"next_check_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"checks" integer DEFAULT 0 NOT NULL,
	"orders" integer DEFAULT 0 NOT NULL,
	"failure_code" text,
	"failure" text,
	"finished_at" timestamp (3) with time zone,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "file_restores" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "billing_plans" ADD COLUMN "archive_limit" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "billing_plans" ADD COLUMN "cost_per_gb_archive" numeric DEFAULT '0' NOT NULL;--> statement-breakpoint
ALTER TABLE "billing_plans" ADD COLUMN "cost_per_gb_restore" numeric DEFAULT '0' NOT NULL;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "archive_key" text;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "storage_class" text DEFAULT 'STANDARD' NOT NULL;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "archived_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "move_id" uuid;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "moving_since" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "last_accessed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "keep_hot" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "legal_hold" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "keep_hot" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "legal_hold" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "archive_quota" bigint DEFAULT 10737418240 NOT NULL;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "archive_used" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "usage_metrics" ADD COLUMN "archive_used" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "usage_metrics" ADD COLUMN "archive_delta" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "usage_metrics" ADD COLUMN "archive_weighted" numeric DEFAULT '0' NOT NULL;--> statement-breakpoint
ALTER TABLE "usage_metrics" ADD COLUMN "restored" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "archival_items" ADD CONSTRAINT "archival_items_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "archival_items" ADD CONSTRAINT "archival_items_run_fk" FOREIGN KEY ("tenant_id","run_id") REFERENCES "public"."archival_tenant_runs"("tenant_id","run_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "archival_runs" ADD CONSTRAINT "archival_runs_only_tenant_id_tenants_id_fk" FOREIGN KEY ("only_tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "archival_tenant_runs" ADD CONSTRAINT "archival_tenant_runs_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "archived_logs" ADD CONSTRAINT "archived_logs_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_restores" ADD CONSTRAINT "file_restores_file_fk" FOREIGN KEY ("tenant_id","file_id") REFERENCES "public"."files"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "archival_items_queued_idx" ON "archival_items" USING btree ("run_id","tenant_id","subject_id") WHERE status = 'queued';--> statement-breakpoint
CREATE INDEX "archival_items_failed_idx" ON "archival_items" USING btree ("tenant_id","run_id","subject_id") WHERE status = 'failed';--> statement-breakpoint
CREATE INDEX "archival_runs_list_idx" ON "archival_runs" USING btree ("started_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "archival_runs_open_idx" ON "archival_runs" USING btree ("started_at") WHERE status = 'running';--> statement-breakpoint
CREATE UNIQUE INDEX "archival_runs_nightly_key" ON "archival_runs" USING btree ("as_of") WHERE trigger = 'nightly';--> statement-breakpoint
CREATE INDEX "archival_tenant_runs_list_idx" ON "archival_tenant_runs" USING btree ("tenant_id","started_at" DESC NULLS FIRST,"run_id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "archival_tenant_runs_run_idx" ON "archival_tenant_runs" USING btree ("run_id");--> statement-breakpoint
CREATE INDEX "archived_logs_restored_idx" ON "archived_logs" USING btree ("restored_until") WHERE restored_until is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "file_restores_one_open" ON "file_restores" USING btree ("tenant_id","file_id") WHERE status in ('requested', 'in_progress', 'ready');--> statement-breakpoint
CREATE INDEX "file_restores_list_idx" ON "file_restores" USING btree ("tenant_id","requested_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "file_restores_batch_idx" ON "file_restores" USING btree ("tenant_id","batch_id") WHERE batch_id is not null;--> statement-breakpoint
CREATE INDEX "file_restores_due_idx" ON "file_restores" USING btree ("next_check_at") WHERE status in ('requested', 'in_progress', 'ready');--> statement-breakpoint
CREATE INDEX "files_tier_idx" ON "files" USING btree ("tenant_id","storage_tier","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "files_moving_idx" ON "files" USING btree ("moving_since") WHERE moving_since is not null;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_tier_located" CHECK (("files"."storage_tier" in ('hot', 'archiving')) = ("files"."archive_key" is null) and ("files"."move_id" is null) = ("files"."moving_since" is null));--> statement-breakpoint
ALTER TABLE "tenants" ADD CONSTRAINT "tenants_archive_not_negative" CHECK ("tenants"."archive_used" >= 0);--> statement-breakpoint
CREATE POLICY "archival_items_tenant" ON "archival_items" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "archival_items_system" ON "archival_items" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "archival_runs_system" ON "archival_runs" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "archival_tenant_runs_tenant" ON "archival_tenant_runs" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "archival_tenant_runs_system" ON "archival_tenant_runs" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "archived_logs_tenant" ON "archived_logs" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "archived_logs_system" ON "archived_logs" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "file_restores_tenant" ON "file_restores" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "file_restores_system" ON "file_restores" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);