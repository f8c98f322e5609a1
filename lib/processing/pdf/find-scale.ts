import type { PdfPage, Word } from "./types.ts";

/** Scales that plans are drawn at; `1:3` is a mix of mortar. */
const USUAL: ReadonlySet<number> = new Set([
  1, 2, 5, 10, 20, 25, 30, 40, 50, 75, 100, 125, 150, 200, 250, 300, 400, 500, 750, 1000, 1250, 1500, 2000,
  2500, 5000, 10_000,
]);

const RATIO = String.raw`1\s*:\s*(\d{1,3}(?:[.,' ]\d{3})|\d{1,5})(?![\d.,:])`;
const LABEL = String.raw`(?:scale|ma(?:ß|ss)stab|[ée]chelle|schaal|escala|scala|\bm)\.?`;
const LABELLED = new RegExp(String.raw`(?:^|[^\p{L}])${LABEL}\s*[=:]?\s*${RATIO}`, "giu");
const ALONE = new RegExp(String.raw`^${RATIO}(?:\s*(?:@|\(|in|auf|bei)?\s*(?:DIN\s*)?A\d\)?)?$`, "iu");
const IS_LABEL = new RegExp(String.raw`^${LABEL}\s*[=:]?$`, "iu");
/** `1/8" = 1'-0"`: inches on paper, then feet and inches of what is built. */
const IMPERIAL = /(\d+(?:\s+\d+\/\d+)?|\d+\/\d+)\s*["”″]\s*=\s*(\d+)\s*['’′](?:\s*-?\s*(\d+)\s*["”″])?/g;
const SHEET = /(?:@|\(|\bin|\bauf|\bbei)\s*(?:DIN\s*)?A([0-4])\b/i;

/** A label's value stands beside or below it, within so many heights of its letters. */
const NEAR = 4;

/**
 * The scale that a page states, as the 100 of 1:100: in words (`Scale 1:50`, `M 1:100`), by itself in a title block, or in
 * inches to the foot. Where it names the sheet that it holds for (`1:100 @ A1`) and the page is another of that series, the
 * scale of the page. Null where it states none or several.
 */
export function scaleOf(page: PdfPage): number | null {
  const labelled = page.words.flatMap((word) => [
    ...[...word.text.matchAll(LABELLED)].flatMap(([, digits]) => usual(word, digits, page)),
    ...[...word.text.matchAll(IMPERIAL)].flatMap((match) => imperial(match)),
  ]);
  const alone = page.words.flatMap((word) => {
    const found = ALONE.exec(word.text.trim());
    return found ? usual(word, found[1], page).map((scale) => ({ scale, word })) : [];
  });
  const beside = alone.filter(({ word }) => page.words.some((other) => isLabelOf(other, word)));
  const certain = new Set([...labelled, ...beside.map(({ scale }) => scale)]);
  const all = certain.size > 0 ? certain : new Set(alone.map(({ scale }) => scale));
  const [only] = all;
  return all.size === 1 && only !== undefined ? only : null;
}

function usual(word: Word, digits: string | undefined, page: PdfPage): number[] {
  const scale = Number((digits ?? "").replace(/[.,' ]/g, ""));
  if (!USUAL.has(scale)) return [];
  const sheet = SHEET.exec(word.text)?.[1];
  return [sheet === undefined ? scale : scale * reduced(page, Number(sheet))];
}

/** By how much a page is smaller than the sheet of the A series that its scale is for; 1 where it is no sheet of it. */
function reduced({ width, height }: PdfPage, sheet: number): number {
  // A0 is 1189 mm long (ISO 216), each further one by √2 less.
  const length = (1189 / Math.SQRT2 ** sheet) * (72 / 25.4);
  const steps = Math.log(length / Math.max(width, height)) / Math.log(Math.SQRT2);
  const whole = Math.round(steps);
  return Math.abs(steps - whole) < 0.03 && Math.abs(whole) <= 4 ? Math.SQRT2 ** whole : 1;
}

function imperial([, inches = "", feet = "", rest = "0"]: RegExpMatchArray): number[] {
  const paper = inches.split(/\s+/).reduce((sum, part) => {
    const [over = 0, under = 1] = part.split("/").map(Number);
    return sum + over / under;
  }, 0);
  const built = Number(feet) * 12 + Number(rest);
  const scale = built / paper;
  return Number.isFinite(scale) && scale >= 1 && scale <= 10_000 ? [scale] : [];
}

function isLabelOf(label: Word, { x, y, height }: Word): boolean {
  if (!IS_LABEL.test(label.text.trim())) return false;
  const reach = Math.max(height, label.height) * NEAR;
  const isBeside = Math.abs(label.y - y) < height && x >= label.x && x - (label.x + label.width) < reach;
  const isBelow = y > label.y && y - label.y < reach && Math.abs(label.x - x) < reach;
  return isBeside || isBelow;
}
