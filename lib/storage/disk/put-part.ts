import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import {
  type ByteStream,
  InvalidPart,
  InvalidRequest,
  MAX_PART_BYTES,
  MAX_PART_NUMBER,
  PartTooLarge,
  type UploadedPart,
} from "../store.ts";
import { type ExpectedChecksums, etagSum, verifier } from "./checksums.ts";
import { hasCode, openNew, replaceFile, writeStream } from "./files.ts";
import { flushLater } from "./flush-later.ts";
import { newSegment } from "./records.ts";
import { findUpload, noSuchUpload, type PartRecord, partFile, readPart } from "./upload-files.ts";
import { within } from "./within.ts";

/**
 * Takes one part. It is there as a whole or not at all; a part sent again replaces the earlier one. Its bytes are
 * flushed soon after, and before the upload is completed.
 * Throws `NoSuchUpload`, `ChecksumMismatch`, `PartTooLarge`.
 */
export async function putPart(
  root: string,
  key: string,
  uploadId: string,
  number: number,
  body: ByteStream,
  expected: ExpectedChecksums & { size?: number },
): Promise<UploadedPart> {
  if (!Number.isInteger(number) || number < 1 || number > MAX_PART_NUMBER)
    throw new InvalidRequest(`Part numbers go from 1 to ${MAX_PART_NUMBER}.`);
  const { directory } = await findUpload(root, key, uploadId);
  const file = newSegment();
  const check = verifier(expected);
  const etags = etagSum();
  const limit = expected.size ?? MAX_PART_BYTES;
  let received = 0;
  try {
    const handle = await openNew(within(directory, file));
    const size = await writeStream(within(directory, file), handle, body, (chunk) => {
      received += chunk.length;
      if (received > limit)
        throw new PartTooLarge(`Part ${number} may have ${limit} bytes, and more arrived.`);
      check.update(chunk);
      etags.update(chunk);
    });
    if (expected.size !== undefined && size !== expected.size)
      throw new InvalidPart(`Part ${number} ended after ${size} of ${expected.size} bytes. Send it again.`);
    await check.verify();
    const target = partFile(directory, number);
    const earlier = await readPart(target);
    await replaceFile(
      target,
      JSON.stringify({ number, etag: etags.etag(), size, file } satisfies PartRecord),
      randomUUID(),
    );
    flushLater(within(directory, file), (error) => dropPart(directory, number, file, error));
    if (earlier) await rm(within(directory, earlier.file), { force: true });
    return { number, etag: etags.etag(), size };
  } catch (error) {
    await rm(within(directory, file), { force: true });
    // The upload was completed or aborted while the part was on its way.
    throw hasCode(error, "ENOENT") ? noSuchUpload() : error;
  }
}

/** A part whose bytes could not be flushed is not there. Its upload being over by then is no failure. */
async function dropPart(directory: string, number: number, file: string, error: unknown): Promise<void> {
  if (hasCode(error, "ENOENT")) return;
  if ((await readPart(partFile(directory, number)))?.file === file)
    await rm(partFile(directory, number), { force: true });
  await rm(within(directory, file), { force: true });
  process.emitWarning(
    `A part was lost: the disk failed to take it (${error instanceof Error ? error.message : String(error)}).`,
  );
}
