ALTER TABLE "cost_estimate_lines" ADD COLUMN "unweighed" jsonb;--> statement-breakpoint
ALTER TABLE "materials" ADD COLUMN "unweighed_elements" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "elements" ADD COLUMN "is_external" boolean;--> statement-breakpoint
ALTER TABLE "elements" ADD COLUMN "load_bearing" boolean;