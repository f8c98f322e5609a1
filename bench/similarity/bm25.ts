/** Plain BM25 (k1 1.2, b 0.75) over lower-case words, as a search box without any knowledge of building would rank. */
const K1 = 1.2;
const B = 0.75;

export class Bm25 {
  private readonly postings = new Map<string, [number, number][]>();
  private readonly lengths: number[];
  private readonly average: number;

  constructor(texts: readonly string[]) {
    const tokens = texts.map(wordsOf);
    this.lengths = tokens.map((words) => words.length);
    this.average = this.lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, texts.length);
    tokens.forEach((words, at) => {
      for (const [word, count] of counted(words)) {
        const list = this.postings.get(word) ?? [];
        list.push([at, count]);
        this.postings.set(word, list);
      }
    });
  }

  /** A score for each text, in their order. */
  scores(query: string): Float64Array {
    const out = new Float64Array(this.lengths.length);
    for (const word of new Set(wordsOf(query))) {
      const list = this.postings.get(word) ?? [];
      const rarity = Math.log(1 + (this.lengths.length - list.length + 0.5) / (list.length + 0.5));
      for (const [at, count] of list) {
        const norm = K1 * (1 - B + (B * (this.lengths[at] ?? 0)) / this.average);
        out[at] = (out[at] ?? 0) + (rarity * count * (K1 + 1)) / (count + norm);
      }
    }
    return out;
  }
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

function counted(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
