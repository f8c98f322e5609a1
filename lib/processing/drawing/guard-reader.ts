import { DwgLZ77AC18Decompressor, DwgStreamReaderBase, DxfTextReader } from "@node-projects/acad-ts";
import { TakeoffError } from "#lib/processing/geometry/takeoff-error.ts";

/*
 * The reader goes on behind the end of a damaged file, where it finds nothing for ever, and takes any size for granted. It is
 * stopped there by its own methods, which are wrapped for the file that this thread reads.
 */
const { readNext } = DxfTextReader.prototype;
const { readShortBigEndian } = DwgStreamReaderBase.prototype;
const { decompress } = DwgLZ77AC18Decompressor;

/** A section of a DXF whose closing mark is damaged ends with the file. */
export function guardDxf(bytes: Buffer): void {
  let lines = 2;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines++;
  DxfTextReader.prototype.readNext = function guarded(this: DxfTextReader) {
    if (this.position > lines) throw new TakeoffError("drawing_damaged");
    readNext.call(this);
  };
}

/** Bytes that one of a compressed section may stand for: zeros come to some 250. */
const BEST_RATIO = 1000;
const SMALLEST_LIMIT = 1 << 20;

/** A DWG's table of handles ends with its section, and no section is larger than its bytes can stand for. */
export function guardDwg(length: number): void {
  DwgStreamReaderBase.prototype.readShortBigEndian = function guarded(this: DwgStreamReaderBase) {
    if (this.position > this.stream.length) throw new TakeoffError("drawing_damaged");
    return readShortBigEndian.call(this);
  };
  DwgLZ77AC18Decompressor.decompress = (stream, position, size) => {
    if (size < 0 || size > Math.max(SMALLEST_LIMIT, length * BEST_RATIO))
      throw new TakeoffError("drawing_damaged");
    return decompress.call(DwgLZ77AC18Decompressor, stream, position, size);
  };
}
