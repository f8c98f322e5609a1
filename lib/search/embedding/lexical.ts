import { normaliseMaterialName } from "#lib/processing/materials/normalise.ts";
import { conceptsOf } from "./domain-words.ts";

/** Raise with every change of the features, their weights or the words: stored vectors of another version are not compared. */
export const LEXICAL_VERSION = "lexical-1";

const CONCEPT = 1.4;
const WORD = 1;
/** Of a number or strength class such as `c30`: it tells apart what words cannot. */
const NUMBER = 1.2;
const GRAM = 0.35;
const GRAM_LENGTHS = [3, 4];

/**
 * A text as a unit vector without a model: signed hashes of its concepts, words and character n-grams (so that compounds
 * and slips of the pen come near), each with the root of how often it occurs. A text without a letter is the zero vector.
 */
export function lexicalVector(text: string, dimensions: number): Float32Array {
  const vector = new Float32Array(dimensions);
  for (const [feature, weight] of lexicalFeatures(text)) {
    const hash = hashOf(feature);
    const at = (hash >>> 1) % dimensions;
    vector[at] = (vector[at] ?? 0) + (hash & 1 ? 1 : -1) * weight;
  }
  return unit(vector);
}

/** What a text is compared by, with how much each counts. */
export function lexicalFeatures(text: string): Map<string, number> {
  const normalised = normaliseMaterialName(text);
  const squares = new Map<string, number>();
  const add = (feature: string, weight: number) =>
    squares.set(feature, (squares.get(feature) ?? 0) + weight ** 2);
  for (const concept of conceptsOf(normalised)) add(`c:${concept}`, CONCEPT);
  for (const word of normalised.split(" ")) {
    if (word === "") continue;
    if (/\d/.test(word)) add(`n:${word}`, NUMBER);
    else {
      add(`w:${word}`, WORD);
      for (const gram of gramsOf(word)) add(`g:${gram}`, GRAM);
    }
  }
  return new Map([...squares].map(([feature, sum]) => [feature, Math.sqrt(sum)]));
}

/** `<beton>` in pieces; the ends count as letters, so that a beginning is worth more than a middle. */
function gramsOf(word: string): string[] {
  const marked = `<${word}>`;
  return GRAM_LENGTHS.flatMap((length) =>
    Array.from({ length: Math.max(0, marked.length - length + 1) }, (_, at) => marked.slice(at, at + length)),
  );
}

/** Scaled in place to length 1; zero stays zero. */
function unit(vector: Float32Array): Float32Array {
  let squares = 0;
  for (const value of vector) squares += value * value;
  if (squares > 0) {
    const scale = 1 / Math.sqrt(squares);
    for (let at = 0; at < vector.length; at++) vector[at] = (vector[at] ?? 0) * scale;
  }
  return vector;
}

/** FNV-1a with a last mix, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
