import type { Rule, Word } from "./types.ts";

/** Words next to each other: a cell, or a part of one. */
export interface Run {
  text: string;
  from: number;
  to: number;
  height: number;
  font: string;
}

/** What stands on one baseline, from left to right. */
export interface TextLine {
  page: number;
  y: number;
  /** Of its tallest letters, pt. */
  height: number;
  runs: Run[];
}

/** Gaps as parts of the letters' height: within a word, and between the words of one cell. */
const WITHIN_WORD = 0.12;
const WITHIN_CELL = 0.8;

/** The lines of a page from top to bottom. A plumb rule parts words however near they are. */
export function linesOf(page: number, words: readonly Word[], rules: readonly Rule[]): TextLine[] {
  const plumb = rules.filter(({ axis }) => axis === "plumb").sort((a, b) => a.at - b.at);
  const groups: { y: number; height: number; words: Word[] }[] = [];
  for (const word of [...words].sort((a, b) => a.y - b.y || a.x - b.x)) {
    // The last few only: what stands further up is done.
    const group = groups
      .slice(-4)
      .reverse()
      .find(({ y, height }) => Math.abs(word.y - y) <= Math.max(height, word.height) * 0.45);
    if (!group) groups.push({ y: word.y, height: word.height, words: [word] });
    else {
      group.words.push(word);
      // Raised figures are small: the line is where its tall letters are.
      if (word.height > group.height) Object.assign(group, { y: word.y, height: word.height });
    }
  }
  return groups
    .sort((a, b) => a.y - b.y)
    .map(({ y, height, words: own }) => ({ page, y, height, runs: runsOf(own, y, plumb) }));
}

function runsOf(words: readonly Word[], y: number, plumb: readonly Rule[]): Run[] {
  const runs: Run[] = [];
  for (const { text, x, width, height, font } of [...words].sort((a, b) => a.x - b.x)) {
    const last = runs.at(-1);
    const gap = last ? x - last.to : 0;
    const tall = Math.max(height, last?.height ?? 0);
    if (!last || gap > WITHIN_CELL * tall || isParted(last.to, x, y - tall / 3, plumb)) {
      runs.push({ text, from: x, to: x + width, height, font });
      continue;
    }
    last.text += gap > WITHIN_WORD * tall ? ` ${text}` : text;
    last.to = Math.max(last.to, x + width);
    last.height = tall;
  }
  return runs;
}

function isParted(left: number, right: number, y: number, plumb: readonly Rule[]): boolean {
  // Rules are sorted: the first one behind the left word, by bisection.
  let low = 0;
  let high = plumb.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((plumb[middle]?.at ?? 0) < left - 1) low = middle + 1;
    else high = middle;
  }
  for (let i = low; i < plumb.length; i++) {
    const rule = plumb[i];
    if (!rule || rule.at > right + 1) return false;
    if (rule.from <= y && rule.to >= y) return true;
  }
  return false;
}

/** A cell that is an amount, whatever marks it has. */
export const isNumeric = (text: string) => /^[-+(]?[£$€]?\s?\d[\d\s.,'’]*\)?\s?[%€£$]?$/.test(text.trim());
