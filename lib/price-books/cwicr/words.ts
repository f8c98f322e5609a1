import type { Unit } from "#lib/catalogue/types.ts";

/** Under which a library keeps the items that are measured in a unit, among its words: no word begins so. */
export const unitWord = (unit: Unit): string => `=${unit}=`;

const MOST_LETTERS = 60;
const HAN = /\p{Script=Han}/u;

/**
 * The words of a text as work items are searched by: small letters without accents, numbers among them, each once. Text
 * without spaces between its words (Chinese) by each two letters.
 */
export function searchWords(text: string): string[] {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const found = new Set<string>();
  for (const word of plain.split(/[^\p{L}\p{N}]+/u)) {
    if (HAN.test(word)) for (const pair of pairs(word)) found.add(pair);
    else if (word.length > 1 || /\p{N}/u.test(word)) found.add(word.slice(0, MOST_LETTERS));
  }
  return [...found];
}

function pairs(word: string): string[] {
  const letters = [...word];
  return letters.length < 2 ? letters : letters.slice(1).map((letter, at) => `${letters[at]}${letter}`);
}
