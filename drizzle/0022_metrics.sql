CREATE TABLE "metric_processes" (
	"id" text PRIMARY KEY NOT NULL,
	"service" text NOT NULL,
	"started_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"flushed" bigint NOT NULL,
	"samples" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "metric_processes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "metric_totals" (
	"name" text NOT NULL,
	"labels" text NOT NULL,
	"bounds" double precision[] NOT NULL,
	"values" double precision[] NOT NULL,
	CONSTRAINT "metric_totals_name_labels_pk" PRIMARY KEY("name","labels")
);
--> statement-breakpoint
ALTER TABLE "metric_totals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "platform_facts" (
	"name" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "platform_facts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "metric_processes_system" ON "metric_processes" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "metric_totals_system" ON "metric_totals" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "platform_facts_system" ON "platform_facts" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);