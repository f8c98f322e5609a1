CREATE TABLE "estimate_comments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"estimate_id" uuid NOT NULL,
	"line_key" text,
	"line_name" text,
	"body" text NOT NULL,
	"author" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"edited_at" timestamp (3) with time zone,
	CONSTRAINT "estimate_comments_line" CHECK (("estimate_comments"."line_key" is null) = ("estimate_comments"."line_name" is null))
);
--> statement-breakpoint
ALTER TABLE "estimate_comments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "estimate_review_steps" (
	"tenant_id" uuid NOT NULL,
	"estimate_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"state" text NOT NULL,
	"previous" text NOT NULL,
	"cause" text NOT NULL,
	"reason" text,
	"actor" text NOT NULL,
	"priced_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "estimate_review_steps_tenant_id_estimate_id_position_pk" PRIMARY KEY("tenant_id","estimate_id","position")
);
--> statement-breakpoint
ALTER TABLE "estimate_review_steps" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "estimate_shares" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"estimate_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"revoked_by" text,
	"last_opened_at" timestamp (3) with time zone,
	"open_count" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "estimate_shares_token_key" UNIQUE("token_hash")
);
--> statement-breakpoint
ALTER TABLE "estimate_shares" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "estimate_variants" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"estimate_id" uuid NOT NULL,
	"name" text NOT NULL,
	"changes" jsonb NOT NULL,
	"names" jsonb NOT NULL,
	"low_minor" bigint NOT NULL,
	"likely_minor" bigint NOT NULL,
	"high_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"minor_digits" integer NOT NULL,
	"a1_a3_g" bigint NOT NULL,
	"a4_g" bigint NOT NULL,
	"a5_g" bigint NOT NULL,
	"biogenic_g" bigint NOT NULL,
	"location" text NOT NULL,
	"location_factor" numeric NOT NULL,
	"labor_rate" numeric NOT NULL,
	"equipment_rate" numeric NOT NULL,
	"price_book_version" text NOT NULL,
	"factor_version" text NOT NULL,
	"lines_changed" integer NOT NULL,
	"base_priced_at" timestamp (3) with time zone NOT NULL,
	"calculated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "estimate_variants_tenant_key" UNIQUE("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "estimate_variants" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "estimate_id" uuid;--> statement-breakpoint
ALTER TABLE "estimate_comments" ADD CONSTRAINT "estimate_comments_estimate_fk" FOREIGN KEY ("tenant_id","estimate_id") REFERENCES "public"."cost_estimates"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "estimate_review_steps" ADD CONSTRAINT "estimate_review_steps_estimate_fk" FOREIGN KEY ("tenant_id","estimate_id") REFERENCES "public"."cost_estimates"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "estimate_shares" ADD CONSTRAINT "estimate_shares_estimate_fk" FOREIGN KEY ("tenant_id","estimate_id") REFERENCES "public"."cost_estimates"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "estimate_variants" ADD CONSTRAINT "estimate_variants_estimate_fk" FOREIGN KEY ("tenant_id","estimate_id") REFERENCES "public"."cost_estimates"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "estimate_comments_list_idx" ON "estimate_comments" USING btree ("tenant_id","estimate_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "estimate_shares_list_idx" ON "estimate_shares" USING btree ("tenant_id","estimate_id","created_at");--> statement-breakpoint
CREATE INDEX "estimate_variants_list_idx" ON "estimate_variants" USING btree ("tenant_id","estimate_id","created_at");--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_estimate_fk" FOREIGN KEY ("tenant_id","estimate_id") REFERENCES "public"."cost_estimates"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notifications_estimate_idx" ON "notifications" USING btree ("tenant_id","estimate_id") WHERE estimate_id is not null;--> statement-breakpoint
CREATE POLICY "estimate_comments_tenant" ON "estimate_comments" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "estimate_comments_system" ON "estimate_comments" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "estimate_comments_visible" ON "estimate_comments" AS RESTRICTIVE FOR ALL TO "cai_app" USING (exists (select from cost_estimates e where e.tenant_id = estimate_comments.tenant_id and e.id = estimate_comments.estimate_id)) WITH CHECK (exists (select from cost_estimates e where e.tenant_id = estimate_comments.tenant_id and e.id = estimate_comments.estimate_id));--> statement-breakpoint
CREATE POLICY "estimate_review_steps_tenant" ON "estimate_review_steps" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "estimate_review_steps_system" ON "estimate_review_steps" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "estimate_review_steps_visible" ON "estimate_review_steps" AS RESTRICTIVE FOR ALL TO "cai_app" USING (exists (select from cost_estimates e where e.tenant_id = estimate_review_steps.tenant_id and e.id = estimate_review_steps.estimate_id)) WITH CHECK (exists (select from cost_estimates e where e.tenant_id = estimate_review_steps.tenant_id and e.id = estimate_review_steps.estimate_id));--> statement-breakpoint
CREATE POLICY "estimate_shares_tenant" ON "estimate_shares" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "estimate_shares_system" ON "estimate_shares" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "estimate_shares_visible" ON "estimate_shares" AS RESTRICTIVE FOR ALL TO "cai_app" USING (exists (select from cost_estimates e where e.tenant_id = estimate_shares.tenant_id and e.id = estimate_shares.estimate_id)) WITH CHECK (exists (select from cost_estimates e where e.tenant_id = estimate_shares.tenant_id and e.id = estimate_shares.estimate_id));--> statement-breakpoint
CREATE POLICY "estimate_variants_tenant" ON "estimate_variants" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "estimate_variants_system" ON "estimate_variants" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "estimate_variants_visible" ON "estimate_variants" AS RESTRICTIVE FOR ALL TO "cai_app" USING (exists (select from cost_estimates e where e.tenant_id = estimate_variants.tenant_id and e.id = estimate_variants.estimate_id)) WITH CHECK (exists (select from cost_estimates e where e.tenant_id = estimate_variants.tenant_id and e.id = estimate_variants.estimate_id));--> statement-breakpoint
ALTER POLICY "notifications_visible" ON "notifications" TO cai_app USING ((file_id is null or exists (select from files f where f.tenant_id = notifications.tenant_id and f.id = notifications.file_id))
        and (estimate_id is null or exists (select from cost_estimates e where e.tenant_id = notifications.tenant_id and e.id = notifications.estimate_id)));