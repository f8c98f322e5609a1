CREATE TABLE "error_marks" (
	"fingerprint" text PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"marked_by" text NOT NULL,
	"marked_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "error_marks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "error_marks" ADD CONSTRAINT "error_marks_fingerprint_error_groups_fingerprint_fk" FOREIGN KEY ("fingerprint") REFERENCES "public"."error_groups"("fingerprint") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "error_marks_system" ON "error_marks" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);