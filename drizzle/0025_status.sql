CREATE TABLE "health_days" (
	"day" date NOT NULL,
	"capability" text NOT NULL,
	"measured" integer NOT NULL,
	"degraded" integer NOT NULL,
	"down" integer NOT NULL,
	CONSTRAINT "health_days_day_capability_pk" PRIMARY KEY("day","capability")
);
--> statement-breakpoint
ALTER TABLE "health_days" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "health_samples" (
	"minute" timestamp (3) with time zone NOT NULL,
	"capability" text NOT NULL,
	"state" smallint NOT NULL,
	CONSTRAINT "health_samples_minute_capability_pk" PRIMARY KEY("minute","capability")
);
--> statement-breakpoint
ALTER TABLE "health_samples" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "incident_updates" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"incident_id" uuid NOT NULL,
	"state" text NOT NULL,
	"text" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "incident_updates" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "incidents" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"affects" text[] NOT NULL,
	"impact" text NOT NULL,
	"state" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	"resolved_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "incidents_window" CHECK (ends_at > starts_at),
	CONSTRAINT "incidents_planned" CHECK (kind <> 'maintenance' or ends_at is not null),
	CONSTRAINT "incidents_resolved" CHECK ((state = 'resolved') = (resolved_at is not null))
);
--> statement-breakpoint
ALTER TABLE "incidents" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "incident_updates" ADD CONSTRAINT "incident_updates_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "incident_updates_list_idx" ON "incident_updates" USING btree ("incident_id","created_at");--> statement-breakpoint
CREATE INDEX "incidents_open_idx" ON "incidents" USING btree ("starts_at") WHERE resolved_at is null;--> statement-breakpoint
CREATE INDEX "incidents_list_idx" ON "incidents" USING btree ("created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE POLICY "health_days_system" ON "health_days" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "health_samples_system" ON "health_samples" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "incident_updates_system" ON "incident_updates" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "incidents_system" ON "incidents" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);