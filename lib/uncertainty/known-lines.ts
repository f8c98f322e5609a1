import type { Transaction } from "#db/client.ts";
import type { EstimateLineRow, EstimateRow } from "#lib/estimates/measured-model.ts";
import { evenly, FACTOR_SPREAD, PROXY_SPREAD, type Spread } from "./method.ts";
import { type SourceShares, sharesOfOther, sourcesByLine, spreadOf } from "./quantity-spreads.ts";
import type { UncertainLine } from "./types.ts";

/** A line of an estimate with all that is known of how far it may lie off, and where its quantity comes from. */
export interface KnownLine extends UncertainLine {
  shares: SourceShares;
}

/** The estimate's lines as the simulation takes them. */
export async function knownLines(
  tx: Transaction,
  estimate: EstimateRow,
  lines: readonly EstimateLineRow[],
): Promise<KnownLine[]> {
  const sources = await sourcesByLine(tx, estimate);
  return lines.map((line) => {
    const shares = sources.get(line.position) ?? sharesOfOther(line, estimate);
    return {
      catalogueId: line.catalogueId,
      shares,
      likelyMinor: line.likelyMinor ?? 0,
      carbonG: (line.a1a3G ?? 0) + (line.a4G ?? 0) + (line.a5G ?? 0),
      quantity: evenly(spreadOf(shares)),
      price: priceSpread(line),
      factor: evenly(factorSpread(line)),
    };
  });
}

/** The price book's low and high of the row: where four in five prices lie. */
function priceSpread({ lowMinor, likelyMinor, highMinor }: EstimateLineRow): Spread {
  if (!likelyMinor || lowMinor === null || highMinor === null) return evenly(0);
  return { down: 1 - lowMinor / likelyMinor, up: highMinor / likelyMinor - 1 };
}

function factorSpread({ factor }: EstimateLineRow): number {
  if (!factor) return 0;
  const spread = FACTOR_SPREAD[factor.quality];
  return factor.proxy ? Math.max(PROXY_SPREAD, spread) : spread;
}
