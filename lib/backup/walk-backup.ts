import { createHash } from "node:crypto";
import { z } from "zod";
import { AppError } from "#lib/errors.ts";
import type { BucketName } from "#lib/storage/store.ts";
import { damaged, type Identities } from "./age.ts";
import { linesIn } from "./copy-tables.ts";
import {
  FACTS_RECORD,
  FORMAT_ENTRY,
  FORMAT_VERSION,
  Format,
  LEFT_ENTRY,
  MANIFEST_ENTRY,
  MANIFEST_SUM_ENTRY,
  Manifest,
  OBJECTS_ENTRY,
  type ObjectFacts,
  objectLine,
  SECRETS_ENTRY,
  Secrets,
} from "./format.ts";
import { type ReadEntry, readArchive } from "./read-archive.ts";

/** What to do with what is in a backup, in its order; what a visitor does not read is read all the same. */
export interface Visitor {
  object?(
    object: { bucket: BucketName; key: string; size: number } & ObjectFacts,
    content: AsyncIterable<Buffer>,
  ): Promise<void>;
  /** All rows of one table. A table without rows is not visited. */
  table?(name: string, columns: readonly string[], rows: AsyncIterable<Buffer>): Promise<void>;
  /** The text of left.ndjson. */
  left?(lines: AsyncIterable<Buffer>): Promise<void>;
}

export interface WalkedBackup {
  format: Format;
  /** Null in a backup of one organisation. */
  secrets: Secrets | null;
  manifest: Manifest;
}

/**
 * Reads a backup from its first to its last byte and holds all of it against its manifest, which comes last: whatever a
 * visitor did with it counts only once this has returned. Throws as `decrypted`; `backup_damaged`; `format_unknown`;
 * what `signal` was aborted with.
 */
export async function walkBackup(
  file: string,
  by: Identities,
  visitor: Visitor = {},
  signal?: AbortSignal,
): Promise<WalkedBackup> {
  const entries = readArchive(file, by);
  try {
    return await walk(entries, visitor, signal);
  } finally {
    await entries.return(undefined);
  }
}

async function walk(
  entries: AsyncGenerator<ReadEntry>,
  visitor: Visitor,
  signal: AbortSignal | undefined,
): Promise<WalkedBackup> {
  const passed = passing(signal);
  let current = await nextOf(entries);
  const take = async (name: string) => {
    if (current?.name !== name) throw damaged(`${name} is not where it should be`);
    const text = await textOf(current);
    current = await nextOf(entries);
    return text;
  };
  const format = formatOf(await take(FORMAT_ENTRY));
  const secrets =
    format.kind === "installation" ? Secrets.parse(JSON.parse(await take(SECRETS_ENTRY))) : null;

  const list = createHash("sha256");
  const objects = { count: 0, bytes: 0 };
  for (; current?.name.startsWith("objects/"); current = await nextOf(entries)) {
    const { bucket, key, facts } = objectOf(current);
    const sum = await passed(current.content, (content) =>
      visitor.object?.({ bucket, key, size: current?.size ?? 0, ...facts }, content),
    );
    list.update(objectLine(bucket, key, sum.bytes, sum.sha256));
    objects.count++;
    objects.bytes += sum.bytes;
  }

  const tables: Manifest["tables"] = [];
  for (;;) {
    const name = tableOf(current);
    if (name === null) break;
    const columns = format.tables.find((table) => table.name === name)?.columns;
    if (!columns || tables.some((table) => table.name === name))
      throw damaged(`rows of ${name} are where they should not be`);
    async function* rows(): AsyncGenerator<Buffer> {
      while (current && tableOf(current) === name) {
        yield* current.content;
        current = await nextOf(entries);
      }
    }
    const sum = await passed(rows(), (content) => visitor.table?.(name, columns, content));
    tables.push({ name, ...sum });
  }

  const takeList = async (name: string, visit: Visitor["left"]) => {
    if (current?.name !== name) throw damaged(`${name} is not where it should be`);
    const sum = await passed(current.content, (content) => visit?.(content));
    current = await nextOf(entries);
    return sum.sha256;
  };
  const objectList = await takeList(OBJECTS_ENTRY, undefined);
  const left = await takeList(LEFT_ENTRY, (lines) => visitor.left?.(lines) ?? Promise.resolve());
  const text = await take(MANIFEST_ENTRY);
  if ((await take(MANIFEST_SUM_ENTRY)) !== createHash("sha256").update(text).digest("hex") || current)
    throw damaged("its manifest is not the one that was written");
  const manifest = Manifest.parse(JSON.parse(text));
  hold(manifest, format, { objects: { ...objects, sha256: list.digest("hex") }, tables, left, objectList });
  return { format, secrets, manifest };
}

function hold(
  manifest: Manifest,
  format: Format,
  seen: Pick<Manifest, "objects" | "tables"> & { left: string; objectList: string },
): void {
  const { objects, tables } = manifest;
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  if (
    !same(
      [objects.count, objects.bytes, objects.sha256],
      [seen.objects.count, seen.objects.bytes, seen.objects.sha256],
    )
  )
    throw damaged("its objects are not those of its manifest");
  if (seen.objectList !== objects.sha256) throw damaged("its list of objects is not that of its manifest");
  if (seen.left !== manifest.left.sha256)
    throw damaged("its list of archived objects is not that of its manifest");
  const withRows = tables.filter(({ rows }) => rows > 0);
  if (withRows.length !== seen.tables.length) throw damaged("tables are missing in it");
  for (const [i, table] of withRows.entries()) {
    const { name, rows, bytes, sha256 } = seen.tables[i] ?? {};
    if (!same([table.name, table.rows, table.bytes, table.sha256], [name, rows, bytes, sha256]))
      throw damaged(`the rows of ${table.name} are not those of its manifest`);
  }
  if (!same(manifest.migrations, format.migrations) || manifest.kind !== format.kind)
    throw damaged("its beginning and its end do not belong together");
}

/** Lets a visitor read, reads the rest itself, and says what all of it was. */
function passing(signal: AbortSignal | undefined) {
  return async (
    content: AsyncIterable<Buffer>,
    visit: (content: AsyncIterable<Buffer>) => Promise<void> | undefined,
  ): Promise<{ rows: number; bytes: number; sha256: string }> => {
    const hash = createHash("sha256");
    const sum = { rows: 0, bytes: 0 };
    async function* counted(): AsyncGenerator<Buffer> {
      for await (const chunk of content) {
        signal?.throwIfAborted();
        hash.update(chunk);
        sum.bytes += chunk.length;
        sum.rows += linesIn(chunk);
        yield chunk;
      }
    }
    const all = counted();
    await visit(all);
    for await (const _ of all);
    return { ...sum, sha256: hash.digest("hex") };
  };
}

async function nextOf(entries: AsyncGenerator<ReadEntry>): Promise<ReadEntry | null> {
  const { value, done } = await entries.next();
  return done ? null : value;
}

async function textOf({ content }: ReadEntry): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function formatOf(text: string): Format {
  const { format } = z.object({ format: z.number() }).parse(JSON.parse(text));
  if (format !== FORMAT_VERSION)
    throw new AppError(
      409,
      "format_unknown",
      `The backup has format ${format}, this version reads format ${FORMAT_VERSION}. Install the version that made it, or a later one.`,
    );
  return Format.parse(JSON.parse(text));
}

const OBJECT_NAME = /^objects\/(files|archive)\/(.+)$/s;
const Facts = z.object({
  contentType: z.string(),
  storageClass: z.string(),
  metadata: z.record(z.string(), z.string()),
});

function objectOf({ name, pax }: ReadEntry): { bucket: BucketName; key: string; facts: ObjectFacts } {
  const [, bucket, key] = OBJECT_NAME.exec(name) ?? [];
  if (key === undefined) throw damaged(`${name} is no object`);
  return {
    bucket: bucket === "archive" ? "archive" : "files",
    key,
    facts: Facts.parse(JSON.parse(pax[FACTS_RECORD] ?? "null")),
  };
}

function tableOf(entry: ReadEntry | null): string | null {
  return /^tables\/([a-z0-9_]+)\/\d{6,}$/.exec(entry?.name ?? "")?.[1] ?? null;
}
