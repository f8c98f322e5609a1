CREATE TABLE "deleted_files" (
	"organisation_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"deleted_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "deleted_files_organisation_id_file_id_pk" PRIMARY KEY("organisation_id","file_id")
);
--> statement-breakpoint
ALTER TABLE "deleted_files" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "archived_logs_leaving_idx" ON "archived_logs" USING btree ("day") WHERE kind = 'audit' and removed_at is null;--> statement-breakpoint
CREATE POLICY "deleted_files_system" ON "deleted_files" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);--> statement-breakpoint
-- Handwritten from here: what Drizzle cannot express.
DO $$ BEGIN
  EXECUTE format('CREATE POLICY "deleted_files_owner" ON "deleted_files" AS PERMISSIVE FOR ALL TO %I USING (true) WITH CHECK (true)', current_user);
END $$;--> statement-breakpoint
-- Whoever deletes a file, by itself or with its organisation, and whatever becomes of the log's entry about it.
CREATE FUNCTION note_deleted_files() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO public.deleted_files (organisation_id, file_id) SELECT tenant_id, id FROM gone
    ON CONFLICT (organisation_id, file_id) DO UPDATE SET deleted_at = excluded.deleted_at;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER note_deleted AFTER DELETE ON files REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION note_deleted_files();--> statement-breakpoint
-- What the log still tells of deletions before.
INSERT INTO "deleted_files" (organisation_id, file_id, deleted_at)
  SELECT tenant_id, target_id::uuid, max(created_at) FROM "audit_logs"
  WHERE action IN ('file.deleted', 'upload.aborted', 'upload.expired', 'upload.refused', 'upload.discarded')
    AND target_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
  GROUP BY 1, 2;
