ALTER TABLE "projects" DROP CONSTRAINT "projects_name_key";--> statement-breakpoint
CREATE UNIQUE INDEX "projects_name_key" ON "projects" USING btree ("tenant_id","name") WHERE not is_restricted;