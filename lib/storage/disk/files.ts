import { type FileHandle, mkdir, open, rename, rm, rmdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { ByteStream } from "../store.ts";

/** Bytes gathered before a write: large enough to keep the disk busy, small enough for hundreds of uploads at once. */
const WRITE_BYTES = 512 * 1024;

/**
 * Writes a stream to a file just opened, one block being written while the next arrives. It is not flushed yet.
 * `observe` sees each chunk; what it throws, like any failure, leaves no file. Returns the bytes written.
 */
export async function writeStream(
  file: string,
  handle: FileHandle,
  body: ByteStream,
  observe: (chunk: Uint8Array) => void,
): Promise<number> {
  try {
    let size = 0;
    let block: Uint8Array[] = [];
    let blockBytes = 0;
    let writing: Promise<void> = Promise.resolve();
    const flush = async () => {
      await writing;
      writing = writeBlock(handle, block, blockBytes);
      // Its failure is thrown by the next await; until then it must not count as unhandled.
      writing.catch(() => {});
      block = [];
      blockBytes = 0;
    };
    const chunks: AsyncIterable<Uint8Array> = body;
    for await (const chunk of chunks) {
      observe(chunk);
      size += chunk.length;
      block.push(chunk);
      blockBytes += chunk.length;
      if (blockBytes >= WRITE_BYTES) await flush();
    }
    if (blockBytes > 0) await flush();
    await writing;
    return size;
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
}

export function openNew(file: string): Promise<FileHandle> {
  return open(file, "wx", 0o600);
}

/** Replaces a small file so that a reader, and a restart after a power cut, sees the old or the new one, whole. */
export async function writeFileAtomically(file: string, content: string, id: string): Promise<void> {
  const temporary = await writeTemporary(file, content, id);
  await rename(temporary, file);
  await syncDirectory(path.dirname(file));
}

/** Flushes a file's bytes to the disk, whoever wrote them. */
export async function syncFile(file: string): Promise<void> {
  const handle = await open(file, "r+");
  try {
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

/** As `writeFileAtomically`, but after a power cut the file may be empty or missing. */
export async function replaceFile(file: string, content: string, id: string): Promise<void> {
  const temporary = `${file}.${id}.tmp`;
  await writeFile(temporary, content, { flag: "wx", mode: 0o600 });
  await rename(temporary, file);
}

/** A flushed temporary file beside its target, for a rename or a link into place. Returns its path. */
export async function writeTemporary(file: string, content: string, id: string): Promise<string> {
  const temporary = `${file}.${id}.tmp`;
  const handle = await openNew(temporary);
  try {
    await handle.writeFile(content);
    await handle.datasync();
  } finally {
    await handle.close();
  }
  return temporary;
}

/** Flushes a directory's entries: a rename is durable only then. */
export async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Creates a directory and its parents durably. */
export async function makeDirectory(directory: string): Promise<void> {
  const first = await mkdir(directory, { recursive: true });
  if (first === undefined) return;
  for (let created = directory; created.length >= first.length; created = path.dirname(created))
    await syncDirectory(path.dirname(created));
}

/** Removes a directory and its parents up to a root, as far as they are empty. */
export async function removeEmptyDirectories(directory: string, root: string): Promise<void> {
  for (let current = directory; current.length > root.length; current = path.dirname(current)) {
    if (!(await removeEmptyDirectory(current))) return;
  }
}

/** False when something is in it. */
export async function removeEmptyDirectory(directory: string): Promise<boolean> {
  try {
    await rmdir(directory);
  } catch (error) {
    if (hasCode(error, "ENOTEMPTY", "EEXIST")) return false;
    if (!hasCode(error, "ENOENT")) throw error;
  }
  return true;
}

/**
 * Runs work that puts something into a directory. Another process may remove the directory while it is still empty,
 * between its creation and the work's first file: then both are done again.
 */
export async function inDirectory<T>(directory: string, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      await makeDirectory(directory);
      return await work();
    } catch (error) {
      if (attempt === 10 || !hasCode(error, "ENOENT")) throw error;
    }
  }
}

export function hasCode(error: unknown, ...codes: string[]): boolean {
  return (
    error instanceof Error && "code" in error && typeof error.code === "string" && codes.includes(error.code)
  );
}

/** What an operation gives, or undefined where its file does not exist. */
export async function ifPresent<T>(operation: Promise<T>): Promise<T | undefined> {
  try {
    return await operation;
  } catch (error) {
    if (hasCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

async function writeBlock(handle: FileHandle, block: Uint8Array[], bytes: number): Promise<void> {
  const { bytesWritten } = await handle.writev(block);
  if (bytesWritten < bytes) await handle.appendFile(Buffer.concat(block).subarray(bytesWritten));
}
