import { desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { coupons, tenantDiscounts } from "#db/schema/billing.ts";
import { withSystem } from "#db/tenant.ts";
import { audit } from "#lib/audit/record.ts";
import { clearAttempts, countAttempt } from "#lib/auth/rate-limit.ts";
import { moneyOf } from "#lib/billing/money.ts";
import { accountOf } from "#lib/billing/plans/read-plan.ts";
import { Money } from "#lib/billing/views.ts";
import { decimal } from "#lib/catalogue/decimal.ts";
import { Conflict, Invalid, NotFound } from "#lib/errors.ts";
import { issueText, problemText } from "#lib/i18n/problem-text.ts";
import { COMMAND, type OperatorCtx } from "#lib/operators/context.ts";
import { recordDeed } from "#lib/operators/record.ts";
import { minorDigits } from "#lib/processing/costs/currency.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { addMonths, monthOf } from "#lib/usage/month.ts";

const Code = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9-]{2,39}$/, issueText("billing.code340"));

/** Exactly one of `percent_off` (per cent, "25" is a quarter off) and `amount_off`. */
export const CreateCoupon = z
  .strictObject({
    code: Code,
    percent_off: z
      .string()
      .trim()
      .regex(/^(100(\.0+)?|\d{1,2}(\.\d{1,4})?)$/, issueText("billing.perCentUp"))
      .optional(),
    amount_off: z.object({ amount: z.string().trim(), currency: z.string().trim().toUpperCase() }).optional(),
    /** Months it holds, the month of redeeming included; null: for ever. */
    months: z.number().int().min(1).max(120).nullable().default(null),
    redeem_by: z.iso.datetime({ offset: true }).nullable().default(null),
  })
  .refine(
    (coupon) => (coupon.percent_off === undefined) !== (coupon.amount_off === undefined),
    issueText("billing.eitherPercentOff"),
  );
export const CouponView = z.object({
  code: z.string(),
  percent_off: z.string().nullable(),
  amount_off: Money.nullable(),
  months: z.number().nullable(),
  redeem_by: z.string().nullable(),
  is_active: z.boolean(),
  /** Organisations that have redeemed it. */
  redeemed: z.number(),
});
export const RedeemCoupon = z.object({ code: Code });
export const DiscountView = z.object({
  code: z.string(),
  percent_off: z.string().nullable(),
  amount_off: Money.nullable(),
  /** Months, "2026-11"; the last one is included, null: for ever. */
  first_period: z.string(),
  last_period: z.string().nullable(),
});

/** An operator's new coupon. Throws `Conflict` (`coupon_exists`), `Invalid` for an amount that is none. */
export async function createCoupon(
  input: z.output<typeof CreateCoupon>,
  by: OperatorCtx = COMMAND,
): Promise<z.input<typeof CouponView>> {
  const amount = input.amount_off;
  const percent = input.percent_off === undefined ? null : decimal(input.percent_off).div(100);
  if (percent?.isZero()) throw new Invalid("percent_invalid", problemText("billing.couponTakesOff"));
  const row = await withSystem(async (tx) => {
    const [made] = await tx
      .insert(coupons)
      .values({
        code: input.code,
        percentOff: percent?.toFixed() ?? null,
        amountOffMinor: amount ? minorOf(amount) : null,
        currency: amount?.currency ?? null,
        months: input.months,
        redeemBy: input.redeem_by ? new Date(input.redeem_by) : null,
      })
      .onConflictDoNothing()
      .returning();
    if (!made)
      throw new Conflict("coupon_exists", problemText("billing.codeTakenChoose", { code: input.code }));
    await recordDeed(tx, by, "coupon.created", input);
    return made;
  });
  return presentCoupon(row);
}

export async function listCoupons(): Promise<{ items: z.input<typeof CouponView>[] }> {
  const rows = await withSystem((tx) =>
    tx
      .select({
        coupon: coupons,
        redeemed: sql<number>`(select count(*)::int from tenant_discounts d where d.code = ${coupons.code})`,
      })
      .from(coupons)
      .orderBy(desc(coupons.createdAt)),
  );
  return { items: rows.map(({ coupon, redeemed }) => presentCoupon(coupon, redeemed)) };
}

/** Ends a coupon for those who have not redeemed it; whoever has keeps it. */
export async function endCoupon(code: string, by: OperatorCtx = COMMAND): Promise<void> {
  await withSystem(async (tx) => {
    const ended = await tx
      .update(coupons)
      .set({ isActive: false })
      .where(eq(coupons.code, code.toUpperCase()))
      .returning({ code: coupons.code });
    if (ended.length === 0) throw unknownCoupon();
    await recordDeed(tx, by, "coupon.ended", { code: code.toUpperCase() });
  });
}

/**
 * Takes a coupon's terms over for this tenant, from the running month on, once.
 * Throws `NotFound` (`coupon_not_found`), `Conflict` (`coupon_expired`, `coupon_currency`, `coupon_redeemed`).
 */
export async function redeemCoupon(
  ctx: Ctx,
  { code }: z.output<typeof RedeemCoupon>,
  now = new Date(),
): Promise<z.input<typeof DiscountView>> {
  requireRole(ctx, "admin");
  const tenantId = ctx.tenant.id;
  // Codes are not to be guessed.
  const guesses = `coupon:${tenantId}`;
  await countAttempt(guesses, { attempts: 20, windowSeconds: 3600 });
  const discount = await withSystem(async (tx) => {
    const { currency } = await accountOf(tx, tenantId);
    const [coupon] = await tx.select().from(coupons).where(eq(coupons.code, code));
    if (!coupon?.isActive) throw unknownCoupon();
    if (coupon.redeemBy && coupon.redeemBy <= now)
      throw new Conflict(
        "coupon_expired",
        problemText("billing.codeCouldRedeemed", { code, until: coupon.redeemBy.toISOString().slice(0, 10) }),
      );
    if (coupon.currency && coupon.currency !== currency)
      throw new Conflict(
        "coupon_currency",
        problemText("billing.codeYourInvoices", { code, currency: coupon.currency, billed: currency }),
      );
    const firstPeriod = monthOf(now);
    const [row] = await tx
      .insert(tenantDiscounts)
      .values({
        tenantId,
        code,
        percentOff: coupon.percentOff,
        amountOffMinor: coupon.amountOffMinor,
        firstPeriod,
        lastPeriod: coupon.months === null ? null : addMonths(firstPeriod, coupon.months - 1),
      })
      .onConflictDoNothing()
      .returning();
    if (!row) throw new Conflict("coupon_redeemed", problemText("billing.codeRedeemedAlready", { code }));
    const redeemed = presentDiscount(row, currency);
    await audit(ctx, tx, "coupon.redeemed", { type: "coupon", id: code }, {}, { after: { ...redeemed } });
    return redeemed;
  });
  await clearAttempts(guesses);
  return discount;
}

/** What the tenant has redeemed, the newest first. */
export async function listDiscounts(ctx: Ctx): Promise<{ items: z.input<typeof DiscountView>[] }> {
  requireRole(ctx, "admin");
  return ctx.transaction(async (tx) => {
    const { currency } = await accountOf(tx, ctx.tenant.id);
    const rows = await tx
      .select()
      .from(tenantDiscounts)
      .where(eq(tenantDiscounts.tenantId, ctx.tenant.id))
      .orderBy(desc(tenantDiscounts.createdAt));
    return { items: rows.map((row) => presentDiscount(row, currency)) };
  });
}

const unknownCoupon = () => new NotFound("coupon_not_found", problemText("billing.codeCheckLetter"));

function minorOf({ amount, currency }: { amount: string; currency: string }): number {
  const digits = minorDigits(currency);
  const minor = /^\d{1,12}(\.\d+)?$/.test(amount) ? decimal(amount).shiftedBy(digits) : null;
  if (!minor?.isInteger() || minor.isZero())
    throw new Invalid("amount_invalid", problemText("billing.amountMostDecimals", { currency, digits }));
  return minor.toNumber();
}

const percentText = (share: string | null) => (share === null ? null : decimal(share).times(100).toFixed());

function presentCoupon(row: typeof coupons.$inferSelect, redeemed = 0): z.input<typeof CouponView> {
  return {
    code: row.code,
    percent_off: percentText(row.percentOff),
    amount_off:
      row.amountOffMinor !== null && row.currency ? moneyOf(row.amountOffMinor, row.currency) : null,
    months: row.months,
    redeem_by: row.redeemBy?.toISOString() ?? null,
    is_active: row.isActive,
    redeemed,
  };
}

function presentDiscount(
  row: typeof tenantDiscounts.$inferSelect,
  currency: string,
): z.input<typeof DiscountView> {
  return {
    code: row.code,
    percent_off: percentText(row.percentOff),
    amount_off: row.amountOffMinor === null ? null : moneyOf(row.amountOffMinor, currency),
    first_period: row.firstPeriod.slice(0, 7),
    last_period: row.lastPeriod?.slice(0, 7) ?? null,
  };
}
