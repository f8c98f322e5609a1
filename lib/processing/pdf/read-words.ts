import type { PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { TakeoffError } from "#lib/processing/geometry/takeoff-error.ts";
import { PDF_LIMITS } from "./limits.ts";
import type { Word } from "./types.ts";

type Matrix = readonly number[];

/** The six numbers of the map that does `inner` first. */
export function compose(outer: Matrix, inner: Matrix): number[] {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = outer;
  const [g = 1, h = 0, i = 0, j = 1, k = 0, l = 0] = inner;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

export interface Upright {
  /** From the page's own coordinates to those in which most of its text is read, top left first. */
  map: number[];
  width: number;
  height: number;
  words: Word[];
}

/** The text of a page, turned so that most of it is level. Text that stands across the rest is left out. */
export async function readWords(page: PDFPageProxy): Promise<Upright> {
  const { transform, width, height, scale } = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent();
  if (items.length > PDF_LIMITS.words) throw new TakeoffError("pdf_too_many");
  const texts = items.flatMap((item) => {
    if (!("str" in item) || item.str.trim() === "") return [];
    const map = compose(transform, item.transform);
    const [a = 0, b = 0] = map;
    const quarter = Math.round(Math.atan2(b, a) / (Math.PI / 2));
    const isStraight = Math.abs(Math.atan2(b, a) - quarter * (Math.PI / 2)) < 0.02;
    return [{ item, map, quarter: isStraight ? (quarter + 4) % 4 : -1 }];
  });
  const letters = [0, 0, 0, 0];
  for (const { item, quarter } of texts)
    if (quarter >= 0) letters[quarter] = (letters[quarter] ?? 0) + item.str.length;
  const main = letters.indexOf(Math.max(...letters));
  const turn = TURNS[main]?.(width, height) ?? IDENTITY;
  const words = texts.flatMap(({ item, map, quarter }) => {
    if (quarter !== main) return [];
    const [, , c = 0, d = 0, x = 0, y = 0] = compose(turn, map);
    return split({
      text: item.str,
      x,
      y,
      width: item.width * scale,
      height: Math.hypot(c, d),
      font: item.fontName,
    });
  });
  const isTurned = main % 2 === 1;
  return {
    map: compose(turn, transform),
    width: isTurned ? height : width,
    height: isTurned ? width : height,
    words,
  };
}

const IDENTITY = [1, 0, 0, 1, 0, 0];

/** By how many quarters text is turned clockwise on the page as it is shown: the maps that turn it back. */
const TURNS: readonly ((width: number, height: number) => number[])[] = [
  () => IDENTITY,
  (width) => [0, -1, 1, 0, 0, width],
  (width, height) => [-1, 0, 0, -1, width, height],
  (_width, height) => [0, 1, -1, 0, height, 0],
];

/** Columns that a program parted by blanks alone: each piece where it stands, all letters taken for equally wide. */
function split(word: Word): Word[] {
  const trimmed = word.text.trimEnd();
  if (!/\s{3,}/.test(trimmed.trimStart())) return [{ ...word, text: trimmed.trimStart() }];
  const each = word.width / Math.max(1, word.text.length);
  return [...trimmed.matchAll(/\S+(?:\s{1,2}\S+)*/g)].map((match) => ({
    ...word,
    text: match[0],
    x: word.x + match.index * each,
    width: match[0].length * each,
  }));
}
