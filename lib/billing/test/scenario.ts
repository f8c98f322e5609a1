import { sql } from "drizzle-orm";
import type { PlanId } from "#db/schema/billing.ts";
import { GIB } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { textArray } from "#db/text-array.ts";

/** A tenant's history as tests write it down: plans, usage, terms. */
export interface Scenario {
  /** Plans by the time they start. */
  plans: [at: string, plan: PlanId, trialEndsAt?: string][];
  usage?: Usage[];
  account?: { currency?: string; taxRate?: string; reverseCharge?: boolean; taxId?: string };
  discounts?: { percent?: string; minor?: number; first: string; last?: string }[];
}

/** What happened, how much of it, and when; storage in bytes. */
export type Usage = [
  kind: "file_processed" | "api_call" | "storage_delta" | "archive_delta" | "restore",
  quantity: number | string,
  at: string,
];

/** Gigabytes of 2^30 bytes, as bytes. */
export const gib = (n: number) => n * GIB;

/** A tenant with that history, recorded as a program would. */
export async function makeScenario(scenario: Scenario): Promise<string> {
  const [first] = scenario.plans;
  const { id } = await makeTenant({ plan: first?.[1] ?? "free" });
  const { currency = "USD", taxRate = "0.10", reverseCharge = false, taxId = null } = scenario.account ?? {};
  await withSystem(async (tx) => {
    await tx.execute(sql`update billing_accounts set currency = ${currency}, tax_rate = ${taxRate}::numeric,
      reverse_charge = ${reverseCharge}, tax_id = ${taxId} where tenant_id = ${id}`);
    await tx.execute(sql`delete from plan_changes where tenant_id = ${id}`);
    for (const [at, plan, trial] of scenario.plans) {
      await tx.execute(sql`insert into plan_changes (tenant_id, effective_at, plan_id, trial_ends_at, requested_by)
        values (${id}, ${instant(at)}::timestamptz, ${plan}, ${trial ? instant(trial) : null}::timestamptz, 'test')`);
    }
    for (const [i, d] of (scenario.discounts ?? []).entries()) {
      await tx.execute(sql`insert into tenant_discounts (tenant_id, code, percent_off, amount_off_minor, first_period, last_period, created_at)
        values (${id}, ${`CODE${i + 1}`}, ${d.percent ?? null}::numeric, ${d.minor ?? null}::bigint, ${`${d.first}-01`}::date,
          ${d.last ? `${d.last}-01` : null}::date, now() + ${i}::integer * interval '1 second')`);
    }
  });
  await recordAll(id, scenario.usage ?? []);
  return id;
}

let serial = 0;

/** Records usage as the platform does, one key per thing that happened. */
export async function recordAll(tenantId: string, usage: Usage[]): Promise<void> {
  if (usage.length === 0) return;
  await withSystem((tx) =>
    tx.execute(sql`select from record_usage(${tenantId}::uuid, 'platform',
      ${textArray(usage.map(() => `test:${serial++}`))}::text::text[], ${textArray(usage.map(([kind]) => kind))}::text::text[],
      ${textArray(usage.map(([, quantity]) => String(quantity)))}::text::numeric[], ${textArray(usage.map(() => "{}"))}::text::jsonb[],
      ${textArray(usage.map(([, , at]) => instant(at)))}::text::timestamptz[])`),
  );
}

/** "2026-10-15" is its first instant, "2026-10-15 12:00" that minute; UTC. */
function instant(at: string): string {
  return at.length === 10 ? `${at} 00:00:00Z` : `${at}Z`;
}
