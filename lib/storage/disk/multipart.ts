import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { assertKey, assertMetadata } from "../keys.ts";
import {
  type ByteStream,
  InvalidPart,
  InvalidRequest,
  MAX_PART_BYTES,
  MAX_PART_NUMBER,
  MIN_PART_BYTES,
  type MultipartOptions,
  type MultipartSummary,
  NoSuchUpload,
  PartTooLarge,
  PartTooSmall,
  STORAGE_CLASSES,
  type UploadedPart,
} from "../store.ts";
import { type ExpectedChecksums, etagSum, verifier } from "./checksums.ts";
import {
  hasCode,
  ifPresent,
  makeDirectory,
  openNew,
  syncDirectory,
  writeFileAtomically,
  writeStream,
} from "./files.ts";
import {
  discardSegments,
  linkSegments,
  newSegment,
  objectDirectory,
  publish,
  type Segment,
} from "./records.ts";

/**
 * An upload under way is a directory: upload.json, and for each part that arrived whole `<number>.part.json`, which names
 * the part's `<uuid>.data`. Completing links those files into the object as its segments, so it costs the same for a
 * megabyte as for five gigabytes, and a part still being sent can never change an object made of an earlier one.
 */
const UploadRecord = z.object({
  key: z.string(),
  contentType: z.string(),
  storageClass: z.enum(STORAGE_CLASSES),
  metadata: z.record(z.string(), z.string()),
  initiatedAt: z.iso.datetime(),
});
const PartRecord = z.object({
  number: z.number().int(),
  etag: z.string(),
  size: z.number().int(),
  file: z.string(),
});
type PartRecord = z.output<typeof PartRecord>;

export async function createUpload(
  root: string,
  key: string,
  options: MultipartOptions,
  now: Date,
): Promise<string> {
  assertKey(key);
  assertMetadata(options.metadata);
  const uploadId = randomUUID();
  await makeDirectory(root);
  // Made whole under a name that no one looks at, then moved into place.
  const draft = path.join(root, `${uploadId}.draft`);
  await mkdir(draft);
  const record = {
    key,
    contentType: options.contentType,
    storageClass: options.storageClass ?? "STANDARD",
    metadata: options.metadata ?? {},
    initiatedAt: now.toISOString(),
  };
  await writeFileAtomically(path.join(draft, "upload.json"), JSON.stringify(record), uploadId);
  await rename(draft, path.join(root, uploadId));
  await syncDirectory(root);
  return uploadId;
}

/**
 * Takes one part. It is there as a whole, flushed, or not at all; a part sent again replaces the earlier one.
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
    const handle = await openNew(path.join(directory, file));
    const size = await writeStream(path.join(directory, file), handle, body, (chunk) => {
      received += chunk.length;
      if (received > limit)
        throw new PartTooLarge(`Part ${number} may have ${limit} bytes, and more arrived.`);
      check.update(chunk);
      etags.update(chunk);
    });
    if (expected.size !== undefined && size !== expected.size)
      throw new InvalidPart(`Part ${number} ended after ${size} of ${expected.size} bytes. Send it again.`);
    await check.verify();
    const target = path.join(directory, `${number}.part.json`);
    const earlier = await readPart(target);
    await writeFileAtomically(
      target,
      JSON.stringify({ number, etag: etags.etag(), size, file } satisfies PartRecord),
      randomUUID(),
    );
    if (earlier) await rm(path.join(directory, earlier.file), { force: true });
    return { number, etag: etags.etag(), size };
  } catch (error) {
    await rm(path.join(directory, file), { force: true });
    // The upload was completed or aborted while the part was on its way.
    throw hasCode(error, "ENOENT") ? noSuchUpload() : error;
  }
}

export async function listParts(root: string, key: string, uploadId: string): Promise<UploadedPart[]> {
  return (await readParts(root, key, uploadId)).map(({ number, etag, size }) => ({ number, etag, size }));
}

export async function completeUpload(
  roots: { uploads: string; objects: string },
  key: string,
  uploadId: string,
  wanted: { number: number; etag: string }[],
  now: Date,
): Promise<{ etag: string }> {
  const { directory, upload } = await findUpload(roots.uploads, key, uploadId);
  const parts = choose(await readParts(roots.uploads, key, uploadId), wanted);
  const target = objectDirectory(roots.objects, key);
  const etag = `${createHash("sha256")
    .update(parts.map((part) => part.etag).join())
    .digest("hex")
    .slice(0, 32)}-${parts.length}`;
  const segments = await link(directory, parts, target);
  try {
    await publish(target, {
      key,
      size: parts.reduce((sum, part) => sum + part.size, 0),
      etag,
      contentType: upload.contentType,
      storageClass: upload.storageClass,
      metadata: upload.metadata,
      lastModified: now.toISOString(),
      segments,
    });
  } catch (error) {
    await discardSegments(roots.objects, target, segments);
    throw error;
  }
  await dropDirectory(roots.uploads, uploadId);
  return { etag };
}

export async function abortUpload(root: string, key: string, uploadId: string): Promise<void> {
  try {
    await findUpload(root, key, uploadId);
  } catch (error) {
    if (error instanceof NoSuchUpload) return;
    throw error;
  }
  await dropDirectory(root, uploadId);
}

export async function* listUploads(root: string, prefix: string): AsyncGenerator<MultipartSummary> {
  for (const name of ((await ifPresent(readdir(root))) ?? []).sort()) {
    const text = UPLOAD_ID.test(name)
      ? await ifPresent(readFile(path.join(root, name, "upload.json"), "utf8"))
      : undefined;
    if (text === undefined) continue;
    const { key, initiatedAt } = UploadRecord.parse(JSON.parse(text));
    if (key.startsWith(prefix)) yield { key, uploadId: name, initiatedAt: new Date(initiatedAt) };
  }
}

const UPLOAD_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function findUpload(root: string, key: string, uploadId: string) {
  const directory = path.join(root, uploadId);
  const text = UPLOAD_ID.test(uploadId)
    ? await ifPresent(readFile(path.join(directory, "upload.json"), "utf8"))
    : undefined;
  if (text === undefined) throw noSuchUpload();
  const upload = UploadRecord.parse(JSON.parse(text));
  if (upload.key !== key) throw noSuchUpload();
  return { directory, upload };
}

async function readParts(root: string, key: string, uploadId: string): Promise<PartRecord[]> {
  const { directory } = await findUpload(root, key, uploadId);
  const parts: PartRecord[] = [];
  for (const name of (await ifPresent(readdir(directory))) ?? []) {
    const part = name.endsWith(".part.json") ? await readPart(path.join(directory, name)) : undefined;
    if (part) parts.push(part);
  }
  return parts.sort((a, b) => a.number - b.number);
}

async function readPart(file: string): Promise<PartRecord | undefined> {
  const text = await ifPresent(readFile(file, "utf8"));
  return text === undefined ? undefined : PartRecord.parse(JSON.parse(text));
}

function choose(present: PartRecord[], wanted: { number: number; etag: string }[]): PartRecord[] {
  if (wanted.length === 0) throw new InvalidPart("Name at least one part.");
  const byNumber = new Map(present.map((part) => [part.number, part]));
  return wanted.map(({ number, etag }, index) => {
    const before = wanted[index - 1];
    if (before && before.number >= number)
      throw new InvalidPart("Name the parts once each, in ascending order.");
    const part = byNumber.get(number);
    if (!part || part.etag !== etag.replaceAll('"', ""))
      throw new InvalidPart(`Part ${number} has not arrived, or was sent again with other content.`);
    if (index < wanted.length - 1 && part.size < MIN_PART_BYTES)
      throw new PartTooSmall(
        `Part ${number} has ${part.size} bytes; all but the last need ${MIN_PART_BYTES}.`,
      );
    return part;
  });
}

async function link(from: string, parts: PartRecord[], to: string): Promise<Segment[]> {
  try {
    return await linkSegments(from, parts, to);
  } catch (error) {
    throw hasCode(error, "ENOENT") ? noSuchUpload() : error;
  }
}

/** Moved out of sight first, so that no part can arrive while the directory is being emptied. */
async function dropDirectory(root: string, uploadId: string): Promise<void> {
  const dropped = path.join(root, `${uploadId}.dropped-${randomUUID()}`);
  try {
    await rename(path.join(root, uploadId), dropped);
  } catch (error) {
    if (hasCode(error, "ENOENT")) return;
    throw error;
  }
  await rm(dropped, { recursive: true, force: true });
}

function noSuchUpload(): NoSuchUpload {
  return new NoSuchUpload(
    "There is no such upload: it was completed, aborted, or has expired. Start it again.",
  );
}
