CREATE TABLE "archival_totals" (
	"class" text NOT NULL,
	"status" text NOT NULL,
	"n" bigint NOT NULL,
	CONSTRAINT "archival_totals_class_status_pk" PRIMARY KEY("class","status")
);
--> statement-breakpoint
ALTER TABLE "archival_totals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "archival_runs" ADD COLUMN "counts" jsonb;--> statement-breakpoint
ALTER TABLE "archival_tenant_runs" ADD COLUMN "left_again" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "archival_tenant_runs" ADD COLUMN "counts" jsonb;--> statement-breakpoint
ALTER TABLE "archival_tenant_runs" ADD COLUMN "is_totalled" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "archival_tenant_runs" ADD COLUMN "is_pruned" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "archival_items_skipped_idx" ON "archival_items" USING btree ("tenant_id","subject_id") WHERE status = 'skipped';--> statement-breakpoint
CREATE INDEX "archival_tenant_runs_age_idx" ON "archival_tenant_runs" USING btree ("is_pruned","finished_at");--> statement-breakpoint
CREATE INDEX "archival_tenant_runs_untotalled_idx" ON "archival_tenant_runs" USING btree ("tenant_id") WHERE not is_totalled;--> statement-breakpoint
CREATE POLICY "archival_totals_system" ON "archival_totals" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);