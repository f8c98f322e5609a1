import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { promisify } from "node:util";
import { createZstdCompress, zstdDecompress } from "node:zlib";
import { canonicalJson } from "./canonical-json.ts";
import { type Snapshot, StoredSnapshot } from "./snapshot.ts";

/** A snapshot as it is stored. */
export interface Packed {
  /** Canonical JSON in UTF-8, packed by zstd. */
  content: Buffer;
  /** Of the canonical JSON: SHA-256 in hex, and bytes. */
  sha256: string;
  size: number;
}

/** Packs a snapshot piece by piece, so that one of many megabytes keeps no other request waiting. */
export async function packSnapshot(snapshot: Snapshot): Promise<Packed> {
  const hash = createHash("sha256");
  let size = 0;
  async function* hashed(): AsyncGenerator<Buffer> {
    for (const text of pieces(snapshot)) {
      const bytes = Buffer.from(text);
      hash.update(bytes);
      size += bytes.length;
      yield bytes;
    }
  }
  const packed: Buffer[] = [];
  const source = Readable.from(hashed(), { objectMode: false });
  const zstd = createZstdCompress();
  source.once("error", (error) => zstd.destroy(error));
  const chunks: AsyncIterable<Buffer> = source.pipe(zstd);
  for await (const chunk of chunks) packed.push(chunk);
  return { content: Buffer.concat(packed), sha256: hash.digest("hex"), size };
}

/** The canonical JSON of a stored snapshot. Throws where it is not what it was when it was signed. */
export async function unpackText({
  content,
  sha256,
}: {
  content: Uint8Array;
  sha256: string;
}): Promise<Buffer> {
  const text = await promisify(zstdDecompress)(content);
  if (createHash("sha256").update(text).digest("hex") !== sha256)
    throw new Error(`The stored snapshot ${sha256} is not what was signed`);
  return text;
}

export async function unpackSnapshot(stored: { content: Uint8Array; sha256: string }): Promise<Snapshot> {
  return StoredSnapshot.parse(JSON.parse((await unpackText(stored)).toString()));
}

const PIECE = 64 * 1024;

/** `canonicalJson` of the whole, in pieces: lists at the top are written item by item. */
function* pieces(snapshot: Snapshot): Generator<string> {
  let piece = "";
  for (const part of parts(snapshot)) {
    piece += part;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = "";
  }
  yield piece;
}

function* parts(snapshot: Snapshot): Generator<string> {
  const members = Object.entries(snapshot).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [index, [name, value]] of members.entries()) {
    yield `${index === 0 ? "{" : ","}${canonicalJson(name)}:`;
    if (!Array.isArray(value)) {
      yield canonicalJson(value);
      continue;
    }
    yield "[";
    for (const [at, item] of value.entries()) yield (at === 0 ? "" : ",") + canonicalJson(item);
    yield "]";
  }
  yield "}";
}
