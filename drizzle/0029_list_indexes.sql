DROP INDEX "error_groups_list_idx";--> statement-breakpoint
DROP INDEX "trace_spans_slow_idx";--> statement-breakpoint
DROP INDEX "trace_spans_slowest_idx";--> statement-breakpoint
DROP INDEX "trace_spans_failed_jobs_idx";--> statement-breakpoint
ALTER TABLE "invoice_runs" ADD COLUMN "only_tenant_id" uuid;--> statement-breakpoint
ALTER TABLE "invoice_runs" ADD CONSTRAINT "invoice_runs_only_tenant_id_tenants_id_fk" FOREIGN KEY ("only_tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notifications_invoice_idx" ON "notifications" USING btree ("tenant_id","invoice_id") WHERE invoice_id is not null;--> statement-breakpoint
CREATE INDEX "notifications_export_idx" ON "notifications" USING btree ("tenant_id","export_id") WHERE export_id is not null;--> statement-breakpoint
CREATE INDEX "error_groups_list_idx" ON "error_groups" USING btree ("last_seen" DESC NULLS FIRST,"fingerprint" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "trace_spans_slow_idx" ON "trace_spans" USING btree ("started_at" DESC NULLS FIRST,"span_id" DESC NULLS FIRST) WHERE is_slow;--> statement-breakpoint
CREATE INDEX "trace_spans_slowest_idx" ON "trace_spans" USING btree ("duration_us" DESC NULLS FIRST,"span_id" DESC NULLS FIRST) WHERE is_slow;--> statement-breakpoint
CREATE INDEX "trace_spans_failed_jobs_idx" ON "trace_spans" USING btree ("started_at" DESC NULLS FIRST,"span_id" DESC NULLS FIRST) WHERE is_failed_job;