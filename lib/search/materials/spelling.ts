import { DEFAULT_CATALOGUE } from "#lib/catalogue/default-catalogue.ts";
import { RULES } from "#lib/processing/materials/classify.ts";
import { normaliseMaterialName } from "#lib/processing/materials/normalise.ts";
import { plainWord } from "#lib/processing/materials/rules/rule.ts";

import { conceptsOf } from "../embedding/domain-words.ts";

/** A name with its slips of the pen mended. */
export interface Spelling {
  text: string;
  /** How many letters were changed for it. */
  edits: number;
  /** 0..1: short words, several slips and another first letter are more often another word. */
  sure: number;
}

const SHORTEST = 4;
/** What a slip costs, in letters of the word that is found by it. */
const EDIT_COST = 3;
/** Shorter words are looked for at the end of compounds only (their head), and still shorter ones by themselves. */
const INSIDE = 7;
const AT_END = 6;
const ALTERNATIVES = 3;
/** Longer ones are no words, and more of them no name: comparing them would take long and tell nothing. */
const LONGEST = 40;
const MOST_WORDS = 12;
/** Of an edit's share of the word, of a changed first letter, and of a word read from its beginning. */
const DOUBT = { share: 1.5, first: 0.75, abbreviated: 0.8 };

interface Word {
  text: string;
  /** The rules look for it as a word by itself, not inside others. */
  whole: boolean;
  letters: ReadonlySet<string>;
}

const wordOf = (text: string, whole: boolean): Word => ({ text, whole, letters: new Set(text) });

/** Words of the rules, in 13 languages, and of the catalogue's names, without blanks. */
const VOCABULARY: readonly Word[] = [
  ...new Map(
    [
      ...RULES.flatMap(({ words }) => [...words.any, ...words.and]),
      ...[...DEFAULT_CATALOGUE.values()].flatMap(({ name }) =>
        normaliseMaterialName(name)
          .split(" ")
          .map((word) => `=${word}`),
      ),
    ]
      .map((marked) => wordOf(plainWord(marked), marked.startsWith("=")))
      .filter(({ text }) => text.length >= SHORTEST && /^\p{L}+$/u.test(text))
      .sort((a, b) => Number(b.whole) - Number(a.whole))
      .map((word) => [word.text, word] as const),
  ).values(),
];

/**
 * How a normalised name may have been meant where its words are none that the rules know: the likeliest first. Words stay
 * inside their compounds (`stahlbeotndecke` becomes `stahlbetondecke`), and a beginning stands for its word (`reinf`).
 * Empty when nothing in it looks like a known word.
 */
export function spellings(normalised: string): Spelling[] {
  const tokens = normalised
    .split(" ")
    .map((token, at) => ({ token, mended: at < MOST_WORDS ? mendingsOf(token) : [] }));
  if (tokens.every(({ mended }) => mended.length === 0)) return [];
  const best = tokens.map(({ token, mended }) => mended[0] ?? { text: token, edits: 0, sure: 1 });
  const others = tokens.flatMap(({ mended }, at) =>
    mended.slice(1).map((other) => best.map((chosen, place) => (place === at ? other : chosen))),
  );
  return [best, ...others].map((parts) => ({
    text: parts.map(({ text }) => text).join(" "),
    edits: parts.reduce((sum, { edits }) => sum + edits, 0),
    sure: parts.reduce((product, { sure }) => product * sure, 1),
  }));
}

interface Mending extends Spelling {
  /** Letters explained by the word, less what the slips cost. */
  gain: number;
  /** The part of the token that was changed. */
  from: number;
  to: number;
}

function mendingsOf(token: string): Mending[] {
  if (token.length < SHORTEST || token.length > LONGEST || /\d/.test(token)) return [];
  // A short word that means something as it stands, such as "Wand", is no slip for another one.
  if (token.length < INSIDE && conceptsOf(token).size > 0) return [];
  const known: { from: number; to: number }[] = [];
  const found = new Map<string, Mending>();
  for (const word of VOCABULARY) {
    const { text, whole } = word;
    const from = token.indexOf(text);
    if (whole ? token === text : from >= 0) known.push({ from, to: from + text.length });
    else {
      const mending = text.startsWith(token) ? abbreviated(token, text) : mended(token, word);
      if (mending && (found.get(mending.text)?.gain ?? 0) < mending.gain) found.set(mending.text, mending);
    }
  }
  return [...found.values()]
    .filter(({ from, to, gain }) =>
      known.every((word) => word.to <= from || word.from >= to || word.to - word.from < gain),
    )
    .sort((a, b) => b.gain - a.gain || a.edits - b.edits || a.text.length - b.text.length)
    .slice(0, ALTERNATIVES);
}

function abbreviated(token: string, word: string): Mending {
  return { text: word, edits: 1, sure: DOUBT.abbreviated, gain: token.length - 1, from: 0, to: token.length };
}

/** The word in the place of the token's letters that are most like it; null: none are like enough. */
function mended(token: string, { text: word, whole, letters }: Word): Mending | null {
  const allowed = word.length < 8 ? 1 : word.length < 12 ? 2 : 3;
  if (word.length > token.length + allowed) return null;
  let strange = 0;
  for (const letter of letters) if (!token.includes(letter) && ++strange > allowed) return null;
  const { edits, from, to } = nearest(token, word, !whole && word.length >= AT_END);
  const gain = word.length - EDIT_COST * edits;
  if (edits > allowed) return null;
  const isWhole = from === 0 && to === token.length;
  if (!isWhole && word.length < (to === token.length ? AT_END : INSIDE)) return null;
  const sure = (1 - (DOUBT.share * edits) / word.length) * (token[from] === word[0] ? 1 : DOUBT.first);
  return { text: token.slice(0, from) + word + token.slice(to), edits, sure, gain, from, to };
}

/**
 * The token, or (`inside`) the part of it, that is made from `word` by the fewest letters added, left out, changed or
 * swapped with their neighbour: optimal string alignment.
 */
function nearest(token: string, word: string, inside: boolean): { edits: number; from: number; to: number } {
  const width = token.length + 1;
  let before: Cell[] = [];
  let above: Cell[] = Array.from({ length: width }, (_, at) =>
    inside ? { edits: 0, from: at } : { edits: at, from: 0 },
  );
  for (let row = 1; row <= word.length; row++) {
    const present: Cell[] = [{ edits: row, from: 0 }];
    for (let at = 1; at < width; at++) {
      const same = word[row - 1] === token[at - 1];
      let cell = plus(above[at - 1], same ? 0 : 1);
      cell = fewer(cell, plus(above[at], 1));
      cell = fewer(cell, plus(present[at - 1], 1));
      if (row > 1 && at > 1 && word[row - 1] === token[at - 2] && word[row - 2] === token[at - 1])
        cell = fewer(cell, plus(before[at - 2], 1));
      present.push(cell);
    }
    before = above;
    above = present;
  }
  let to = token.length;
  for (let at = to - 1; inside && at >= 0; at--)
    if ((above[at]?.edits ?? 0) < (above[to]?.edits ?? 0)) to = at;
  return { ...(above[to] ?? { edits: word.length, from: 0 }), to };
}

interface Cell {
  edits: number;
  from: number;
}
const plus = (cell: Cell | undefined, cost: number): Cell => ({
  edits: (cell?.edits ?? Number.POSITIVE_INFINITY) + cost,
  from: cell?.from ?? 0,
});
/** Of two ways alike the one that takes in more of the token. */
const fewer = (a: Cell, b: Cell) => (b.edits < a.edits || (b.edits === a.edits && b.from < a.from) ? b : a);
