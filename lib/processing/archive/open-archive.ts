import type { Readable } from "node:stream";
import { type Entry, open, type ZipFile } from "yauzl";

/** An archive that does not hold: damaged, cut off, or of another kind. */
export class ArchiveDamaged extends Error {
  override name = "ArchiveDamaged";
}

/** An archive that holds more than its reader allows. */
export class ArchiveTooLarge extends Error {
  override name = "ArchiveTooLarge";
}

/** More files than any model or workbook comes as. */
const MOST_ENTRIES = 10_000;

/** A ZIP archive on disk: the files that its directory lists, and their bytes as they are unpacked. */
export interface Archive {
  entries: readonly Entry[];
  /** The file's bytes, counted as they come: what an archive says of its sizes may be a lie. Ends in `ArchiveTooLarge`. */
  read: (entry: Entry, most: number) => Promise<Readable>;
  close: () => void;
}

/** Opens an archive and reads its directory. Throws `ArchiveDamaged`, `ArchiveTooLarge`. */
export async function openArchive(path: string): Promise<Archive> {
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    open(path, { lazyEntries: true, autoClose: false }, (error, opened) =>
      error ? reject(damaged(error)) : resolve(opened),
    );
  });
  try {
    return {
      entries: await directoryOf(zip),
      read: (entry, most) => streamOf(zip, entry, most),
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

function directoryOf(zip: ZipFile): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    zip.on("error", (error) => reject(damaged(error)));
    zip.on("end", () => resolve(entries));
    zip.on("entry", (entry: Entry) => {
      entries.push(entry);
      if (entries.length > MOST_ENTRIES) reject(new ArchiveTooLarge(`more than ${MOST_ENTRIES} files`));
      else zip.readEntry();
    });
    zip.readEntry();
  });
}

function streamOf(zip: ZipFile, entry: Entry, most: number): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(damaged(error));
      let left = most;
      stream.on("data", (part: Buffer) => {
        left -= part.length;
        if (left < 0) stream.destroy(new ArchiveTooLarge(`more than ${most} bytes`));
      });
      stream.pause();
      resolve(stream);
    });
  });
}

/** The bytes of a file of an archive, at most so many. Throws `ArchiveDamaged`, `ArchiveTooLarge`. */
export async function bytesOf(archive: Archive, entry: Entry, most: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  try {
    for await (const part of await archive.read(entry, most)) parts.push(part);
  } catch (error) {
    throw damaged(error);
  }
  return Buffer.concat(parts);
}

/** What the reader stumbles over is an archive that does not hold. */
export function damaged(error: unknown): Error {
  if (error instanceof ArchiveTooLarge || error instanceof ArchiveDamaged) return error;
  return new ArchiveDamaged(error instanceof Error ? error.message : String(error), { cause: error });
}
