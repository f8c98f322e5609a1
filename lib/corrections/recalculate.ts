import type { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { reclassifyFile } from "#lib/estimates/classify-file.ts";
import { completeEstimate } from "#lib/estimates/complete-estimate.ts";
import { type EstimateRow, estimateOfFile } from "#lib/estimates/measured-model.ts";
import { carbonOf, costOf } from "#lib/estimates/present-estimate.ts";
import { priceFile } from "#lib/estimates/price-file.ts";
import { storeCosts } from "#lib/estimates/store-costs.ts";
import { BUILT_IN, effectiveBook } from "#lib/price-books/effective-book.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { applyCorrections } from "./apply-corrections.ts";
import type { CorrectionsChanged } from "./views.ts";

/**
 * After a change of corrections: the elements as they are to be, and the file's estimate calculated again on the price book
 * version it had; an approved one is a draft again. All in the caller's transaction, which holds the file. A file without an
 * estimate gets none here: its run makes it.
 */
export async function recalculate(
  ctx: Ctx,
  tx: Transaction,
  fileId: string,
): Promise<z.input<typeof CorrectionsChanged>["estimate"]> {
  const tenantId = ctx.tenant.id;
  await applyCorrections(tx, { tenantId, fileId });
  const before = await estimateOfFile(tx, tenantId, fileId);
  if (!before) return null;
  const book = await effectiveBook(tx, tenantId, before.priceBookId ?? BUILT_IN);
  await reclassifyFile(tx, { tenantId, fileId }, book);
  const id = await storeCosts(ctx, tx, await priceFile(tx, tenantId, fileId, book.id ?? BUILT_IN));
  const after = await completeEstimate(tx, tenantId, id);
  return { id, before: totalsOf(before), after: totalsOf(after) };
}

const totalsOf = (estimate: EstimateRow) => ({ cost: costOf(estimate), carbon: carbonOf(estimate) });
