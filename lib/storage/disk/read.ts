import { type FileHandle, open } from "node:fs/promises";
import { Readable } from "node:stream";
import { type ByteRange, RangeNotSatisfiable, StoreUnavailable } from "../store.ts";
import type { Segment } from "./records.ts";
import { within } from "./within.ts";

const READ_BYTES = 512 * 1024;

/**
 * The bytes `start` to `end` (included) of an object's segments as a stream. The first segment is opened before this
 * returns, so that an object replaced meanwhile shows as ENOENT here, where it can be looked up again.
 */
export async function openSegments(
  directory: string,
  segments: Segment[],
  { start, end }: { start: number; end: number },
): Promise<Readable> {
  const pieces = piecesOf(segments, start, end);
  const [first] = pieces;
  if (!first) return Readable.from([]);
  const handle = await open(within(directory, first.file), "r");
  return pieceStream(directory, pieces, handle);
}

/** A requested range within an object of a size. Throws `RangeNotSatisfiable`. */
export function resolveRange(range: ByteRange | undefined, size: number): { start: number; end: number } {
  if (!range) return { start: 0, end: size - 1 };
  const end = Math.min(range.end ?? size - 1, size - 1);
  if (range.start < 0 || range.start > end)
    throw new RangeNotSatisfiable(`The object has ${size} bytes; ask for a range that begins within them.`);
  return { start: range.start, end };
}

interface Piece {
  file: string;
  from: number;
  bytes: number;
}

function piecesOf(segments: Segment[], start: number, end: number): Piece[] {
  const pieces: Piece[] = [];
  let offset = 0;
  for (const { file, size } of segments) {
    const from = Math.max(start - offset, 0);
    const to = Math.min(end - offset, size - 1);
    if (from <= to) pieces.push({ file, from, bytes: to - from + 1 });
    offset += size;
  }
  return pieces;
}

/** A stream class of its own and no generator: one that is destroyed before its first read must close its file too. */
function pieceStream(directory: string, pieces: Piece[], first: FileHandle): Readable {
  const rest = [...pieces];
  let handle: FileHandle | undefined = first;
  let done = 0;
  async function next(): Promise<Buffer | null> {
    for (let piece = rest[0]; piece; piece = rest[0]) {
      if (done < piece.bytes) {
        handle ??= await open(within(directory, piece.file), "r");
        const wanted = Math.min(READ_BYTES, piece.bytes - done);
        // A fresh buffer each time: the reader may keep what it was given.
        const { bytesRead, buffer } = await handle.read(
          Buffer.allocUnsafeSlow(wanted),
          0,
          wanted,
          piece.from + done,
        );
        if (bytesRead === 0)
          throw new StoreUnavailable(
            `${piece.file} is shorter than its object's record says: the disk has lost data.`,
          );
        done += bytesRead;
        return buffer.subarray(0, bytesRead);
      }
      await handle?.close();
      handle = undefined;
      done = 0;
      rest.shift();
    }
    return null;
  }
  return new Readable({
    highWaterMark: READ_BYTES,
    read() {
      next().then(
        (chunk) => this.push(chunk),
        (error) => this.destroy(error),
      );
    },
    destroy(error, callback) {
      (handle?.close() ?? Promise.resolve()).then(
        () => callback(error),
        (closing) => callback(error ?? closing),
      );
    },
  });
}
