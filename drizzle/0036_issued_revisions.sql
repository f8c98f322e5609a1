CREATE TABLE "estimate_revisions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"estimate_id" uuid NOT NULL,
	"snapshot_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"purpose" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"locale" text NOT NULL,
	"issued_by" text NOT NULL,
	"issued_at" timestamp (3) with time zone NOT NULL,
	"pdf_key" text NOT NULL,
	"pdf_sha256" text NOT NULL,
	"pdf_size" bigint NOT NULL,
	"xlsx_key" text NOT NULL,
	"xlsx_sha256" text NOT NULL,
	"xlsx_size" bigint NOT NULL,
	"changes" jsonb,
	"withdrawn_at" timestamp (3) with time zone,
	"withdrawn_by" text,
	"withdraw_reason" text,
	CONSTRAINT "estimate_revisions_tenant_key" UNIQUE("tenant_id","id"),
	CONSTRAINT "estimate_revisions_number_key" UNIQUE("tenant_id","estimate_id","number"),
	CONSTRAINT "estimate_revisions_snapshot_key" UNIQUE("tenant_id","snapshot_id"),
	CONSTRAINT "estimate_revisions_pdf_key" UNIQUE("pdf_sha256"),
	CONSTRAINT "estimate_revisions_xlsx_key" UNIQUE("xlsx_sha256"),
	CONSTRAINT "estimate_revisions_number" CHECK ("estimate_revisions"."number" >= 1),
	CONSTRAINT "estimate_revisions_hex" CHECK ("estimate_revisions"."pdf_sha256" ~ '^[0-9a-f]{64}$' and "estimate_revisions"."xlsx_sha256" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "estimate_revisions_withdrawn" CHECK (("estimate_revisions"."withdrawn_at" is null) = ("estimate_revisions"."withdrawn_by" is null) and ("estimate_revisions"."withdrawn_at" is null) = ("estimate_revisions"."withdraw_reason" is null))
);
--> statement-breakpoint
ALTER TABLE "estimate_revisions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "estimate_snapshots" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"estimate_id" uuid NOT NULL,
	"step_position" integer NOT NULL,
	"content" "bytea" NOT NULL,
	"sha256" text NOT NULL,
	"size" bigint NOT NULL,
	"organisation" text NOT NULL,
	"name" text NOT NULL,
	"signer_name" text NOT NULL,
	"signer_title" text NOT NULL,
	"approved_by" text NOT NULL,
	"approved_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "estimate_snapshots_tenant_key" UNIQUE("tenant_id","id"),
	CONSTRAINT "estimate_snapshots_step_key" UNIQUE("tenant_id","estimate_id","step_position"),
	CONSTRAINT "estimate_snapshots_sha256_key" UNIQUE("sha256"),
	CONSTRAINT "estimate_snapshots_sha256_hex" CHECK ("estimate_snapshots"."sha256" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
ALTER TABLE "estimate_snapshots" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "estimate_revisions" ADD CONSTRAINT "estimate_revisions_estimate_fk" FOREIGN KEY ("tenant_id","estimate_id") REFERENCES "public"."cost_estimates"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "estimate_revisions" ADD CONSTRAINT "estimate_revisions_snapshot_fk" FOREIGN KEY ("tenant_id","snapshot_id") REFERENCES "public"."estimate_snapshots"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "estimate_snapshots" ADD CONSTRAINT "estimate_snapshots_estimate_fk" FOREIGN KEY ("tenant_id","estimate_id") REFERENCES "public"."cost_estimates"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "estimate_revisions_tenant" ON "estimate_revisions" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "estimate_revisions_system" ON "estimate_revisions" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "estimate_revisions_visible" ON "estimate_revisions" AS RESTRICTIVE FOR ALL TO "cai_app" USING (exists (select from cost_estimates e where e.tenant_id = estimate_revisions.tenant_id and e.id = estimate_revisions.estimate_id)) WITH CHECK (exists (select from cost_estimates e where e.tenant_id = estimate_revisions.tenant_id and e.id = estimate_revisions.estimate_id));--> statement-breakpoint
CREATE POLICY "estimate_snapshots_tenant" ON "estimate_snapshots" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "estimate_snapshots_system" ON "estimate_snapshots" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "estimate_snapshots_visible" ON "estimate_snapshots" AS RESTRICTIVE FOR ALL TO "cai_app" USING (exists (select from cost_estimates e where e.tenant_id = estimate_snapshots.tenant_id and e.id = estimate_snapshots.estimate_id)) WITH CHECK (exists (select from cost_estimates e where e.tenant_id = estimate_snapshots.tenant_id and e.id = estimate_snapshots.estimate_id));