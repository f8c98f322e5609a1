import type { ElementBox } from "#lib/processing/types.ts";

type Axis = 0 | 1 | 2;

/**
 * Elements of one model by where their boxes' centres are, along some of the axes: a cell holds those of one signature.
 * Whoever looks compares what it finds, since different cells may share a number.
 */
export class PlaceGrid {
  private readonly cells = new Map<number, number[]>();
  private readonly axes: readonly Axis[];
  private readonly cell: number;

  /** `cell`: its edge, m. */
  constructor(axes: readonly Axis[], cell: number) {
    this.axes = axes;
    this.cell = cell;
  }

  add(at: number, box: ElementBox, signature: number): void {
    let key = signature;
    for (const axis of this.axes) key = mix(key, Math.floor(box[axis] / this.cell));
    const known = this.cells.get(key);
    if (known) known.push(at);
    else this.cells.set(key, [at]);
  }

  /** Puts what each cell holds in order, for a search. */
  sort(order: (a: number, b: number) => number): void {
    for (const cell of this.cells.values()) cell.sort(order);
  }

  /** Calls `visit` with what each cell within `radius` of the box's centre holds. */
  near(box: ElementBox, signature: number, radius: number, visit: (cell: readonly number[]) => void): void {
    const walk = (depth: number, key: number): void => {
      const axis = this.axes[depth];
      if (axis === undefined) {
        const found = this.cells.get(key);
        if (found) visit(found);
        return;
      }
      const last = Math.floor((box[axis] + radius) / this.cell);
      for (let step = Math.floor((box[axis] - radius) / this.cell); step <= last; step++)
        walk(depth + 1, mix(key, step));
    };
    walk(0, signature);
  }
}

/** Two numbers to one of 32 bits, well spread (the finish of MurmurHash3, public domain, Appleby). */
export function mix(a: number, b: number): number {
  let h = Math.imul(a ^ Math.imul(b | 0, 0x9e3779b1), 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** A text to such a number. */
export function signatureOf(text: string): number {
  let h = 0;
  for (let at = 0; at < text.length; at++) h = mix(h, text.charCodeAt(at));
  return h;
}
