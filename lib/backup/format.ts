import { z } from "zod";

/**
 * A backup is a tar, compressed by zstd, encrypted by age. Its entries, in this order:
 *
 *     format.json                    what it is and which columns its tables have
 *     secrets.json                   of a whole installation: what sealed secrets and sessions depend on
 *     objects/<bucket>/<key>         objects, with their content type, class and metadata as pax records
 *     tables/<table>/<number>        rows as COPY's text, in parts, those that others refer to first
 *     objects.ndjson, left.ndjson    each object that is in it; each that is only named, since its store gives it after a restore alone
 *     manifest.json                  counts and SHA-256 of all of that
 *     manifest.sha256                of the manifest
 */
export const FORMAT_VERSION = 1;

export const FORMAT_ENTRY = "format.json";
export const SECRETS_ENTRY = "secrets.json";
export const OBJECTS_ENTRY = "objects.ndjson";
export const LEFT_ENTRY = "left.ndjson";
export const MANIFEST_ENTRY = "manifest.json";
export const MANIFEST_SUM_ENTRY = "manifest.sha256";
export const tableEntry = (table: string, part: number) => `tables/${table}/${String(part).padStart(6, "0")}`;
export const objectEntry = (bucket: string, key: string) => `objects/${bucket}/${key}`;

const Bucket = z.enum(["files", "archive"]);
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const Count = z.number().int().min(0);

export const TableColumns = z.object({ name: z.string(), columns: z.array(z.string()) });

/** A migration by the hash of its text, and when it was made. */
export const Migration = z.object({ hash: z.string(), made_at: z.number() });
export type Migration = z.infer<typeof Migration>;

export const Format = z.object({
  format: z.number().int(),
  kind: z.enum(["installation", "tenant"]),
  started_at: z.iso.datetime(),
  migrations: z.array(Migration),
  tables: z.array(TableColumns),
  /** What tells whether two installations have the same AUTH_SECRET, and nothing about it. */
  auth_secret: Sha256,
});
export type Format = z.infer<typeof Format>;

export const Secrets = z.object({ AUTH_SECRET: z.string() });
export type Secrets = z.infer<typeof Secrets>;

/** An object that the rows refer to and the backup could not hold. */
export const Absent = z.object({
  bucket: Bucket,
  key: z.string(),
  /** `missing`: its store does not have it; `damaged`: it is in the backup, and not what its row says. */
  reason: z.enum(["missing", "damaged"]),
});
export type Absent = z.infer<typeof Absent>;

const Listed = z.object({ count: Count, bytes: Count, sha256: Sha256 });

export const Manifest = z.object({
  format: z.literal(FORMAT_VERSION),
  kind: Format.shape.kind,
  version: z.string(),
  /** All rows are of this moment. */
  snapshot_at: z.iso.datetime(),
  postgres: z.string(),
  migrations: z.array(Migration),
  auth_secret: Sha256,
  tenants: z.array(z.object({ id: z.uuid(), slug: z.string() })),
  tables: z.array(z.object({ name: z.string(), rows: Count, bytes: Count, sha256: Sha256 })),
  objects: Listed,
  /** Archived objects that stay in their bucket. */
  left: Listed,
  absent: z.array(Absent),
  /** Objects whose rows went while the backup was made: in it, and not restored. */
  unreferenced: z.array(z.object({ bucket: Bucket, key: z.string() })),
});
export type Manifest = z.infer<typeof Manifest>;

/** Beside an object's entry. */
export interface ObjectFacts {
  contentType: string;
  storageClass: string;
  metadata: Record<string, string>;
}

export const FACTS_RECORD = "CONSTRUCTION-AI.object";

/** A line of objects.ndjson, as whoever has read the object writes it too. */
export function objectLine(bucket: string, key: string, size: number, sha256: string): string {
  return `${JSON.stringify([bucket, key, size, sha256])}\n`;
}
/** A line of left.ndjson. */
export function leftLine(bucket: string, key: string, size: number, storageClass: string): string {
  return `${JSON.stringify([bucket, key, size, storageClass])}\n`;
}
export const LeftLine = z.tuple([Bucket, z.string(), Count, z.string()]);
