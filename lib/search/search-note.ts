import { problemText } from "#lib/i18n/problem-text.ts";
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
      ? problemText("search.indexCatchingUp", { indexed: index.indexed, estimates: index.estimates })
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
  if (index.estimates === 0) return problemText("search.nothingEstimatedYet");
  if (best === null)
    return filtered ? problemText("search.otherEstimatePasses") : problemText("search.otherEstimateCompare");
  return problemText("search.nothingAlikeBest", {
    threshold,
    best: Math.floor(best * 100) / 100,
  });
}

function averageWhy(found: readonly Pick<Result, "row" | "levelling">[], currency: string): string {
  if (found.every(({ row }) => row.likelyMinor <= 0)) return problemText("search.noneTheseEstimates");
  return problemText("search.noneTheseEstimatesBrought", { currency });
}
