/** Whole numbers from 0 up to and without `below`. */
export type Random = (below: number) => number;

/** A generator that gives the same numbers for the same seed (mulberry32). */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** Most bytes a mutated input has, so that pieces copied into themselves do not grow it without end. */
const MAX_BYTES = 8 << 20;

/**
 * A copy of a sample with one to eight faults in it: bits flipped, bytes cut out, doubled, moved or put in, the end cut
 * off, a number made extreme, a reference bent to another record, or a word of the dictionary in place of some bytes.
 */
export function mutate(sample: Buffer, random: Random, dictionary: readonly string[]): Buffer {
  let bytes = Buffer.from(sample);
  for (let left = 1 + random(8); left > 0; left--) {
    const fault = FAULTS[random(FAULTS.length)];
    if (fault && bytes.length > 0) bytes = fault(bytes, random, dictionary);
  }
  return bytes.subarray(0, MAX_BYTES);
}

type Fault = (
  bytes: Buffer<ArrayBuffer>,
  random: Random,
  dictionary: readonly string[],
) => Buffer<ArrayBuffer>;

const EXTREMES = [
  "0",
  "-1",
  "1E308",
  "-1E-308",
  "1.E999",
  "NaN",
  "99999999999999999999",
  "0.0000001",
  "-0.",
  "$",
];

const FAULTS: readonly Fault[] = [
  (bytes, random) => {
    const at = random(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
    return bytes;
  },
  (bytes, random) => splice(bytes, piece(bytes, random), Buffer.alloc(0)),
  (bytes, random) => {
    const { from, to } = piece(bytes, random);
    return splice(bytes, { from, to: from }, bytes.subarray(from, to));
  },
  (bytes, random) => {
    const { from, to } = piece(bytes, random);
    const at = random(bytes.length);
    return splice(bytes, { from: at, to: at }, bytes.subarray(from, to));
  },
  (bytes, random) => {
    const at = random(bytes.length);
    return splice(
      bytes,
      { from: at, to: at },
      Buffer.from(Array.from({ length: 1 + random(16) }, () => random(256))),
    );
  },
  // Seldom: a file cut off is refused before anything else of it is read.
  (bytes, random) => (random(12) === 0 ? bytes.subarray(0, random(bytes.length)) : bytes),
  (bytes, random) => replaceNear(bytes, random, NUMBER, EXTREMES[random(EXTREMES.length)] ?? "0"),
  (bytes, random) => {
    // Records of a STEP file refer to each other: a reference to any other one, or to none.
    const other = REFERENCE.exec(window(bytes, random(bytes.length)))?.[0] ?? `#${random(1e6)}`;
    return replaceNear(bytes, random, REFERENCE, other);
  },
  (bytes, random, dictionary) => {
    const word = dictionary[random(dictionary.length)];
    return word === undefined ? bytes : splice(bytes, piece(bytes, random, 12), Buffer.from(word, "latin1"));
  },
];

const NUMBER = /\d+(\.\d*)?(E[+-]?\d+)?/;
const REFERENCE = /#\d+/;
const WINDOW = 512;

function window(bytes: Buffer, from: number): string {
  return bytes.toString("latin1", from, Math.min(bytes.length, from + WINDOW));
}

function replaceNear(
  bytes: Buffer<ArrayBuffer>,
  random: Random,
  pattern: RegExp,
  by: string,
): Buffer<ArrayBuffer> {
  const start = random(bytes.length);
  const found = pattern.exec(window(bytes, start));
  if (!found) return bytes;
  const from = start + found.index;
  return splice(bytes, { from, to: from + found[0].length }, Buffer.from(by));
}

function piece(bytes: Buffer, random: Random, longest = 256): { from: number; to: number } {
  const from = random(bytes.length);
  return { from, to: Math.min(bytes.length, from + random(longest)) };
}

function splice(
  bytes: Buffer,
  { from, to }: { from: number; to: number },
  by: Uint8Array,
): Buffer<ArrayBuffer> {
  return Buffer.concat([bytes.subarray(0, from), by, bytes.subarray(to)]);
}
