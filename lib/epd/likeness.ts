/**
 * How alike two things' names are, 0..1: the share of the asked words that begin a word of the other names, or are begun
 * by one (concrete and concretes, Beton and Betonstahl less). The best of all pairs of names.
 */
export function likeness(asked: readonly string[], names: readonly string[]): number {
  let best = 0;
  for (const one of asked) {
    const wanted = wordsOf(one);
    if (wanted.length === 0) continue;
    for (const name of names) {
      const there = wordsOf(name);
      const found = wanted.map((word) => Math.max(0, ...there.map((other) => alike(word, other))));
      best = Math.max(best, found.reduce((sum, share) => sum + share, 0) / wanted.length);
    }
  }
  return Math.round(best * 1000) / 1000;
}

const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1);

/** Of compounds the whole counts half: Stahl in Betonstahl, Beton in Transportbeton. */
function alike(a: string, b: string): number {
  if (a === b) return 1;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length < 4) return 0;
  if (long.startsWith(short)) return short.length / long.length >= 0.7 ? 0.9 : 0.6;
  return long.endsWith(short) ? 0.5 : 0;
}
