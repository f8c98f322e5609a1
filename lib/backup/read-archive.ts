import { createReadStream } from "node:fs";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createZstdDecompress } from "node:zlib";
import { extract } from "tar-stream";
import { z } from "zod";
import { AppError } from "#lib/errors.ts";
import { damaged, decrypted, type Identities } from "./age.ts";

export interface ReadEntry {
  name: string;
  size: number;
  pax: Record<string, string>;
  /** To be read to its end before the next entry comes. */
  content: AsyncIterable<Buffer>;
}

/** The entries of an archive in their order, in bounded memory. Throws as `decrypted`, and `backup_damaged`. */
export async function* readArchive(file: string, by: Identities | null): AsyncGenerator<ReadEntry> {
  const source: Readable = by === null ? createReadStream(file) : await decrypted(file, by);
  const tar = extract();
  let failure: unknown;
  const flow = pipeline(source, createZstdDecompress({ chunkSize: 256 * 1024 }), tar).catch((error) => {
    failure = error;
    tar.destroy(error);
  });
  try {
    for await (const entry of tar) {
      yield readEntry(entry, () => failure);
      // What was not looked at is passed over.
      entry.resume();
    }
    await flow;
    if (failure !== undefined) throw failure;
  } catch (error) {
    throw asDamage(failure ?? error);
  } finally {
    tar.destroy();
    source.destroy();
    await flow;
  }
}

/** Only what authenticates the file says more of it than that it cannot be read. */
const asDamage = (error: unknown) => (error instanceof AppError ? error : damaged());

const Header = z.object({
  name: z.string(),
  size: z.number(),
  pax: z.record(z.string(), z.string()).nullish(),
});

interface Entry extends AsyncIterable<unknown> {
  header: unknown;
}

function readEntry(entry: Entry, failure: () => unknown): ReadEntry {
  const { name, size, pax } = Header.parse(entry.header);
  async function* content(): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of entry) if (Buffer.isBuffer(chunk)) yield chunk;
    } catch (error) {
      throw asDamage(failure() ?? error);
    }
  }
  return { name, size, pax: pax ?? {}, content: content() };
}
