DROP INDEX "data_exports_open_key";--> statement-breakpoint
ALTER TABLE "data_exports" ALTER COLUMN "status" SET DEFAULT 'running';--> statement-breakpoint
ALTER TABLE "data_exports" ADD COLUMN "progress" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "data_exports_open_key" ON "data_exports" USING btree ("tenant_id") WHERE status = 'running';--> statement-breakpoint
ALTER TABLE "data_exports" DROP COLUMN "scope";