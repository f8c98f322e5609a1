import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { ZipFile } from "yazl";

/** One entry as the manifest lists it. Size in bytes, SHA-256 in lower-case hex, of the entry's content. */
export interface ArchiveEntry {
  path: string;
  size: number;
  sha256: string;
}

export interface EntryOptions {
  /** Bytes, where they are known before; another number fails the archive. */
  size?: number;
  /** 0 (stored) to 9; 6 unless told. */
  level?: number;
}

/** From here on sizes are written as ZIP64 writes them; a little early, since packing may make an entry larger. */
const ZIP64_FROM = 0xf000_0000;

/**
 * A ZIP archive that is made while it is read: nothing of it is kept but the list of its entries. Entries are written one
 * after the other; `output` has to be read meanwhile, and failing it fails whoever writes.
 */
export class Archive {
  readonly output: Readable;
  readonly entries: ArchiveEntry[] = [];
  readonly #zip = new ZipFile();
  readonly #broken: Promise<never>;

  constructor() {
    const { outputStream } = this.#zip;
    if (!(outputStream instanceof Readable)) throw new Error("The archive's output is no stream");
    this.output = outputStream;
    this.#broken = new Promise((_, reject) => {
      this.output.once("error", reject);
      this.output.once("close", () => {
        if (!this.output.readableEnded) reject(new Error("The archive's reader has left"));
      });
      this.#zip.on("error", (error: Error) => {
        this.output.destroy(error);
        reject(error);
      });
    });
    this.#broken.catch(() => {});
  }

  /** Writes one entry and waits until its content has been read. Throws what the content threw; the archive is then worthless. */
  async add(
    path: string,
    content: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
    { size, level = 6 }: EntryOptions = {},
  ): Promise<ArchiveEntry> {
    const hash = createHash("sha256");
    let bytes = 0;
    async function* hashed() {
      for await (const chunk of content) {
        const buffer = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
        if (buffer.byteLength === 0) continue;
        hash.update(buffer);
        bytes += buffer.byteLength;
        yield buffer;
      }
    }
    const source = Readable.from(hashed(), { objectMode: false });
    const read = finished(source);
    read.catch(() => {});
    this.#zip.addReadStream(source, path, {
      compressionLevel: level,
      ...(size === undefined ? {} : { size }),
      forceZip64Format: size === undefined || size >= ZIP64_FROM,
    });
    try {
      await Promise.race([read, this.#broken]);
    } catch (error) {
      this.output.destroy(error instanceof Error ? error : new Error(String(error)));
      throw error;
    } finally {
      source.destroy();
    }
    const entry = { path, size: bytes, sha256: hash.digest("hex") };
    this.entries.push(entry);
    return entry;
  }

  /** Writes the manifest of all entries so far, and ends the archive. */
  async finish(about: Record<string, unknown>): Promise<void> {
    await this.add("manifest.json", manifest(about, this.entries));
    this.#zip.end();
  }
}

function* manifest(about: Record<string, unknown>, entries: readonly ArchiveEntry[]) {
  yield `${JSON.stringify({ ...about, hash: "SHA-256" }, null, 2).slice(0, -2)},\n  "entries": [`;
  for (const [index, entry] of entries.slice().entries())
    yield `${index === 0 ? "" : ","}\n    ${JSON.stringify(entry)}`;
  yield "\n  ]\n}\n";
}

/** A name as the last part of a path in an archive that any system can unpack: no separators, no control characters, at most 150. */
export function entryName(filename: string): string {
  const safe = filename
    .normalize("NFC")
    .toWellFormed()
    .replace(/[\p{C}\\/:*?"<>|]/gu, "_")
    .replace(/^\.+|[. ]+$/g, "_");
  if (safe.length <= 150) return safe || "_";
  const extension = /\.[A-Za-z0-9]{1,16}$/.exec(safe)?.[0] ?? "";
  return safe.slice(0, 150 - extension.length).toWellFormed() + extension;
}
