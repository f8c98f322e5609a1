import type { Transaction } from "#db/client.ts";
import { entryName } from "#lib/catalogue/entry-name.ts";
import { Conflict } from "#lib/errors.ts";
import type { EstimateRow } from "#lib/estimates/measured-model.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { BUILT_IN, effectiveBook } from "#lib/price-books/effective-book.ts";
import { calculateCarbon } from "#lib/processing/carbon/calculate-carbon.ts";
import type { CarbonAccount } from "#lib/processing/carbon/types.ts";
import { estimateCosts } from "#lib/processing/costs/estimate-costs.ts";
import type { CostEstimate } from "#lib/processing/costs/types.ts";
import type { MeasuredLine } from "#lib/processing/materials/types.ts";
import { applyChanges } from "./apply-changes.ts";
import type { Change } from "./changes.ts";
import { type WhatIfLine, whatIfModel } from "./what-if-lines.ts";

/** An estimate as it would be. */
export interface Calculation {
  costs: CostEstimate;
  account: CarbonAccount;
  /** As measured, with its changes; in the order of the estimate's lines. */
  lines: MeasuredLine[];
  /** As asked for. */
  location: string;
  /** Names of all entries that it has, or that a change speaks of. */
  names: Record<string, string>;
}

/**
 * Calculates an estimate with changes, on the version, place and rates that it stands at, from its stored lines: its file
 * is not asked. Nothing is stored. Throws `Conflict` (`estimate_not_ready`, `estimate_outdated`) where the estimate is no
 * base to calculate on, `Invalid` (`change_impossible`) for a change that cannot be made.
 */
export async function calculateChanged(
  tx: Transaction,
  tenantId: string,
  estimate: EstimateRow,
  stored: readonly WhatIfLine[],
  changes: readonly Change[],
): Promise<Calculation> {
  if (estimate.status !== "complete")
    throw new Conflict("estimate_not_ready", problemText("common.estimateBeingCalculated"));
  const book = await effectiveBook(tx, tenantId, estimate.priceBookId ?? BUILT_IN);
  if (book.priceVersion !== estimate.priceBookVersion || book.factorVersion !== estimate.factorVersion)
    throw new Conflict("estimate_outdated", problemText("variants.builtPricesFactors"));
  const { model, catalogue, prices, options } = applyChanges(
    {
      model: whatIfModel(estimate, stored),
      catalogue: book.catalogue,
      prices: book.prices,
      // As it was calculated, whatever the organisation's settings say since.
      options: {
        location: estimate.locationMatch,
        laborRate: estimate.laborRate,
        equipmentRate: estimate.equipmentRate,
      },
    },
    book,
    changes,
  );
  const terms = changes.find((change) => change.kind === "terms");
  const named = [...model.lines.map((line) => line.catalogueId), ...changes.flatMap(entriesOf)];
  return {
    costs: estimateCosts(model, catalogue, prices, options),
    account: calculateCarbon(model, catalogue),
    lines: model.lines,
    location: terms?.location ?? estimate.location,
    names: Object.fromEntries(named.flatMap((id) => nameOf(catalogue.get(id)))),
  };
}

function entriesOf(change: Change): string[] {
  if (change.kind === "terms") return [];
  return change.kind === "swap_material" ? [change.from, change.to] : [change.catalogue_id];
}

const nameOf = (entry: { id: string; name: string } | undefined) =>
  entry ? [[entry.id, entryName(entry.id, entry.name)] as const] : [];
