import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { assertKey, assertMetadata } from "../keys.ts";
import {
  InvalidPart,
  MIN_PART_BYTES,
  type MultipartOptions,
  type MultipartSummary,
  NoSuchUpload,
  PartTooSmall,
  type UploadedPart,
} from "../store.ts";
import { hasCode, ifPresent, makeDirectory, syncDirectory, syncFile, writeFileAtomically } from "./files.ts";
import { prefixSha256 } from "./prefix-hash.ts";
import { discardSegments, linkSegments, objectDirectory, publish, type Segment } from "./records.ts";
import {
  findUpload,
  noSuchUpload,
  type PartRecord,
  readParts,
  UPLOAD_ID,
  UploadRecord,
  uploadFile,
} from "./upload-files.ts";
import { within } from "./within.ts";

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
  const draft = within(root, `${uploadId}.draft`);
  await mkdir(draft);
  const record = {
    key,
    contentType: options.contentType,
    storageClass: options.storageClass ?? "STANDARD",
    metadata: options.metadata ?? {},
    initiatedAt: now.toISOString(),
  } satisfies UploadRecord;
  await writeFileAtomically(uploadFile(draft), JSON.stringify(record), uploadId);
  await rename(draft, within(root, uploadId));
  await syncDirectory(root);
  return uploadId;
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
  const sha256 = await prefixSha256(directory, parts);
  await flush(directory, parts);
  const segments = await link(directory, parts, target);
  try {
    await publish(target, {
      key,
      size: parts.reduce((sum, part) => sum + part.size, 0),
      etag,
      contentType: upload.contentType,
      storageClass: upload.storageClass,
      metadata: upload.metadata,
      sha256,
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
      ? await ifPresent(readFile(uploadFile(within(root, name)), "utf8"))
      : undefined;
    if (text === undefined) continue;
    const { key, initiatedAt } = UploadRecord.parse(JSON.parse(text));
    if (key.startsWith(prefix)) yield { key, uploadId: name, initiatedAt: new Date(initiatedAt) };
  }
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

/** Most of it was flushed while later parts were arriving. */
async function flush(directory: string, parts: PartRecord[]): Promise<void> {
  for (const { file } of parts) await ifPresent(syncFile(within(directory, file)));
}

async function link(from: string, parts: PartRecord[], to: string): Promise<Segment[]> {
  try {
    return await linkSegments(from, parts, to);
  } catch (error) {
    if (!hasCode(error, "ENOENT")) throw error;
    const underWay = await ifPresent(stat(uploadFile(from)));
    throw underWay
      ? new InvalidPart("A part was sent again at the same time: complete with its new ETag.")
      : noSuchUpload();
  }
}

/** Moved out of sight first, so that no part can arrive while the directory is being emptied. */
async function dropDirectory(root: string, uploadId: string): Promise<void> {
  const dropped = within(root, `${uploadId}.dropped-${randomUUID()}`);
  try {
    await rename(within(root, uploadId), dropped);
  } catch (error) {
    if (hasCode(error, "ENOENT")) return;
    throw error;
  }
  await rm(dropped, { recursive: true, force: true });
}
