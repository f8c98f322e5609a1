/** Shorter words are too alike to guess at. */
const SHORTEST = 5;

/** Words by their length, to be searched for the one that a misspelt word means. */
export class Vocabulary {
  readonly #byLength = new Map<number, { word: string; letters: number }[]>();
  readonly #words: ReadonlySet<string>;

  constructor(words: Iterable<string>) {
    this.#words = new Set(words);
    for (const word of this.#words) {
      const others = this.#byLength.get(word.length);
      const known = { word, letters: lettersOf(word) };
      if (others) others.push(known);
      else this.#byLength.set(word.length, [known]);
    }
  }

  /** The word itself where it is known, else the nearest within one slip (two in long words); null: none is near. */
  nearest(word: string): string | null {
    if (this.#words.has(word)) return word;
    const most = slipsAllowed(word);
    if (most === 0) return null;
    const own = lettersOf(word);
    let best: { word: string; slips: number } | null = null;
    for (let length = word.length - most; length <= word.length + most; length++)
      for (const { word: known, letters } of this.#byLength.get(length) ?? []) {
        // A slip brings one letter and takes one away at most.
        if (bits(own ^ letters) > 2 * most) continue;
        const slips = slipsBetween(word, known, (best?.slips ?? most + 1) - 1);
        if (slips !== null) best = { word: known, slips };
        if (best?.slips === 1) return best.word;
      }
    return best?.word ?? null;
  }
}

/** Which letters a word has, one bit each; letters beyond a–z share bits. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at++) letters |= 1 << (word.charCodeAt(at) % 31);
  return letters;
}

function bits(letters: number): number {
  let count = 0;
  for (let left = letters; left !== 0; left &= left - 1) count++;
  return count;
}

const slipsAllowed = ({ length }: string) => (length < SHORTEST ? 0 : length < 9 ? 1 : 2);

/**
 * Letters added, left out, mistaken or swapped between two words (optimal string alignment), or null for more than
 * `most`.
 */
export function slipsBetween(a: string, b: string, most: number): number | null {
  if (most < 0 || Math.abs(a.length - b.length) > most) return null;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let slips = Math.min(
        (previous[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (previous[j - 1] ?? 0) + (same ? 0 : 1),
      );
      if (!same && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        slips = Math.min(slips, (before[j - 2] ?? 0) + 1);
      row.push(slips);
      least = Math.min(least, slips);
    }
    if (least > most) return null;
    before = previous;
    previous = row;
  }
  const slips = previous[b.length] ?? 0;
  return slips <= most ? slips : null;
}
