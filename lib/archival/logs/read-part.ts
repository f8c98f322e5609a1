import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { objectStores } from "#lib/storage/index.ts";
import { ARCHIVED_CLASSES, ChecksumMismatch, type ObjectHead } from "#lib/storage/store.ts";

export interface ReadablePart {
  objectKey: string;
  rows: number;
  bytes: number;
  sha256: string;
  contentSha256: string;
}

/** Bytes. A small object may unpack to very many, which are not to be held all at once. */
const LONGEST_LINE = 64 * 2 ** 20;

/**
 * The lines of a part, in constant memory. What was read is held to the checksums of the object and of its content when the
 * last line is through: until then nothing may be done with the lines that cannot be undone. Throws `ChecksumMismatch`,
 * `ObjectNotFound`, `InvalidObjectState`.
 */
export async function* linesOf(part: ReadablePart): AsyncGenerator<string, undefined> {
  const { stream } = await objectStores().archive.getStream(part.objectKey);
  const object = createHash("sha256");
  const content = createHash("sha256");
  let bytes = 0;
  let rows = 0;
  async function* hashed(): AsyncGenerator<Buffer> {
    for await (const chunk of stream) {
      const buffer = Buffer.from(chunk);
      object.update(buffer);
      bytes += buffer.length;
      yield buffer;
    }
  }
  let rest: Buffer = Buffer.alloc(0);
  try {
    const packed = Readable.from(hashed());
    const plain = packed.pipe(createGunzip());
    packed.on("error", (error) => plain.destroy(error));
    for await (const chunk of plain) {
      const buffer = Buffer.from(chunk);
      content.update(buffer);
      let text: Buffer = Buffer.concat([rest, buffer]);
      for (let end = text.indexOf(10); end >= 0; end = text.indexOf(10)) {
        rows += 1;
        if (rows > part.rows) throw changed(part, "its rows are not those that were written");
        yield text.subarray(0, end).toString("utf8");
        text = text.subarray(end + 1);
      }
      if (text.length > LONGEST_LINE) throw changed(part, "it has a line longer than any that was written");
      rest = text;
    }
  } catch (error) {
    if (isDecompression(error)) throw changed(part, "it cannot be unpacked");
    throw error;
  } finally {
    stream.destroy();
  }
  if (bytes !== part.bytes || object.digest("hex") !== part.sha256)
    throw changed(part, "its bytes are not those that were written");
  if (rows !== part.rows || rest.length > 0 || content.digest("hex") !== part.contentSha256)
    throw changed(part, "its rows are not those that were written");
  return undefined;
}

const changed = ({ objectKey }: ReadablePart, how: string) =>
  new ChecksumMismatch(`The archived logs ${objectKey} were changed: ${how}.`);

const isDecompression = (error: unknown) =>
  error instanceof Error && "code" in error && String(error.code).startsWith("Z_");

/** Whether the store gives an object's bytes now. */
export const isReadable = ({ storageClass, restore }: ObjectHead): boolean =>
  !ARCHIVED_CLASSES.has(storageClass) || restore.status === "restored";
