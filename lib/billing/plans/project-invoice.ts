import { and, asc, eq, gte, isNull, lte, or, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { billingAccounts, tenantDiscounts } from "#db/schema/billing.ts";
import { GIB } from "#db/schema/tenants.ts";
import { moneyOf, shareInMinor } from "#lib/billing/money.ts";
import { baseLines } from "#lib/billing/plans/base-lines.ts";
import { offeredPlans } from "#lib/billing/plans/offered-version.ts";
import { planHistory } from "#lib/billing/plans/plan-history.ts";
import { Money } from "#lib/billing/views.ts";
import { decimal } from "#lib/catalogue/decimal.ts";
import { minorDigits } from "#lib/processing/costs/currency.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { readCurrentUsage } from "#lib/usage/current-usage.ts";
import { addMonths, endOfMonth, type Month, monthOf, startOfMonth } from "#lib/usage/month.ts";

export const ProjectedInvoice = z.object({
  base_price: Money,
  usage_charges: Money,
  /** What of it is whose; they add up. */
  usage_by_metric: z.object({
    files: Money,
    storage: Money,
    api_calls: Money,
    archive: Money,
    restores: Money,
  }),
  discount: Money,
  tax_amount: Money,
  total_amount: Money,
});

/**
 * What the running month's invoice becomes if files and calls go on as they went so far, what is stored and archived stays, nothing
 * further is restored, and the plan is kept. By the invoice's own rules and roundings; adjustments of earlier months and carried credit are left out.
 */
export async function projectInvoice(ctx: Ctx, now = new Date()): Promise<z.input<typeof ProjectedInvoice>> {
  requireRole(ctx, "admin");
  const month = monthOf(now);
  const { plan: planId, currency, usage } = await readCurrentUsage(ctx, now);
  return ctx.transaction(async (tx) => {
    const plans = await offeredPlans(tx, { currency, on: now });
    const plan = plans.find(({ id }) => id === planId);
    if (!plan) throw new Error(`The plan ${planId} has no prices in ${currency}`);
    const digits = minorDigits(currency);
    const history = await planHistory(tx, ctx.tenant.id, now);
    const base = sum(
      baseLines(history, new Map(plans.map((p) => [p.id, p])), month).map(({ amountMinor }) => amountMinor),
    );
    const whole = endOfMonth(month).getTime() - startOfMonth(month).getTime();
    const kept = async (of: "storage" | "archive", limit: number, price: string) => {
      const byteMs = decimal(await byteMilliseconds(tx, ctx.tenant.id, of, month)).minus(
        decimal(limit).times(whole),
      );
      return byteMs.isPositive()
        ? shareInMinor(price, digits, byteMs.toFixed(), decimal(GIB).times(whole).toFixed())
        : 0;
    };
    const charges = {
      files: shareInMinor(plan.costPerExtraFile, digits, over(usage.files), 1),
      api_calls: shareInMinor(plan.costPer1kApiCalls, digits, over(usage.api_calls), 1000),
      storage: await kept("storage", plan.storageLimit, plan.costPerGbStorage),
      archive: await kept("archive", plan.archiveLimit, plan.costPerGbArchive),
      restores: shareInMinor(plan.costPerGbRestore, digits, usage.restores.used, GIB),
    };
    const usageCharges = sum(Object.values(charges));
    const discount = await discountOf(tx, ctx.tenant.id, month, base + usageCharges);
    const subtotal = base + usageCharges - discount;
    const tax = shareInMinor(await taxRate(tx, ctx.tenant.id), 0, subtotal, 1);
    return {
      base_price: moneyOf(base, currency),
      usage_charges: moneyOf(usageCharges, currency),
      usage_by_metric: {
        files: moneyOf(charges.files, currency),
        storage: moneyOf(charges.storage, currency),
        api_calls: moneyOf(charges.api_calls, currency),
        archive: moneyOf(charges.archive, currency),
        restores: moneyOf(charges.restores, currency),
      },
      discount: moneyOf(discount, currency),
      tax_amount: moneyOf(tax, currency),
      total_amount: moneyOf(subtotal + tax, currency),
    };
  });
}

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
const over = ({ projected, limit }: { projected: number; limit: number }) => Math.max(0, projected - limit);

/** Bytes times milliseconds of the whole month, if nothing comes or goes any more; as `measured` of the invoice. */
async function byteMilliseconds(
  tx: Transaction,
  tenantId: string,
  of: "storage" | "archive",
  month: Month,
): Promise<string> {
  const column = (what: "used" | "delta" | "weighted") => sql.identifier(`${of}_${what}`);
  const next = addMonths(month, 1);
  const [row] = await tx.execute<{ byte_ms: string }>(sql`
    select (coalesce((select ${column("used")} from usage_metrics where tenant_id = ${tenantId} and metric_date < ${month}::date
        order by metric_date desc limit 1), 0)::numeric * (${next}::date - ${month}::date) * 86400000
      + coalesce((select sum(${column("weighted")} + ${column("delta")}::numeric * ((${next}::date - metric_date - 1) * 86400000::numeric))
        from usage_metrics where tenant_id = ${tenantId} and metric_date >= ${month}::date and metric_date < ${next}::date), 0))::text as byte_ms`);
  return row?.byte_ms ?? "0";
}

/** Each discount of the month on what the ones before it left, as on the invoice. */
async function discountOf(tx: Transaction, tenantId: string, month: Month, amount: number): Promise<number> {
  const discounts = await tx
    .select()
    .from(tenantDiscounts)
    .where(
      and(
        eq(tenantDiscounts.tenantId, tenantId),
        lte(tenantDiscounts.firstPeriod, month),
        or(isNull(tenantDiscounts.lastPeriod), gte(tenantDiscounts.lastPeriod, month)),
      ),
    )
    .orderBy(asc(tenantDiscounts.createdAt), asc(tenantDiscounts.id));
  let left = amount;
  for (const { percentOff, amountOffMinor } of discounts)
    left -= Math.min(left, percentOff ? shareInMinor(percentOff, 0, left, 1) : (amountOffMinor ?? 0));
  return amount - left;
}

async function taxRate(tx: Transaction, tenantId: string): Promise<string> {
  const [account] = await tx
    .select({ taxRate: billingAccounts.taxRate, reverseCharge: billingAccounts.reverseCharge })
    .from(billingAccounts)
    .where(eq(billingAccounts.tenantId, tenantId));
  if (!account) throw new Error(`Tenant ${tenantId} has no billing account`);
  return account.reverseCharge ? "0" : account.taxRate;
}
