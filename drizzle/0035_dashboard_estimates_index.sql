-- The dashboard's trends read these columns of every estimate of a period: with them in the index, no row of the table is
-- fetched. By hand, as drizzle-kit knows no INCLUDE.
CREATE INDEX "cost_estimates_trend_idx" ON "cost_estimates" USING btree ("tenant_id","created_at") INCLUDE ("project_id","status","floor_area_m2","currency","likely_minor","minor_digits","a1_a3_g","a4_g","a5_g");
