import type { Result } from "./present-similar.ts";

/** Why a list is empty or an average is missing, for a person; null where nothing is missing. */
export function searchNote({
  unavailable,
  index,
  best,
  threshold,
  found,
  average,
  currency,
  filtered,
}: {
  unavailable: string | null;
  index: { estimates: number; indexed: number };
  /** Of all that was compared; null: nothing was. */
  best: number | null;
  threshold: number;
  found: readonly Pick<Result, "row" | "levelling">[];
  average: boolean;
  currency: string;
  filtered: boolean;
}): string | null {
  if (unavailable !== null) return unavailable;
  const behind =
    index.indexed < index.estimates
      ? `The index is catching up: ${index.indexed} of ${index.estimates} estimates are in it.`
      : "";
  const why =
    found.length === 0
      ? emptyWhy({ index, best, threshold, filtered })
      : average
        ? ""
        : averageWhy(found, currency);
  const sentences = [why, behind].filter((sentence) => sentence !== "");
  return sentences.length > 0 ? sentences.join(" ") : null;
}

function emptyWhy({
  index,
  best,
  threshold,
  filtered,
}: {
  index: { estimates: number; indexed: number };
  best: number | null;
  threshold: number;
  filtered: boolean;
}): string {
  if (index.estimates === 0) return "Nothing has been estimated yet: there is nothing to compare with.";
  if (best === null)
    return filtered
      ? "No other estimate passes the filters. Leave some of them out."
      : "There is no other estimate to compare with yet.";
  return `Nothing is as alike as ${threshold.toFixed(2)}: the best was ${(Math.floor(best * 100) / 100).toFixed(2)}. Lower the threshold to see it.`;
}

function averageWhy(found: readonly Pick<Result, "row" | "levelling">[], currency: string): string {
  if (found.every(({ row }) => row.likelyMinor <= 0))
    return "None of these estimates has a price, so there is no average.";
  return `None of these estimates can be brought to ${currency}, so there is no average. Set an exchange rate in the price levels.`;
}
