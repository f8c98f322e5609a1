import type { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { decimal, round } from "#lib/catalogue/decimal.ts";
import { activeLocale } from "#lib/i18n/active-locale.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { minorToDecimal } from "#lib/processing/costs/currency.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { type Bill, findBill } from "../find-bill.ts";
import { amountOf } from "../item-amount.ts";
import { returnsOf, standingOf } from "../returns/list-returns.ts";
import { type ReturnRow, rateFor } from "../returns/present-return.ts";
import type { ReturnedRow } from "../returns/types.ts";
import { type TenderItem, tenderItems } from "../tender-items.ts";
import { judge, LEAST_BIDDERS, LEAST_SHARE, MAD_FACTOR } from "./outliers.ts";
import type { ComparisonView } from "./views.ts";

export type Comparison = z.input<typeof ComparisonView>;

/** Bidders' newest bills side by side, item by item, beside the estimate. Throws `NotFound`. */
export async function compareReturns(ctx: Ctx, estimateId: string): Promise<Comparison> {
  requireRole(ctx, "viewer");
  return ctx.transaction(async (tx) => {
    const bill = await findBill(tx, ctx.tenant.id, estimateId);
    return compare(bill, await standing(tx, bill), activeLocale());
  });
}

export const standing = async (tx: Transaction, { estimate }: Bill): Promise<ReturnRow[]> =>
  standingOf(await returnsOf(tx, estimate.tenantId, estimate.id));

/** All amounts are the bill's quantities at the bidder's prices, so that all bidders stand on the same. */
export function compare(bill: Bill, returns: readonly ReturnRow[], locale: Locale): Comparison {
  const { currency, minorDigits } = bill.estimate;
  const money = (minor: number) => minorToDecimal(minor, minorDigits);
  const bidders = returns.map((row) => ({
    row,
    isOther: row.currency !== currency,
    prices: new Map(row.rows.map((one) => [one.itemId, one])),
    total: 0,
    missing: 0,
    outliers: 0,
  }));
  const own = { total: 0, missing: 0 };
  const items = tenderItems(bill).map((item) => {
    const returned = bidders.map(({ prices }) => prices.get(item.itemId));
    const rates = bidders.map(({ isOther }, at) => (isOther ? null : rateFor(item, returned[at])));
    const judged = judge(rates);
    if (item.counts) {
      own.total += item.amount ?? 0;
      if (item.amount === null) own.missing += 1;
    }
    const prices = rates.map((rate, at) => {
      const bidder = bidders[at];
      const amount = rate === null ? null : amountOf(item.quantity, rate, minorDigits);
      // What everybody has from the bill is neither low nor far.
      const isFixed = item.kind === "provisional";
      const outlier = !isFixed && (judged.outlier[at] ?? false);
      if (bidder) {
        if (outlier) bidder.outliers += 1;
        if (item.counts && amount === null) bidder.missing += 1;
        if (item.counts) bidder.total += amount ?? 0;
      }
      return {
        rate,
        amount: amount === null ? null : money(amount),
        lowest: !isFixed && (judged.lowest[at] ?? false),
        outlier,
        changed: rate !== null && !isFixed && hasChanged(item, returned[at]),
      };
    });
    return {
      item_id: item.itemId,
      kind: item.kind,
      section: item.section,
      description: item.description(locale),
      quantity: item.quantity,
      unit: item.unit,
      counts: item.counts,
      own: { rate: item.rate, amount: item.amount === null ? null : money(item.amount) },
      median: judged.median && round(judged.median, 8),
      prices,
    };
  });
  const complete = bidders.filter(({ missing }) => missing === 0).map(({ total }) => total);
  const least = Math.min(...complete);
  return {
    estimate_id: bill.estimate.id,
    currency,
    rule: { least_bidders: LEAST_BIDDERS, mad_factor: MAD_FACTOR, least_share: LEAST_SHARE },
    bidders: bidders.map(({ row, isOther, total, missing, outliers }) => ({
      return_id: row.id,
      bidder: row.bidder,
      version: row.version,
      total: money(total),
      missing,
      outliers,
      differences: row.differences.length,
      lowest: missing === 0 && total === least,
      other_currency: isOther,
    })),
    own: { total: money(own.total), missing: own.missing, net: money(bill.summary.net) },
    items,
  };
}

const hasChanged = (item: TenderItem, row: ReturnedRow | undefined): boolean =>
  row !== undefined && !decimal(row.quantity).isEqualTo(item.quantity);
