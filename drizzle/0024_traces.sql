CREATE TABLE "error_groups" (
	"fingerprint" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"message" text NOT NULL,
	"service" text NOT NULL,
	"route" text,
	"job" text,
	"frame" text,
	"count" bigint NOT NULL,
	"first_seen" timestamp (3) with time zone NOT NULL,
	"last_seen" timestamp (3) with time zone NOT NULL,
	"last_trace_id" text
);
--> statement-breakpoint
ALTER TABLE "error_groups" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "step_attempts" (
	"tenant_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"span_id" text NOT NULL,
	"trace_id" text NOT NULL,
	"step" text NOT NULL,
	"started_at" timestamp (6) with time zone NOT NULL,
	"duration_us" bigint,
	"error_type" text,
	CONSTRAINT "step_attempts_tenant_id_run_id_span_id_pk" PRIMARY KEY("tenant_id","run_id","span_id")
);
--> statement-breakpoint
ALTER TABLE "step_attempts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "trace_spans" (
	"trace_id" text NOT NULL,
	"span_id" text NOT NULL,
	"parent_span_id" text,
	"tenant_id" uuid,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"service" text NOT NULL,
	"started_at" timestamp (6) with time zone NOT NULL,
	"duration_us" bigint NOT NULL,
	"status" text NOT NULL,
	"attributes" jsonb NOT NULL,
	"events" jsonb NOT NULL,
	"links" jsonb NOT NULL,
	"is_entry" boolean DEFAULT false NOT NULL,
	"is_slow" boolean DEFAULT false NOT NULL,
	"is_failed_job" boolean DEFAULT false NOT NULL,
	CONSTRAINT "trace_spans_trace_id_span_id_pk" PRIMARY KEY("trace_id","span_id")
);
--> statement-breakpoint
ALTER TABLE "trace_spans" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "traces" (
	"trace_id" text PRIMARY KEY NOT NULL,
	"root_name" text NOT NULL,
	"route" text,
	"tenant_id" uuid,
	"file_id" uuid,
	"started_at" timestamp (6) with time zone NOT NULL,
	"ended_at" timestamp (6) with time zone NOT NULL,
	"status" text NOT NULL,
	"error_type" text,
	"error_fingerprint" text,
	"reason" text NOT NULL,
	"dropped_spans" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "traces" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "job_runs" ADD COLUMN "traceparent" text;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "traceparent" text;--> statement-breakpoint
ALTER TABLE "step_attempts" ADD CONSTRAINT "step_attempts_run_fk" FOREIGN KEY ("tenant_id","run_id") REFERENCES "public"."processing_runs"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "error_groups_list_idx" ON "error_groups" USING btree ("last_seen" DESC NULLS FIRST,"fingerprint");--> statement-breakpoint
CREATE INDEX "trace_spans_slow_idx" ON "trace_spans" USING btree ("started_at" DESC NULLS FIRST,"span_id") WHERE is_slow;--> statement-breakpoint
CREATE INDEX "trace_spans_slowest_idx" ON "trace_spans" USING btree ("duration_us" DESC NULLS FIRST,"span_id") WHERE is_slow;--> statement-breakpoint
CREATE INDEX "trace_spans_failed_jobs_idx" ON "trace_spans" USING btree ("started_at" DESC NULLS FIRST,"span_id") WHERE is_failed_job;--> statement-breakpoint
CREATE INDEX "trace_spans_tenant_idx" ON "trace_spans" USING btree ("tenant_id") WHERE tenant_id is not null;--> statement-breakpoint
CREATE INDEX "traces_age_idx" ON "traces" USING btree ("started_at");--> statement-breakpoint
CREATE INDEX "traces_fingerprint_idx" ON "traces" USING btree ("error_fingerprint","started_at" DESC NULLS FIRST) WHERE error_fingerprint is not null;--> statement-breakpoint
CREATE POLICY "error_groups_system" ON "error_groups" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "step_attempts_tenant" ON "step_attempts" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "step_attempts_system" ON "step_attempts" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "trace_spans_system" ON "trace_spans" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "traces_system" ON "traces" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);