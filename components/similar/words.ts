import type { Translator } from "#lib/i18n/messages.ts";
/** How far an average may be trusted, in words; `confidence` is a chance of 0 to 1. */
export function confidenceWords(t: Translator<"similar">, confidence: number): string {
  if (confidence >= 0.85) return t("words.highConfidence");
  if (confidence >= 0.65) return t("words.fairConfidence");
  if (confidence >= 0.4) return t("words.lowConfidence");
  return t("words.veryLowConfidence");
}

/** A similarity of 0 to 1 in words. */
export function likenessWords(t: Translator<"similar">, score: number): string {
  if (score >= 0.9) return t("words.nearlyTheSame");
  if (score >= 0.8) return t("words.veryAlike");
  if (score >= 0.7) return t("words.alike");
  return score >= 0.5 ? t("words.looselyAlike") : t("words.hardlyAlike");
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
export function positionText(t: Translator<"similar">, percentile: number, others: number): string {
  if (others === 1)
    return percentile === 50
      ? t("words.theSameAsTheOther")
      : percentile > 50
        ? t("words.aboveTheOther")
        : t("words.belowTheOther");
  if (percentile === 0) return t("words.theLowestOf", { others: others + 1 });
  if (percentile === 100) return t("words.theHighestOf", { others: others + 1 });
  return t("words.aboveOfOthers", { percentile: Math.round(percentile), others });
}
