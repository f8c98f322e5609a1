import type postgres from "postgres";
import { PLAN_NAMES } from "#lib/billing/plan-names.ts";
import type { PlanId } from "../schema/billing.ts";
import { GIB } from "../schema/tenants.ts";

/** Plans as published on the pricing page. Money in USD as decimal strings; limits are per calendar month. */
export const PLANS = [
  {
    id: "free",
    name: PLAN_NAMES.free,
    monthly_price: "0",
    file_processing_limit: 100,
    storage_limit: 10 * GIB,
    archive_limit: 10 * GIB,
    api_calls_limit: 10_000,
    cost_per_extra_file: "0.50",
    cost_per_gb_storage: "10.00",
    cost_per_1k_api_calls: "0.10",
    cost_per_gb_archive: "0.01",
    cost_per_gb_restore: "0",
    seat_limit: 5,
    cap_factor: 1,
  },
  {
    id: "pro",
    name: PLAN_NAMES.pro,
    monthly_price: "99",
    file_processing_limit: 1_000,
    storage_limit: 100 * GIB,
    archive_limit: 1024 * GIB,
    api_calls_limit: 100_000,
    cost_per_extra_file: "0.50",
    cost_per_gb_storage: "10.00",
    cost_per_1k_api_calls: "0.10",
    cost_per_gb_archive: "0.01",
    cost_per_gb_restore: "0.02",
    seat_limit: 50,
    cap_factor: 10,
  },
  {
    id: "enterprise",
    name: PLAN_NAMES.enterprise,
    monthly_price: "999",
    file_processing_limit: 10_000,
    storage_limit: 1024 * GIB,
    archive_limit: 10 * 1024 * GIB,
    api_calls_limit: 1_000_000,
    cost_per_extra_file: "0.25",
    cost_per_gb_storage: "5.00",
    cost_per_1k_api_calls: "0.05",
    cost_per_gb_archive: "0.01",
    cost_per_gb_restore: "0.02",
    seat_limit: null,
    cap_factor: 10,
  },
] as const satisfies { id: PlanId; [column: string]: unknown }[];

/** The first version of the plans; operators add later ones, and a published one is never rewritten. */
const FIRST_VERSION = "2020-01-01";

export async function upsertPlans(sql: postgres.Sql | postgres.TransactionSql): Promise<void> {
  for (const plan of PLANS) {
    const first = { ...plan, currency: "USD", valid_from: FIRST_VERSION };
    await sql`insert into billing_plans ${sql(first)} on conflict do nothing`;
  }
}
