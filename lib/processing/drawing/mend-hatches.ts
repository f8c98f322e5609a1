import { type BlockRecord, Hatch, HatchBoundaryPathEllipse, XY } from "@node-projects/acad-ts";

/**
 * Of the hatches of a DXF the reader loses how islands are filled (75) and one coordinate of the axis of elliptic edges
 * (11): both are read from the text here and put right. A hatch whose text was not found keeps no boundary, so that it is
 * listed as not measured, instead of with an area of something else. `bytes` null: a binary DXF, none is found.
 */
export function mendHatches(blocks: readonly BlockRecord[], bytes: Buffer | null): void {
  const written = bytes ? writtenHatches(bytes) : new Map<number, WrittenHatch>();
  for (const { entities } of blocks) {
    for (const entity of entities) {
      if (!(entity instanceof Hatch)) continue;
      const own = written.get(entity.handle);
      const ellipses = entity.paths.flatMap(({ edges }) =>
        edges.filter((edge) => edge instanceof HatchBoundaryPathEllipse),
      );
      if (!own || own.axes.length !== ellipses.length) {
        entity.paths = [];
        continue;
      }
      entity.style = own.style;
      for (const [i, ellipse] of ellipses.entries()) {
        const [x = 0, y = 0] = own.axes[i] ?? [];
        ellipse.majorAxisEndPoint = new XY(x, y);
      }
    }
  }
}

interface WrittenHatch {
  style: number;
  /** End of the major axis of each elliptic edge, in order. */
  axes: [x: number, y: number][];
}

function writtenHatches(bytes: Buffer): Map<number, WrittenHatch> {
  const found = new Map<number, WrittenHatch>();
  const lines = new Lines(bytes);
  for (let at = bytes.indexOf("HATCH"); at >= 0; at = bytes.indexOf("HATCH", at + 5)) {
    if (!lines.isRecord(at, "HATCH")) continue;
    const { handle, ...hatch } = readHatch(lines);
    if (handle !== null) found.set(handle, hatch);
  }
  return found;
}

const ELLIPTIC_EDGE = 3;

function readHatch(lines: Lines): WrittenHatch & { handle: number | null } {
  const hatch: WrittenHatch & { handle: number | null } = { handle: null, style: 0, axes: [] };
  let isElliptic = false;
  for (let group = lines.group(); group && group.code !== 0; group = lines.group()) {
    const { code, value } = group;
    if (code === 5) hatch.handle ??= Number.parseInt(value, 16);
    else if (code === 75) hatch.style = Number.parseInt(value, 10);
    else if (code === 72) isElliptic = Number.parseInt(value, 10) === ELLIPTIC_EDGE;
    else if (isElliptic && code === 11) hatch.axes.push([Number.parseFloat(value), 0]);
    else if (isElliptic && code === 21) {
      const axis = hatch.axes.at(-1);
      if (axis) axis[1] = Number.parseFloat(value);
    }
  }
  return hatch;
}

const NEW_LINE = 10;

/** The lines of a DXF as groups of a code and a value, from wherever a record begins. */
class Lines {
  private readonly bytes: Buffer;
  private at = 0;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  /** True where the line around `at` is a record of this type; the next group is then its first. */
  isRecord(at: number, type: string): boolean {
    const start = this.bytes.lastIndexOf(NEW_LINE, at) + 1;
    const before = this.bytes.lastIndexOf(NEW_LINE, Math.max(0, start - 2)) + 1;
    if (start === 0 || this.bytes.toString("latin1", before, start).trim() !== "0") return false;
    this.at = start;
    return this.line() === type;
  }

  group(): { code: number; value: string } | null {
    const code = this.line();
    const value = this.line();
    return code === null || value === null ? null : { code: Number.parseInt(code, 10), value };
  }

  private line(): string | null {
    if (this.at >= this.bytes.length) return null;
    const end = this.bytes.indexOf(NEW_LINE, this.at);
    const until = end < 0 ? this.bytes.length : end;
    const line = this.bytes.toString("latin1", this.at, until).trim();
    this.at = until + 1;
    return line;
  }
}
