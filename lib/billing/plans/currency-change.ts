import { and, eq, gt, ne, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { billingAccounts, PLAN_IDS } from "#db/schema/billing.ts";
import { invoices } from "#db/schema/invoices.ts";
import { carriedCredit } from "#lib/billing/sql/carried-credit.ts";
import { config } from "#lib/config/index.ts";
import { Conflict } from "#lib/errors.ts";
import { COMMAND, type OperatorCtx } from "#lib/operators/context.ts";
import { recordForTenant } from "#lib/operators/record.ts";
import { minorDigits, minorToDecimal } from "#lib/processing/costs/currency.ts";
import { offeredPlans } from "./offered-version.ts";

/**
 * Makes an account ready to go over to a currency, in a system transaction: discounts of an amount end with what is
 * invoiced, since they are of the present currency. Throws `Conflict` where it cannot go over: `currency_not_offered`
 * while a plan has no prices in it, `currency_in_use` while late usage or credit can still correct an invoice in the
 * present one, `credit_carried` while credit in it waits for the next invoice, since no rate would turn it over. Free
 * months that came to nothing do not hold it; what comes late for them is not billed after the change.
 */
export async function prepareCurrencyChange(
  tx: Transaction,
  {
    tenantId,
    currency,
    now,
    by = COMMAND,
  }: { tenantId: string; currency: string; now: Date; by?: OperatorCtx },
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
  await refuseCarriedCredit(tx, tenantId, account.currency);
  await endAmountDiscounts(tx, tenantId, by);
}

async function refuseCarriedCredit(tx: Transaction, tenantId: string, currency: string): Promise<void> {
  const [row] = await tx.execute<{ credit: string | null }>(
    carriedCredit(sql`${tenantId}::uuid`, sql`${currency}`),
  );
  const credit = Number(row?.credit ?? 0);
  if (credit > 0)
    throw new Conflict(
      "credit_carried",
      `${minorToDecimal(credit, minorDigits(currency))} ${currency} of credit is carried to the organisation's next invoice and would be lost. Change the currency when an invoice has used it up.`,
    );
}

async function endAmountDiscounts(tx: Transaction, tenantId: string, by: OperatorCtx): Promise<void> {
  const ended = await tx.execute<{ code: string }>(sql`
    with billed as (
      select coalesce(max(billing_period_start), '-infinity') as last from invoices
      where tenant_id = ${tenantId} and reason = 'period' and status <> 'draft'),
    open as (
      select d.id, d.first_period > billed.last as unused, billed.last from tenant_discounts d cross join billed
      where d.tenant_id = ${tenantId} and d.amount_off_minor is not null
        and coalesce(d.last_period, 'infinity') > billed.last),
    gone as (delete from tenant_discounts d using open o where d.tenant_id = ${tenantId} and d.id = o.id and o.unused returning d.code),
    cut as (
      update tenant_discounts d set last_period = o.last from open o
      where d.tenant_id = ${tenantId} and d.id = o.id and not o.unused returning d.code)
    select code from gone union all select code from cut`);
  for (const { code } of ended)
    await recordForTenant(
      tx,
      by,
      tenantId,
      "discount.ended",
      { type: "coupon", id: code },
      { reason: "currency changed" },
    );
}

/** The day after the run over the last month that may correct an invoice. */
function settledOn() {
  const graceDays = config().billing.usageGraceDays;
  return sql`(date_trunc('month', ${invoices.billingPeriodEnd} + 1 + ${graceDays}::integer) + interval '1 month 1 day')::date`;
}
