import type { Transaction } from "#db/client.ts";
import { materialsOf } from "#lib/estimates/classify-file.ts";
import { elementsOf } from "#lib/estimates/file-elements.ts";
import { type EstimateRow, linesOf, measuredModelOf } from "#lib/estimates/measured-model.ts";
import type { SharedEstimate, SharedLine } from "#lib/estimates/share-by-element.ts";
import { BUILT_IN, effectiveBook } from "#lib/price-books/effective-book.ts";
import { calculateCarbon } from "#lib/processing/carbon/calculate-carbon.ts";
import { estimateCosts } from "#lib/processing/costs/estimate-costs.ts";
import { measureBatches } from "#lib/processing/materials/measure-model.ts";

/** An estimate as it would be at another one's terms; nothing of it is stored. */
export interface AtTerms {
  estimate: SharedEstimate;
  lines: SharedLine[];
  likelyMinor: number;
  a1a3G: number;
}

/**
 * A file's estimate at the terms of another one: its price book version, place and rates, and its factors. Where both
 * stand at the same version the bill is the estimate's own; else it is measured by the version's catalogue, what the
 * file's materials were taken for staying as it is.
 */
export async function priceAtTerms(
  tx: Transaction,
  tenantId: string,
  estimate: EstimateRow,
  terms: EstimateRow,
): Promise<AtTerms> {
  const { catalogue, prices } = await effectiveBook(tx, tenantId, terms.priceBookId ?? BUILT_IN);
  const model =
    isSameBook(estimate, terms) || estimate.fileId === null
      ? measuredModelOf(estimate, await linesOf(tx, tenantId, estimate.id))
      : await measureBatches(
          elementsOf(tx, tenantId, estimate.fileId)(),
          await materialsOf(tx, tenantId, estimate.fileId),
          catalogue,
        );
  const costs = estimateCosts(model, catalogue, prices, {
    location: terms.locationMatch,
    laborRate: terms.laborRate,
    equipmentRate: terms.equipmentRate,
  });
  const account = calculateCarbon(model, catalogue);
  const priced = new Map(costs.lines.map((line) => [line.key, line]));
  const counted = new Map(account.lines.map((line) => [line.key, line]));
  return {
    estimate: { fileId: estimate.fileId, priceBookId: terms.priceBookId },
    lines: model.lines.map(({ key, elementIds }): SharedLine => {
      const cost = priced.get(key);
      const carbon = counted.get(key);
      return {
        key,
        elements: elementIds,
        lowMinor: cost?.lowMinor ?? null,
        likelyMinor: cost?.likelyMinor ?? null,
        highMinor: cost?.highMinor ?? null,
        costByStorey: cost?.byStorey ?? null,
        carbonByStorey: carbon?.byStorey ?? null,
        a1a3G: carbon?.modules.a1a3G ?? null,
        a4G: carbon?.modules.a4G ?? null,
        a5G: carbon?.modules.a5G ?? null,
        biogenicG: carbon?.modules.biogenicG ?? null,
      };
    }),
    likelyMinor: costs.totals.likelyMinor,
    a1a3G: account.totals.a1a3G,
  };
}

function isSameBook(a: EstimateRow, b: EstimateRow): boolean {
  return (
    a.priceBookId === b.priceBookId &&
    a.priceBookVersion === b.priceBookVersion &&
    a.factorVersion === b.factorVersion
  );
}
