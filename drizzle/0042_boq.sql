CREATE TABLE "boq_bills" (
	"tenant_id" uuid NOT NULL,
	"estimate_id" uuid NOT NULL,
	"classification" text NOT NULL,
	"terms" jsonb NOT NULL,
	"frozen" jsonb,
	"updated_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "boq_bills_tenant_id_estimate_id_pk" PRIMARY KEY("tenant_id","estimate_id")
);
--> statement-breakpoint
ALTER TABLE "boq_bills" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "boq_items" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"estimate_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"description" text NOT NULL,
	"quantity" numeric NOT NULL,
	"unit" text NOT NULL,
	"unit_rate" numeric,
	"replaces_key" text,
	"chosen" boolean DEFAULT false NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "boq_items_tenant_key" UNIQUE("tenant_id","id"),
	CONSTRAINT "boq_items_quantity" CHECK ("boq_items"."quantity" > 0)
);
--> statement-breakpoint
ALTER TABLE "boq_items" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "boq_mappings" (
	"tenant_id" uuid NOT NULL,
	"classification" text NOT NULL,
	"catalogue_id" text NOT NULL,
	"ifc_class" text NOT NULL,
	"code" text NOT NULL,
	"updated_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "boq_mappings_tenant_id_classification_catalogue_id_ifc_class_pk" PRIMARY KEY("tenant_id","classification","catalogue_id","ifc_class")
);
--> statement-breakpoint
ALTER TABLE "boq_mappings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "boq_returns" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"estimate_id" uuid NOT NULL,
	"bidder" text NOT NULL,
	"bidder_key" text NOT NULL,
	"version" integer NOT NULL,
	"filename" text NOT NULL,
	"sha256" text NOT NULL,
	"currency" text NOT NULL,
	"rows" jsonb NOT NULL,
	"differences" jsonb NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "boq_returns_tenant_key" UNIQUE("tenant_id","id"),
	CONSTRAINT "boq_returns_version_key" UNIQUE("tenant_id","estimate_id","bidder_key","version")
);
--> statement-breakpoint
ALTER TABLE "boq_returns" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "boq_bills" ADD CONSTRAINT "boq_bills_estimate_fk" FOREIGN KEY ("tenant_id","estimate_id") REFERENCES "public"."cost_estimates"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "boq_items" ADD CONSTRAINT "boq_items_estimate_fk" FOREIGN KEY ("tenant_id","estimate_id") REFERENCES "public"."cost_estimates"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "boq_mappings" ADD CONSTRAINT "boq_mappings_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "boq_returns" ADD CONSTRAINT "boq_returns_estimate_fk" FOREIGN KEY ("tenant_id","estimate_id") REFERENCES "public"."cost_estimates"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "boq_items_list_idx" ON "boq_items" USING btree ("tenant_id","estimate_id","created_at");--> statement-breakpoint
CREATE POLICY "boq_bills_tenant" ON "boq_bills" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "boq_bills_system" ON "boq_bills" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "boq_bills_visible" ON "boq_bills" AS RESTRICTIVE FOR ALL TO "cai_app" USING (exists (select from cost_estimates e where e.tenant_id = boq_bills.tenant_id and e.id = boq_bills.estimate_id)) WITH CHECK (exists (select from cost_estimates e where e.tenant_id = boq_bills.tenant_id and e.id = boq_bills.estimate_id));--> statement-breakpoint
CREATE POLICY "boq_items_tenant" ON "boq_items" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "boq_items_system" ON "boq_items" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "boq_items_visible" ON "boq_items" AS RESTRICTIVE FOR ALL TO "cai_app" USING (exists (select from cost_estimates e where e.tenant_id = boq_items.tenant_id and e.id = boq_items.estimate_id)) WITH CHECK (exists (select from cost_estimates e where e.tenant_id = boq_items.tenant_id and e.id = boq_items.estimate_id));--> statement-breakpoint
CREATE POLICY "boq_mappings_tenant" ON "boq_mappings" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "boq_mappings_system" ON "boq_mappings" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "boq_returns_tenant" ON "boq_returns" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "boq_returns_system" ON "boq_returns" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "boq_returns_visible" ON "boq_returns" AS RESTRICTIVE FOR ALL TO "cai_app" USING (exists (select from cost_estimates e where e.tenant_id = boq_returns.tenant_id and e.id = boq_returns.estimate_id)) WITH CHECK (exists (select from cost_estimates e where e.tenant_id = boq_returns.tenant_id and e.id = boq_returns.estimate_id));