/** Words of 32 signs that stand for a vector. */
const words = (dimensions: number) => Math.ceil(dimensions / 32);

/** The signs of a vector's components, a bit each: two vectors of a small angle differ in few of them. */
export function codeOf(vector: Float32Array): Uint32Array {
  const code = new Uint32Array(words(vector.length));
  vector.forEach((value, at) => {
    if (value > 0) code[at >> 5] = (code[at >> 5] ?? 0) | (1 << (at & 31));
  });
  return code;
}

/** Rows that were added after a code was read come later, and never again under the same number. */
export interface CodeRow {
  row: number;
  code: Uint8Array;
}

/**
 * The codes of one partition, resident: enough to find which few of its vectors are worth comparing, in milliseconds for
 * 100 000 of them.
 */
export class Codes {
  #width: number;
  #size = 0;
  #rows = new Uint32Array(0);
  #codes = new Uint32Array(0);
  #distances = new Uint16Array(0);

  constructor(dimensions: number) {
    this.#width = words(dimensions);
  }

  get size(): number {
    return this.#size;
  }

  get bytes(): number {
    return this.#rows.byteLength + this.#codes.byteLength + this.#distances.byteLength;
  }

  get lastRow(): number {
    return this.#size === 0 ? 0 : (this.#rows[this.#size - 1] ?? 0);
  }

  /** In ascending order of rows, all after `lastRow`. */
  add(added: readonly CodeRow[]): void {
    this.#makeRoomFor(this.#size + added.length);
    for (const { row, code } of added) {
      this.#rows[this.#size] = row;
      this.#codes.set(
        new Uint32Array(code.buffer.slice(code.byteOffset, code.byteOffset + code.byteLength)),
        this.#size * this.#width,
      );
      this.#size++;
    }
  }

  /** Keeps only these rows, given in ascending order; forgets those that are gone. */
  keep(rows: Uint32Array): void {
    let kept = 0;
    let next = 0;
    for (let at = 0; at < this.#size; at++) {
      const row = this.#rows[at] ?? 0;
      while (next < rows.length && (rows[next] ?? 0) < row) next++;
      if (rows[next] !== row) continue;
      this.#rows[kept] = row;
      this.#codes.copyWithin(kept * this.#width, at * this.#width, (at + 1) * this.#width);
      kept++;
    }
    this.#size = kept;
  }

  /**
   * At least `wanted` rows (all, where there are fewer) whose codes differ least from this one; of equal ones all, so
   * that chance decides nothing. Of `among` alone (ascending), where it is given.
   */
  nearest(code: Uint32Array, wanted: number, among: Uint32Array | null): number[] {
    const width = this.#width;
    const counts = new Uint32Array(width * 32 + 1);
    const OUT = 0xffff;
    let next = 0;
    for (let at = 0; at < this.#size; at++) {
      if (among !== null) {
        const row = this.#rows[at] ?? 0;
        while (next < among.length && (among[next] ?? 0) < row) next++;
        if (among[next] !== row) {
          this.#distances[at] = OUT;
          continue;
        }
      }
      let distance = 0;
      for (let word = 0, from = at * width; word < width; word++)
        distance += ones((this.#codes[from + word] ?? 0) ^ (code[word] ?? 0));
      this.#distances[at] = distance;
      counts[distance] = (counts[distance] ?? 0) + 1;
    }
    const farthest = cutOff(counts, wanted);
    const rows: number[] = [];
    for (let at = 0; at < this.#size; at++)
      if ((this.#distances[at] ?? OUT) <= farthest) rows.push(this.#rows[at] ?? 0);
    return rows;
  }

  #makeRoomFor(size: number): void {
    if (size <= this.#rows.length) return;
    const room = Math.max(size, Math.ceil(this.#rows.length * 1.5));
    const rows = new Uint32Array(room);
    const codes = new Uint32Array(room * this.#width);
    rows.set(this.#rows.subarray(0, this.#size));
    codes.set(this.#codes.subarray(0, this.#size * this.#width));
    this.#rows = rows;
    this.#codes = codes;
    this.#distances = new Uint16Array(room);
  }
}

/** The distance up to which there are `wanted`. */
function cutOff(counts: Uint32Array, wanted: number): number {
  let sum = 0;
  for (let distance = 0; distance < counts.length; distance++) {
    sum += counts[distance] ?? 0;
    if (sum >= wanted) return distance;
  }
  return counts.length;
}

/** Bits that are set, in parallel (Warren, Hacker's Delight, 5-1). */
function ones(bits: number): number {
  let x = bits - ((bits >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
