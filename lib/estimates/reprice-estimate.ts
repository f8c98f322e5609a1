import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import type { ChosenTerms, costEstimates } from "#db/schema/estimates.ts";
import { audit } from "#lib/audit/record.ts";
import { BUILT_IN } from "#lib/price-books/effective-book.ts";
import { estimateCosts } from "#lib/processing/costs/estimate-costs.ts";
import { HourlyRate } from "#lib/processing/materials/manual-input.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { completeEstimate } from "./complete-estimate.ts";
import { lockEstimate } from "./lock-estimate.ts";
import { lockIdleFile } from "./lock-idle-file.ts";
import { findEstimate, linesOf, measuredModelOf } from "./measured-model.ts";
import { presentDetail } from "./read-estimate.ts";
import { refuseImpossible } from "./refuse-impossible.ts";
import { remeasure } from "./remeasure.ts";
import { storeCosts, storePrices } from "./store-costs.ts";
import { termsFor } from "./terms.ts";
import type { EstimateDetail } from "./views.ts";

/** What is left out stays; null goes back to the organisation's setting. */
export const RepriceEstimate = z.strictObject({
  /** A version's id, or `default` for the built-in book. */
  price_book_id: z.union([z.literal(BUILT_IN), z.uuid()]).optional(),
  location: z.string().trim().min(1).max(120).nullable().optional(),
  labor_rate: HourlyRate.nullable().optional(),
  equipment_rate: HourlyRate.nullable().optional(),
});

/**
 * Prices and counts an estimate again, on another price book version, place or rates. Its quantities stay, unless the
 * version changes: then they are measured anew with the version's entries, names and densities (`remeasure`). Throws `NotFound` for an unknown estimate or version, `Conflict` while its file is processed,
 * `Invalid` (`quantities_impossible`) for amounts that cannot be counted.
 */
export async function repriceEstimate(
  ctx: Ctx,
  id: string,
  change: z.output<typeof RepriceEstimate>,
): Promise<z.input<typeof EstimateDetail>> {
  requireRole(ctx, "editor");
  return refuseImpossible(() => ctx.transaction((tx) => repriceIn(ctx, tx, id, change)));
}

async function repriceIn(ctx: Ctx, tx: Transaction, id: string, change: z.output<typeof RepriceEstimate>) {
  const tenantId = ctx.tenant.id;
  const before = await lockWithFile(tx, tenantId, id);
  const { fileId, name, description, input, floorAreaM2, storeys } = before;
  const chosen = changed(before.chosen, change);
  const present = before.priceBookId ?? BUILT_IN;
  const terms = await termsFor(tx, tenantId, chosen, change.price_book_id ?? present);
  const staysMeasured = (change.price_book_id ?? present) === present;
  const model = staysMeasured
    ? measuredModelOf(before, await linesOf(tx, tenantId, id))
    : await remeasure(tx, tenantId, before, terms.book);
  await (staysMeasured ? storePrices : storeCosts)(ctx, tx, {
    estimateId: id,
    head: { fileId, name, description, input, floorAreaM2, storeys, chosen },
    model,
    costs: estimateCosts(model, terms.book.catalogue, terms.book.prices, terms.options),
    terms,
  });
  const after = await completeEstimate(tx, tenantId, id, model);
  await audit(
    ctx,
    tx,
    "estimate.repriced",
    { type: "estimate", id },
    {},
    { before: termsOf(before), after: termsOf(after) },
  );
  return presentDetail(tx, after, false);
}

const termsOf = (estimate: typeof costEstimates.$inferSelect) => ({
  price_book_version: estimate.priceBookVersion,
  location: estimate.location,
  labor_rate: estimate.laborRate,
  equipment_rate: estimate.equipmentRate,
});

/** The estimate and the file it is of, held until the transaction ends; two recalculations follow each other. */
async function lockWithFile(tx: Transaction, tenantId: string, id: string) {
  const { fileId } = await findEstimate(tx, tenantId, id);
  if (fileId) await lockIdleFile(tx, tenantId, fileId);
  return lockEstimate(tx, tenantId, id);
}

function changed(before: ChosenTerms, change: z.output<typeof RepriceEstimate>): ChosenTerms {
  const pick = <T>(given: T | null | undefined, kept: T | undefined) =>
    given === undefined ? kept : (given ?? undefined);
  const location = pick(change.location, before.location);
  const laborRate = pick(change.labor_rate, before.laborRate);
  const equipmentRate = pick(change.equipment_rate, before.equipmentRate);
  return {
    ...(location === undefined ? {} : { location }),
    ...(laborRate === undefined ? {} : { laborRate }),
    ...(equipmentRate === undefined ? {} : { equipmentRate }),
  };
}
