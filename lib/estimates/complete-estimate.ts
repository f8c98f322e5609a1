import type { Transaction } from "#db/client.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { BUILT_IN, effectiveBook } from "#lib/price-books/effective-book.ts";
import { calculateCarbon } from "#lib/processing/carbon/calculate-carbon.ts";
import { minorToDecimal } from "#lib/processing/costs/currency.ts";
import type { MeasuredModel } from "#lib/processing/materials/types.ts";
import { recordUsage } from "#lib/usage/record.ts";
import { type EstimateRow, findEstimate, linesOf, measuredModelOf } from "./measured-model.ts";
import { storeCarbon } from "./store-carbon.ts";

/**
 * Counts the carbon of a priced estimate with the factors of the version it was priced with, meters it (an estimate
 * counts once, however often it is calculated) and announces it. All in the caller's transaction. `model`: its bill, where
 * the caller has it at hand.
 */
export async function completeEstimate(
  tx: Transaction,
  tenantId: string,
  estimateId: string,
  model?: MeasuredModel,
): Promise<EstimateRow> {
  const priced = await findEstimate(tx, tenantId, estimateId);
  const { catalogue } = await effectiveBook(tx, tenantId, priced.priceBookId ?? BUILT_IN);
  const account = calculateCarbon(
    model ?? measuredModelOf(priced, await linesOf(tx, tenantId, estimateId)),
    catalogue,
  );
  const estimate = await storeCarbon(tx, { tenantId, estimateId }, account);
  await recordUsage(tx, {
    tenantId,
    key: `estimate:${estimateId}`,
    kind: "estimate",
    quantity: "1",
    detail: {
      estimate_id: estimateId,
      currency: estimate.currency,
      cost: minorToDecimal(estimate.likelyMinor, estimate.minorDigits),
      a1_a3_kg: String(account.totals.a1a3G / 1000),
    },
  });
  await emit(tx, { name: "estimate/saved", data: { tenant_id: tenantId, estimate_id: estimateId } });
  return estimate;
}
