-- Rows that are changed every few seconds: with room on their page a change is a heap-only one and leaves nothing for vacuum.
ALTER TABLE "metric_totals" SET (fillfactor = 50);--> statement-breakpoint
ALTER TABLE "metric_processes" SET (fillfactor = 30);
