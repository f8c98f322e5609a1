import { readdir, readFile, stat } from "node:fs/promises";
import { z } from "zod";
import { NoSuchUpload, STORAGE_CLASSES } from "../store.ts";
import { ifPresent } from "./files.ts";
import { within } from "./within.ts";

/**
 * An upload under way is a directory: upload.json, and for each part that arrived whole `<number>.part.json`, which names
 * the part's `<uuid>.data`. Completing links those files into the object as its segments, so it costs the same for a
 * megabyte as for five gigabytes, and a part still being sent can never change an object made of an earlier one.
 */
export const UploadRecord = z.object({
  key: z.string(),
  contentType: z.string(),
  storageClass: z.enum(STORAGE_CLASSES),
  metadata: z.record(z.string(), z.string()),
  initiatedAt: z.iso.datetime(),
});
export type UploadRecord = z.output<typeof UploadRecord>;
export const PartRecord = z.object({
  number: z.number().int(),
  etag: z.string(),
  size: z.number().int(),
  file: z.string(),
});
export type PartRecord = z.output<typeof PartRecord>;

export function uploadFile(directory: string): string {
  return within(directory, "upload.json");
}

export function partFile(directory: string, number: number): string {
  return within(directory, `${number}.part.json`);
}

export const UPLOAD_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export async function findUpload(root: string, key: string, uploadId: string) {
  const directory = within(root, uploadId);
  const text = UPLOAD_ID.test(uploadId)
    ? await ifPresent(readFile(uploadFile(directory), "utf8"))
    : undefined;
  if (text === undefined) throw noSuchUpload();
  const upload = UploadRecord.parse(JSON.parse(text));
  if (upload.key !== key) throw noSuchUpload();
  return { directory, upload };
}

/** Parts whose bytes are all there: those that a power cut took before they were flushed are to be sent again. */
export async function readParts(root: string, key: string, uploadId: string): Promise<PartRecord[]> {
  const { directory } = await findUpload(root, key, uploadId);
  const parts: PartRecord[] = [];
  for (const name of (await ifPresent(readdir(directory))) ?? []) {
    const part = name.endsWith(".part.json") ? await readPart(within(directory, name)) : undefined;
    const data = part && (await ifPresent(stat(within(directory, part.file))));
    if (part && data?.size === part.size) parts.push(part);
  }
  return parts.sort((a, b) => a.number - b.number);
}

export async function readPart(file: string): Promise<PartRecord | undefined> {
  const text = await ifPresent(readFile(file, "utf8"));
  // Empty after a power cut.
  return text ? PartRecord.parse(JSON.parse(text)) : undefined;
}

export function noSuchUpload(): NoSuchUpload {
  return new NoSuchUpload(
    "There is no such upload: it was completed, aborted, or has expired. Start it again.",
  );
}
