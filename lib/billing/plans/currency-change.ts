import { and, eq, gt, ne, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { billingAccounts, invoices, PLAN_IDS } from "#db/schema/billing.ts";
import { config } from "#lib/config/index.ts";
import { Conflict } from "#lib/errors.ts";
import { offeredPlans } from "./offered-version.ts";

/**
 * Throws `Conflict` where an account cannot go over to a currency: `currency_not_offered` while a plan has no prices in
 * it, `currency_in_use` while late usage or credit can still correct an invoice in the present one. Free months that
 * came to nothing do not hold it; what comes late for them is not billed after the change.
 */
export async function checkCurrencyChange(
  tx: Transaction,
  { tenantId, currency, now }: { tenantId: string; currency: string; now: Date },
): Promise<void> {
  if ((await offeredPlans(tx, { currency, on: now })).length < PLAN_IDS.length)
    throw new Conflict(
      "currency_not_offered",
      `Not every plan has prices in ${currency} this month. Add versions under /api/admin/plans first.`,
    );
  const [account] = await tx
    .select({ currency: billingAccounts.currency })
    .from(billingAccounts)
    .where(eq(billingAccounts.tenantId, tenantId))
    .for("update");
  if (!account || account.currency === currency) return;
  const [last] = await tx
    .select({ number: invoices.number, settled: settledOn().mapWith(String) })
    .from(invoices)
    .where(
      and(
        eq(invoices.tenantId, tenantId),
        eq(invoices.reason, "period"),
        ne(invoices.status, "draft"),
        eq(invoices.currency, account.currency),
        gt(settledOn(), sql`${now.toISOString()}::timestamptz at time zone 'UTC'`),
        sql`(${invoices.planId} <> 'free' or ${invoices.usageMinor} <> 0 or ${invoices.baseMinor} <> 0)`,
      ),
    )
    .orderBy(sql`${invoices.billingPeriodEnd} desc`)
    .limit(1);
  if (last)
    throw new Conflict(
      "currency_in_use",
      `Invoice ${last.number} in ${account.currency} may still be corrected by usage that arrives late. Change the currency from ${last.settled} on.`,
    );
}

/** The day after the run over the last month that may correct an invoice. */
function settledOn() {
  const graceDays = config().billing.usageGraceDays;
  return sql`(date_trunc('month', ${invoices.billingPeriodEnd} + 1 + ${graceDays}::integer) + interval '1 month 1 day')::date`;
}
