/** Something that can be chosen by what it is called. */
export interface Findable {
  label: string;
  /** Further words that it is found by. */
  words?: string;
}

/** Those that carry every word of `query`, the best first; all of them, as they stand, for none. */
export function matching<T extends Findable>(items: readonly T[], query: string): T[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...items];
  return items
    .map((item) => ({ item, rank: rankOf(item, words) }))
    .filter(({ rank }) => rank !== null)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .map(({ item }) => item);
}

/** 0: the label begins with the first word; 1: each begins a word of it; 2: they stand in it; 3: among the further words. */
function rankOf({ label, words: further = "" }: Findable, words: readonly string[]): number | null {
  const name = plain(label);
  const all = `${name} ${plain(further)}`;
  if (!words.every((word) => all.includes(word))) return null;
  if (!words.every((word) => name.includes(word))) return 3;
  if (name.startsWith(words[0] ?? "")) return 0;
  return words.every((word) => name.split(/[\s./-]+/).some((part) => part.startsWith(word))) ? 1 : 2;
}

/** Without case and accents: "ubersicht" finds "Übersicht". */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
