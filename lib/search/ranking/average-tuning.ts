/** How wide the range of an average is and how sure it is (docs/similarity.md: how they were found). Spreads are in logarithms. */
export const AVERAGE = {
  /** Low and high lie as many spreads from the likely cost, and not farther than `most`: then the confidence falls. */
  reach: 1.3,
  most: 0.3,
  /** Spread usual between estimates that are the same, what unlikeness adds, and as how many results it counts. */
  usual: { same: 0.03, unlike: 1.5, counts: 6 },
  /** Logistic curve: of all, by the logarithm of the range's part of its full width, and by similarity. */
  confidence: { base: 1, width: 0.8, similarity: 0.1 },
};
