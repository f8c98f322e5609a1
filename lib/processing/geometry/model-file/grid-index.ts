/**
 * Numbers triples of 32-bit integers in the order in which they first come: an open hash table that keeps its memory
 * from one use to the next.
 */
export class GridIndex {
  /** How many different ones there are. */
  size = 0;
  private keys = new Int32Array(3 * 4096);
  private storage = new Int32Array(8192);
  /** The part of the storage in use. */
  private table = this.storage.fill(-1);

  /** Empties it, with room for so many. */
  clear(most: number): void {
    this.size = 0;
    const slots = 2 ** Math.ceil(Math.log2(Math.max(64, 2 * most)));
    if (this.keys.length < 3 * most) this.keys = new Int32Array(6 * most);
    // No more than is needed is cleared: most elements are small.
    if (this.storage.length < slots) this.storage = new Int32Array(slots);
    this.table = this.storage.subarray(0, slots).fill(-1);
  }

  of(x: number, y: number, z: number): number {
    const { keys, table } = this;
    const mask = table.length - 1;
    let slot = hash(x, y, z) & mask;
    for (;;) {
      const known = table[slot] ?? -1;
      if (known < 0) break;
      if (keys[3 * known] === x && keys[3 * known + 1] === y && keys[3 * known + 2] === z) return known;
      slot = (slot + 1) & mask;
    }
    table[slot] = this.size;
    keys[3 * this.size] = x;
    keys[3 * this.size + 1] = y;
    keys[3 * this.size + 2] = z;
    return this.size++;
  }
}

function hash(x: number, y: number, z: number): number {
  let h = Math.imul(x, 73_856_093) ^ Math.imul(y, 19_349_663) ^ Math.imul(z, 83_492_791);
  h ^= h >>> 15;
  h = Math.imul(h, 0x2c1b3c6d);
  return h ^ (h >>> 13);
}
