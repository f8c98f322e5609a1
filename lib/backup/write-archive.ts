import { createHash } from "node:crypto";
import { open, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, createZstdCompress } from "node:zlib";
import { pack } from "tar-stream";
import { AppError } from "#lib/errors.ts";
import { encryption, type Recipients } from "./age.ts";

export interface ArchiveWriter {
  /** One entry of a known size; throws when the source gives another. */
  add(entry: ArchiveEntry, source: AsyncIterable<Uint8Array>): Promise<void>;
  addText(name: string, text: string): Promise<void>;
}

export interface ArchiveEntry {
  name: string;
  size: number;
  /** Kept beside the entry. */
  pax?: Record<string, string>;
}

export interface WrittenArchive {
  file: string;
  /** Of the file as it lies there. */
  bytes: number;
  sha256: string;
}

/**
 * Lets `work` write the entries of an archive, compressed by zstd and, with `to`, encrypted, in bounded memory. It has its
 * name only when it is whole and on the disk; whatever fails leaves nothing. Throws `AppError`: `target_exists`,
 * `target_unwritable`.
 */
export async function writeArchive(
  file: string,
  to: Recipients | null,
  work: (archive: ArchiveWriter) => Promise<void>,
): Promise<WrittenArchive> {
  if (await stat(file).catch(() => null))
    throw new AppError(409, "target_exists", `${file} exists already. Give --to another name.`);
  const seal = to === null ? null : await encryption(to);
  const part = `${file}.part`;
  const handle = await open(part, "wx", 0o600).catch((error) => {
    throw unwritable(part, error);
  });
  const hash = createHash("sha256");
  let bytes = 0;
  const target = new Writable({
    highWaterMark: 4 * 1024 * 1024,
    writev(chunks, done) {
      const blocks = chunks.map(({ chunk }) => bufferOf(chunk));
      for (const block of blocks) {
        hash.update(block);
        bytes += block.length;
      }
      writeAll(handle, blocks).then(
        () => done(),
        (error) => done(error),
      );
    },
  });
  const tar = pack();
  const compress = createZstdCompress({
    chunkSize: 256 * 1024,
    params: { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 },
  });
  // It ends with the first failure, which destroys all of them.
  const flow = seal === null ? pipeline(tar, compress, target) : pipeline(tar, compress, seal, target);
  const failed = flow.then(() => new Promise<never>(() => {}));
  failed.catch(() => {});
  try {
    await Promise.race([work(writerOf(tar, failed)), failed]);
    tar.finalize();
    await flow;
    await handle.sync();
    await handle.close();
    await rename(part, file);
    await syncDirectory(path.dirname(file));
    return { file, bytes, sha256: hash.digest("hex") };
  } catch (error) {
    tar.destroy(error instanceof Error ? error : new Error(String(error)));
    await flow.catch(() => {});
    await handle.close().catch(() => {});
    await rm(part, { force: true });
    throw isOfDisk(error) ? unwritable(file, error) : error;
  }
}

function writerOf(tar: ReturnType<typeof pack>, failed: Promise<never>): ArchiveWriter {
  async function add({ name, size, pax }: ArchiveEntry, source: AsyncIterable<Uint8Array>): Promise<void> {
    const header = { name, size, mtime: EPOCH, mode: 0o600, pax: pax ?? null };
    const { promise: written, resolve, reject } = Promise.withResolvers<void>();
    written.catch(() => {});
    const entry = tar.entry(header, (error) => (error ? reject(error) : resolve()));
    // It ends with the archive, whose failure is told to whoever waits for it.
    entry.on("error", () => {});
    let given = 0;
    for await (const chunk of source) {
      given += chunk.length;
      if (given > size) throw sizeChanged(name, size, given);
      if (!entry.write(chunk)) await Promise.race([drained(entry), failed]);
    }
    if (given < size) throw sizeChanged(name, size, given);
    entry.end(null);
    await Promise.race([written, failed]);
  }
  return {
    add,
    addText: (name, text) => {
      const bytes = Buffer.from(text);
      return add({ name, size: bytes.length }, once(bytes));
    },
  };
}

/** The same content makes the same archive. */
const EPOCH = new Date(0);

const drained = (entry: NodeJS.EventEmitter) =>
  new Promise<void>((resolve) => entry.once("drain", () => resolve()));

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  if (bytes.length > 0) yield bytes;
}

const sizeChanged = (name: string, size: number, given: number) =>
  new Error(`${name} gave ${given} bytes and should have ${size}`);

const bufferOf = (chunk: unknown): Buffer =>
  Buffer.isBuffer(chunk)
    ? chunk
    : chunk instanceof Uint8Array
      ? Buffer.from(chunk)
      : Buffer.from(String(chunk));

async function writeAll(handle: Awaited<ReturnType<typeof open>>, blocks: Buffer[]): Promise<void> {
  const wanted = blocks.reduce((sum, block) => sum + block.length, 0);
  const { bytesWritten } = await handle.writev(blocks);
  if (bytesWritten < wanted) await handle.appendFile(Buffer.concat(blocks).subarray(bytesWritten));
}

async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, "r");
  await handle.sync().finally(() => handle.close());
}

const OF_DISK = new Set([
  "ENOSPC",
  "EDQUOT",
  "EFBIG",
  "EROFS",
  "EACCES",
  "EPERM",
  "EIO",
  "ENOENT",
  "ENOTDIR",
]);
function isOfDisk(error: unknown): error is NodeJS.ErrnoException {
  return (
    error instanceof Error && "code" in error && typeof error.code === "string" && OF_DISK.has(error.code)
  );
}

function unwritable(file: string, error: NodeJS.ErrnoException): AppError {
  const why =
    error.code === "ENOSPC" || error.code === "EDQUOT"
      ? "the disk is full"
      : error.code === "EEXIST"
        ? "another backup is being written there; remove the file if none is"
        : error.message;
  return new AppError(
    507,
    "target_unwritable",
    `${file} could not be written: ${why}. Nothing was left there; make room or give --to another place.`,
    { cause: error.code },
  );
}
