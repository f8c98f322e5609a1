import bidiFactory, { type Bidi } from "bidi-js";
import type { Pdf } from "#lib/billing/pdf/document.ts";
import { type FontOf, needsFallback, type Weight } from "#lib/billing/pdf/fallback-fonts.ts";

export interface Place {
  x: number;
  y: number;
  width: number;
}

/** A run of one font, drawn from left to right as it stands. */
interface Run {
  font: string;
  text: string;
}

/**
 * Writes a text at a place in the document's present size and colour, wrapped to the width, and leaves the document below
 * it. Characters that the document's own font has not are drawn in the one that has; text from right to left stands in
 * its visual order, by the Unicode Bidirectional Algorithm.
 */
export function writeText(
  document: Pdf,
  text: string,
  { x, y, width }: Place,
  { fontOf, weight = "regular" }: { fontOf: FontOf; weight?: Weight },
): void {
  document.font(weight);
  if (!needsFallback(text)) {
    document.text(text, x, y, { width });
    return;
  }
  const height = document.currentLineHeight(true);
  const ascent = height * ASCENT;
  const { levels, lines } = layOut(document, text, { width, weight, fontOf });
  for (const [index, [start, end]] of lines.entries()) {
    let at = x;
    for (const run of visualRuns(text, { start, end, levels }, { fontOf, weight })) {
      document.font(run.font);
      document.text(run.text, at, y + index * height + ascent, { lineBreak: false, baseline: "alphabetic" });
      at += document.widthOfString(run.text);
    }
  }
  document.font(weight);
  document.x = x;
  document.y = y + lines.length * height;
}

/** How high `writeText` writes it. */
export function heightOfText(
  document: Pdf,
  text: string,
  width: number,
  { fontOf, weight = "regular" }: { fontOf: FontOf; weight?: Weight },
): number {
  document.font(weight);
  if (!needsFallback(text)) return document.heightOfString(text, { width });
  return layOut(document, text, { width, weight, fontOf }).lines.length * document.currentLineHeight(true);
}

/** Of a line's height what is above its baseline; Noto Sans has 1069 of 1362 units there, and no gap. */
const ASCENT = 1069 / 1362;
const bidi: Bidi = bidiFactory();
type Levels = ReturnType<Bidi["getEmbeddingLevels"]>;
type Line = [start: number, end: number];

/** A word, or a Chinese or Japanese character with what must not begin a line after it. */
const PIECE =
  /\s+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}][、。，．：；！？」』）〉》】ー・々]*|(?:(?![\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]).)+/gsu;

function layOut(
  document: Pdf,
  text: string,
  { width, weight, fontOf }: { width: number; weight: Weight; fontOf: FontOf },
): { levels: Levels; lines: Line[] } {
  const widthOf = (piece: string) => {
    const total = fontRuns(piece, { fontOf, weight }).reduce(
      (sum, run) => sum + document.font(run.font).widthOfString(run.text),
      0,
    );
    document.font(weight);
    return total;
  };
  const pieces = (text.match(PIECE) ?? []).flatMap((piece) =>
    widthOf(piece) > width ? graphemes(piece) : [piece],
  );
  const lines: Line[] = [];
  let [start, at, filled] = [0, 0, 0];
  for (const piece of pieces) {
    const wide = widthOf(piece);
    if (filled > 0 && filled + wide > width && piece.trim() !== "") {
      lines.push([start, at]);
      [start, filled] = [at, 0];
    }
    at += piece.length;
    filled += wide;
  }
  lines.push([start, at]);
  return { levels: bidi.getEmbeddingLevels(text), lines: lines.map((line) => trimmed(text, line)) };
}

const graphemes = (text: string) =>
  Array.from(new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text), ({ segment }) => segment);

function trimmed(text: string, [start, end]: Line): Line {
  const line = text.slice(start, end);
  return [start + line.length - line.trimStart().length, end - (line.length - line.trimEnd().length)];
}

/** Runs of one font in the order of the text. Marks and joiners stay with what they are joined to. */
function fontRuns(text: string, { fontOf, weight }: { fontOf: FontOf; weight: Weight }): Run[] {
  const runs: Run[] = [];
  for (const character of text) {
    const last = runs.at(-1);
    const font = last && /[\p{M}\u200c\u200d]/u.test(character) ? last.font : fontOf(character, weight);
    if (last?.font === font) last.text += character;
    else runs.push({ font, text: character });
  }
  return runs;
}

/** A line's runs from left to right. */
function visualRuns(
  text: string,
  { start, end, levels }: { start: number; end: number; levels: Levels },
  fonts: { fontOf: FontOf; weight: Weight },
): Run[] {
  if (end <= start) return [];
  const order = bidi.getReorderedIndices(text, levels, start, end - 1).slice(start, end);
  const directed: { rightToLeft: boolean; first: number; last: number }[] = [];
  for (const index of order) {
    const rightToLeft = (levels.levels[index] ?? 0) % 2 === 1;
    const run = directed.at(-1);
    if (run?.rightToLeft === rightToLeft && index === (rightToLeft ? run.first - 1 : run.last + 1))
      Object.assign(run, rightToLeft ? { first: index } : { last: index });
    else directed.push({ rightToLeft, first: index, last: index });
  }
  return directed.flatMap(({ rightToLeft, first, last }) => {
    const runs = fontRuns(text.slice(first, last + 1), fonts);
    return rightToLeft ? runs.toReversed().map((run) => turned(run, fonts.weight)) : runs;
  });
}

/** Hebrew and Arabic are turned round where they are shaped; what stands between them is here, brackets mirrored. */
function turned(run: Run, weight: Weight): Run {
  if (run.font !== weight) return run;
  const mirrored = [...run.text].map((character) => bidi.getMirroredCharacter(character) ?? character);
  return { ...run, text: mirrored.reverse().join("") };
}
