import { inflateSync } from "node:zlib";

/** Bytes that packed objects may unpack to, in all; dictionaries are small. */
const MOST_UNPACKED = 32 << 20;
const MOST_STREAMS = 2000;
/** One for each part of a sheet. */
const MOST_MEASURES = 200;
/** A dictionary of measurement is shorter than that. */
const LONGEST = 4000;

/** Metres of the units that programs write, by their labels. */
const METRES: Readonly<Record<string, number>> = {
  mm: 0.001,
  cm: 0.01,
  m: 1,
  km: 1000,
  in: 0.0254,
  inch: 0.0254,
  '"': 0.0254,
  ft: 0.3048,
  "'": 0.3048,
  yd: 0.9144,
};
const METRES_PER_PT = 0.0254 / 72;

/**
 * The scale of the document's measurement dictionaries (ISO 32000-1, 12.9: `/Measure`, subtype `RL`), as the 100 of 1:100: by
 * how many of a unit its first number format makes of a point. Null where it has none, or several that differ. pdf.js does
 * not give them, so they are looked for in the document's own text and in its packed objects; encrypted ones have none.
 */
export function measuredScale(bytes: Buffer): number | null {
  const texts = [bytes.toString("latin1"), ...packedObjects(bytes)];
  const scales = new Set<number>();
  let looked = 0;
  for (const text of texts)
    for (const { index } of text.matchAll(/\/Subtype\s*\/RL\b/g)) {
      if (++looked > MOST_MEASURES) break;
      const scale = scaleOf(
        text.slice(Math.max(0, index - LONGEST), index),
        text.slice(index, index + LONGEST),
        texts,
      );
      if (scale !== null) scales.add(Number(scale.toPrecision(6)));
    }
  const [only] = scales;
  return scales.size === 1 && only !== undefined ? only : null;
}

/** `/X` is the format of lengths along x, which stands before or behind the subtype in the same dictionary. */
function scaleOf(before: string, behind: string, texts: readonly string[]): number | null {
  const own = before.slice(before.lastIndexOf("obj") + 1) + behind.split("endobj", 1)[0];
  const found = /\/X\s*(?:\[\s*)?(?:(\d+)\s+\d+\s+R|<<([^>]*)>>)/.exec(own);
  const format = found?.[2] ?? (found?.[1] === undefined ? "" : objectOf(found[1], texts));
  const factor = Number(/\/C\s+([\d.]+)/.exec(format)?.[1]);
  const unit = /\/U\s*\(\s*([^)]{1,8}?)\s*\)/.exec(format)?.[1]?.toLowerCase();
  const metres = unit === undefined ? undefined : METRES[unit];
  const scale = metres === undefined ? Number.NaN : (factor * metres) / METRES_PER_PT;
  return scale >= 0.1 && scale <= 100_000 ? scale : null;
}

function objectOf(number: string, texts: readonly string[]): string {
  const mark = new RegExp(`(?:^|[^\\d])${number}\\s+\\d+\\s+obj\\b([^]{0,${LONGEST}}?)endobj`);
  for (const text of texts) {
    const found = mark.exec(text)?.[1];
    if (found !== undefined) return found;
  }
  return "";
}

/** Objects that are packed together (7.5.7), each with the mark that it would have by itself. */
function packedObjects(bytes: Buffer): string[] {
  const texts: string[] = [];
  let left = MOST_UNPACKED;
  let at = bytes.indexOf("/ObjStm");
  for (let count = 0; at >= 0 && count < MOST_STREAMS && left > 0; count++) {
    const start = bytes.indexOf("stream", at);
    const end = start < 0 ? -1 : bytes.indexOf("endstream", start);
    if (start < 0 || end < 0) break;
    const head = bytes.toString("latin1", bytes.lastIndexOf("obj", at), start);
    // The word ends with a line break of one or two bytes.
    const from = start + 6 + (bytes[start + 6] === 13 ? 2 : 1);
    const text = unpacked(bytes.subarray(from, end), left);
    left -= text.length;
    texts.push(apart(text, Number(/\/First\s+(\d+)/.exec(head)?.[1])));
    at = bytes.indexOf("/ObjStm", end);
  }
  return texts;
}

function unpacked(bytes: Buffer, most: number): string {
  try {
    return inflateSync(bytes, { maxOutputLength: most }).toString("latin1");
  } catch {
    // Packed otherwise or damaged: a plan without a scale, which a person can say.
    return "";
  }
}

function apart(text: string, first: number): string {
  if (!Number.isInteger(first)) return "";
  const numbers = text.slice(0, first).trim().split(/\s+/).map(Number);
  let objects = "";
  for (let i = 0; i + 1 < numbers.length && objects.length < MOST_UNPACKED; i += 2) {
    const [from, to] = [first + (numbers[i + 1] ?? 0), first + (numbers[i + 3] ?? text.length)];
    objects += `${numbers[i]} 0 obj ${text.slice(from, to)} endobj\n`;
  }
  return objects;
}
