import { randomUUID } from "node:crypto";
import { constants, copyFile, link, readdir, readFile, rename, rm } from "node:fs/promises";
import { z } from "zod";
import { assertKey } from "../keys.ts";
import { PreconditionFailed, STORAGE_CLASSES } from "../store.ts";
import {
  hasCode,
  ifPresent,
  inDirectory,
  removeEmptyDirectories,
  syncDirectory,
  writeTemporary,
} from "./files.ts";
import { within } from "./within.ts";

/**
 * An object is a directory named after its key with `#` behind it (no key may hold a `#`):
 *
 *     objects/<key>#/record.json     what the object is, and which segments make it up, in order
 *     objects/<key>#/<uuid>.data     its segments: one for a put, one per part for a multipart upload
 *     objects/<key>#/restore.json    of an archived object, the restore under way
 *
 * The rename of record.json into place is the moment an object appears or changes. Segments never change, and belong to
 * one record only; whoever replaces a record removes the segments of the one it replaced. So completing a multipart
 * upload and copying are hard links, no bytes move, and a writer killed at any line leaves the old object or the new one
 * and at worst segments that no record names, which the sweep finds.
 */
const ObjectRecord = z.object({
  generation: z.uuid(),
  key: z.string(),
  size: z.number().int(),
  etag: z.string(),
  contentType: z.string(),
  storageClass: z.enum(STORAGE_CLASSES),
  metadata: z.record(z.string(), z.string()),
  sha256: z.string().optional(),
  lastModified: z.iso.datetime(),
  segments: z.array(z.object({ file: z.string(), size: z.number().int() })),
});
export type ObjectRecord = z.output<typeof ObjectRecord>;
export type Segment = ObjectRecord["segments"][number];

const RECORD = "record.json";

export function objectDirectory(root: string, key: string): string {
  assertKey(key);
  return `${within(root, ...key.split("/"))}#`;
}

export async function readRecord(directory: string): Promise<ObjectRecord | undefined> {
  const text = await ifPresent(readFile(within(directory, RECORD), "utf8"));
  return text === undefined ? undefined : ObjectRecord.parse(JSON.parse(text));
}

/** A name for a new segment. */
export function newSegment(): string {
  return `${randomUUID()}.data`;
}

/** Puts a record whose segments stand in the directory into place. Throws `PreconditionFailed` when it must be the first. */
export async function publish(
  directory: string,
  record: Omit<ObjectRecord, "generation">,
  ifAbsent = false,
): Promise<void> {
  const generation = randomUUID();
  const target = within(directory, RECORD);
  const temporary = await writeTemporary(target, JSON.stringify({ generation, ...record }), generation);
  if (ifAbsent) {
    try {
      await link(temporary, target);
    } catch (error) {
      if (hasCode(error, "EEXIST"))
        throw new PreconditionFailed(`There is already an object under ${record.key}.`);
      throw error;
    } finally {
      await rm(temporary, { force: true });
    }
    await syncDirectory(directory);
    return;
  }
  const previous = await readRecord(directory);
  await rename(temporary, target);
  await syncDirectory(directory);
  if (previous) await removeSegments(directory, previous.segments);
}

/** Hard links segments of one object or upload into another's directory, under new names. */
export async function linkSegments(from: string, segments: Segment[], to: string): Promise<Segment[]> {
  return inDirectory(to, async () => {
    const linked: Segment[] = [];
    try {
      for (const { file, size } of segments) {
        const name = newSegment();
        await linkOrCopy(within(from, file), within(to, name));
        linked.push({ file: name, size });
      }
      return linked;
    } catch (error) {
      await removeSegments(to, linked);
      throw error;
    }
  });
}

/** Takes back segments that no record came to name; the directory goes too when nothing else is in it. */
export async function discardSegments(root: string, directory: string, segments: Segment[]): Promise<void> {
  await removeSegments(directory, segments);
  await removeEmptyDirectories(directory, root);
}

export async function removeSegments(directory: string, segments: Segment[]): Promise<void> {
  for (const { file } of segments) await rm(within(directory, file), { force: true });
}

/** Removes an object, if it is there. The record goes first: from then on the object is gone. */
export async function removeObject(root: string, key: string): Promise<void> {
  const directory = objectDirectory(root, key);
  // Taken away under a name of our own, so that the segments removed are those of the record removed.
  const taken = within(directory, `${randomUUID()}.removed`);
  if (!(await tookAway(within(directory, RECORD), taken))) return;
  const record = ObjectRecord.parse(JSON.parse(await readFile(taken, "utf8")));
  await syncDirectory(directory);
  await removeSegments(directory, record.segments);
  await rm(within(directory, "restore.json"), { force: true });
  await rm(taken, { force: true });
  await removeEmptyDirectories(directory, root);
}

/**
 * Records whose key begins with a prefix and comes after another key, in byte order of their keys, in memory for one
 * directory at a time.
 */
export async function* walkRecords(root: string, prefix: string, after = ""): AsyncGenerator<ObjectRecord> {
  const cut = prefix.lastIndexOf("/");
  const folder = prefix.slice(0, Math.max(cut, 0));
  if (folder !== "") assertKey(folder);
  const start = { directory: within(root, ...folder.split("/")), key: prefix.slice(0, cut + 1) };
  for await (const directory of walk(start, prefix.slice(cut + 1), Buffer.from(after))) {
    const record = await readRecord(directory);
    if (record) yield record;
  }
}

/** `key`: what the keys of everything in the directory begin with. */
async function* walk(
  { directory, key }: { directory: string; key: string },
  namePrefix: string,
  after: Buffer,
): AsyncGenerator<string> {
  const entries = (await ifPresent(readdir(directory, { withFileTypes: true }))) ?? [];
  const sorted = entries
    .filter((entry) => entry.isDirectory() && entry.name.startsWith(namePrefix))
    .map(({ name }) => ({
      name,
      order: Buffer.from(key + (name.endsWith("#") ? name.slice(0, -1) : `${name}/`)),
    }))
    .sort((a, b) => Buffer.compare(a.order, b.order));
  for (const { name, order } of sorted) {
    if (name.endsWith("#")) {
      if (Buffer.compare(order, after) > 0) yield within(directory, name);
    }
    // Of a folder before the key nothing is read, unless the key lies in it.
    else if (Buffer.compare(order, after) > 0 || after.subarray(0, order.length).equals(order))
      yield* walk({ directory: within(directory, name), key: `${key}${name}/` }, "", after);
  }
}

async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    // Another device, no hard links here, or too many of them: then the bytes are copied.
    if (!hasCode(error, "EXDEV", "EPERM", "EMLINK", "ENOTSUP")) throw error;
    await copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  }
}

async function tookAway(file: string, to: string): Promise<boolean> {
  try {
    await rename(file, to);
    return true;
  } catch (error) {
    if (hasCode(error, "ENOENT")) return false;
    throw error;
  }
}
