/** How far an average may be trusted, in words; `confidence` is a chance of 0 to 1. */
export function confidenceWords(confidence: number): string {
  if (confidence >= 0.85) return "High confidence";
  if (confidence >= 0.65) return "Fair confidence";
  if (confidence >= 0.4) return "Low confidence";
  return "Very low confidence";
}

/** A similarity of 0 to 1 in words. */
export function likenessWords(score: number): string {
  if (score >= 0.9) return "Nearly the same";
  if (score >= 0.8) return "Very alike";
  if (score >= 0.7) return "Alike";
  return score >= 0.5 ? "Loosely alike" : "Hardly alike";
}

/** "+12%" of another figure against a first; null where there is nothing to compare, "same" within half a percent. */
export function differenceText(first: number | null, other: number | null): string | null {
  if (first === null || other === null || first === 0) return null;
  const change = (other - first) / Math.abs(first);
  if (Math.abs(change) < 0.005) return "same";
  const percent = Math.round(Math.abs(change) * 100);
  return `${change > 0 ? "+" : "−"}${percent > 999 ? "999+" : percent}%`;
}

/** Where a figure lies among `others`, in words; `percentile` is the share of them below it, 0..100. */
export function positionText(percentile: number, others: number): string {
  if (others === 1)
    return percentile === 50
      ? "the same as the other"
      : percentile > 50
        ? "above the other"
        : "below the other";
  if (percentile === 0) return `the lowest of ${others + 1}`;
  if (percentile === 100) return `the highest of ${others + 1}`;
  return `above ${Math.round(percentile)}% of ${others} others`;
}
