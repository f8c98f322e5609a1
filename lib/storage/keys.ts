import { InvalidRequest } from "./store.ts";

/** Where a file's hot copy stands in the `files` bucket. */
export function fileKey(tenantId: string, fileId: string, filename: string): string {
  return `files/${segment(tenantId)}/${segment(fileId)}/${safeName(filename)}`;
}

/** Where a file's archived copy stands in the `archive` bucket. */
export function archiveKey(tenantId: string, fileId: string, filename: string): string {
  return `archive/${segment(tenantId)}/${segment(fileId)}/${safeName(filename)}`;
}

/** Prefix of every copy that a file has in a bucket. */
export function fileFolder(bucket: "files" | "archive", tenantId: string, fileId: string): string {
  return `${tenantPrefix(bucket, tenantId)}${segment(fileId)}/`;
}

/**
 * Prefix of what is drawn of a file, by every attempt to make it, in the `files` bucket: beside the file's copies, since it
 * is none of them, and next to them in the order of keys.
 */
export function modelFolder(tenantId: string, fileId: string): string {
  return `${tenantPrefix("files", tenantId)}${segment(fileId)}.model/`;
}

/** Where a part of a file's model stands: a killed attempt never writes where the next one does. */
export function modelKey(tenantId: string, fileId: string, attemptId: string, part: number): string {
  return `${modelFolder(tenantId, fileId)}${segment(attemptId)}/${part}.glb`;
}

/** The attempt that wrote a part of a model; null for every other object. */
export function attemptOfKey(key: string): string | null {
  return MODEL_KEY.exec(key)?.[1] ?? null;
}

/** Whose copy, or part of whose model, an object of either bucket is, by its key; null for what is no file: logos, exports, logs. */
export function fileOfKey(key: string): { tenantId: string; fileId: string } | null {
  const [, tenantId, fileId] = FILE_KEY.exec(key) ?? [];
  return tenantId && fileId ? { tenantId, fileId } : null;
}
const UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const FILE_KEY = new RegExp(`^(?:files|archive)/(${UUID})/(${UUID})(?:\\.model)?/`);
const MODEL_KEY = new RegExp(`^files/${UUID}/${UUID}\\.model/(${UUID})/`);

/** Where a tenant's logo stands in the `files` bucket: once for each upload, so that removing one never takes another. */
export function logoKey(tenantId: string, uploadId: string, sha256: string): string {
  return `files/${segment(tenantId)}/branding/${segment(uploadId)}/${segment(sha256)}`;
}

/** Prefix of all a tenant's exports in the `files` bucket, under the tenant's own, so that they go with it. */
export function exportsPrefix(tenantId: string): string {
  return `files/${segment(tenantId)}/exports/`;
}

/** Prefix of what one export has written, by every attempt. */
export function exportPrefix(tenantId: string, exportId: string): string {
  return `${exportsPrefix(tenantId)}${segment(exportId)}/`;
}

/** Where the archive of one attempt stands: a killed one never writes where the next one does. */
export function exportKey(tenantId: string, exportId: string, attemptId: string): string {
  return `${exportPrefix(tenantId, exportId)}${segment(attemptId)}.zip`;
}

/** Prefix of every document that was issued of a tenant's estimates, in the `files` bucket under the tenant's own. */
export function issuedPrefix(tenantId: string): string {
  return `files/${segment(tenantId)}/issued/`;
}

/** Prefix of every document that was issued of one estimate: they go with it. */
export function issuedFolder(tenantId: string, estimateId: string): string {
  return `${issuedPrefix(tenantId)}${segment(estimateId)}/`;
}

/** Where a document stands that is issued of a snapshot: a killed attempt never writes where the next one does. */
export function issuedKey(
  { tenantId, estimateId, snapshotId }: { tenantId: string; estimateId: string; snapshotId: string },
  attemptId: string,
  format: "pdf" | "xlsx",
): string {
  return `${issuedFolder(tenantId, estimateId)}${segment(snapshotId)}/${segment(attemptId)}.${format}`;
}

/** Of which snapshot of which estimate an object of `issuedPrefix` is; null for any other. */
export function issueOfKey(key: string): { estimateId: string; snapshotId: string } | null {
  const [, estimateId, snapshotId] = ISSUED_KEY.exec(key) ?? [];
  return estimateId && snapshotId ? { estimateId, snapshotId } : null;
}
const ISSUED_KEY = new RegExp(`^files/${UUID}/issued/(${UUID})/(${UUID})/`);

/** Prefix of a tenant's files that wait to be read into a library, and go when they are, in the `files` bucket. */
export function importsPrefix(tenantId: string): string {
  return `files/${segment(tenantId)}/imports/`;
}

/** Where the file of one import stands until it has been read. */
export function importKey(tenantId: string, importId: string): string {
  return `${importsPrefix(tenantId)}${segment(importId)}`;
}

/** Whether an object is a file of the tenant's, which is counted and billed: its logo, exports, imports, models and issued documents are not. */
export function isCounted(key: string): boolean {
  return !/^files\/[^/]+\/(?:branding|exports|imports|issued|[^/]+\.model)\//.test(key);
}

/** Where the anchor of a day (UTC, "2026-11-28") of a tenant's audit log stands in the `archive` bucket. */
export function auditAnchorKey(tenantId: string, day: string): string {
  return `${auditAnchorPrefix(tenantId)}${segment(day)}.json`;
}

/** Prefix of a tenant's anchors in the `archive` bucket. */
export function auditAnchorPrefix(tenantId: string): string {
  return `audit/${segment(tenantId)}/`;
}

/** Prefix of the archived logs of a tenant in the `archive` bucket; null: of jobs that are nobody's. */
export function logsPrefix(tenantId: string | null): string {
  return `logs/${tenantId === null ? "platform" : segment(tenantId)}/`;
}

/** Prefix of what was archived of one day (UTC, "2026-11-28"). */
export function logDayPrefix(tenantId: string | null, kind: "audit" | "job", day: string): string {
  return `${logsPrefix(tenantId)}${kind}/${segment(day)}/`;
}

/** Where a part of a day's logs stands: under an id of its own, so that no attempt writes over another's. */
export function logKey(tenantId: string | null, kind: "audit" | "job", day: string, id: string): string {
  return `${logDayPrefix(tenantId, kind, day)}${segment(id)}.ndjson.gz`;
}

/** Prefix of everything a tenant has in a bucket. Ends with a slash, so that no other tenant's keys begin with it. */
export function tenantPrefix(bucket: "files" | "archive", tenantId: string): string {
  return `${bucket}/${segment(tenantId)}/`;
}

/**
 * A name for the key's last part: ASCII letters, digits, `.`, `_` and `-`, at most 100 characters, its extension kept.
 * It only has to be recognisable to an operator; the name that people see is the file's row.
 */
export function safeName(filename: string): string {
  const ascii = filename
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^A-Za-z0-9._-]+/g, "-")
    .replace(/^[.-]+|[.-]+$/g, "");
  if (ascii === "") return "file";
  if (ascii.length <= 100) return ascii;
  const extension = /\.[A-Za-z0-9]{1,16}$/.exec(ascii)?.[0] ?? "";
  return ascii.slice(0, 100 - extension.length) + extension;
}

/**
 * Keys that either form takes: slash-separated segments of printable characters, none empty, `.` or `..`, without
 * `\`, `%`, `#`, at most 200 bytes each and 1 024 together. Throws `InvalidRequest`.
 */
export function assertKey(key: string): void {
  const usable =
    key.isWellFormed() &&
    Buffer.byteLength(key) <= 1024 &&
    !/[\p{C}\\%#]/u.test(key) &&
    key
      .split("/")
      .every((part) => part !== "" && part !== "." && part !== ".." && Buffer.byteLength(part) <= 200);
  if (!usable)
    throw new InvalidRequest(
      `${JSON.stringify(key.slice(0, 120))} is not a usable object key: build keys with lib/storage/keys.ts.`,
    );
}

/** A prefix that is a folder of usable keys: one without a slash at its end begins other tenants' keys too. Throws `InvalidRequest`. */
export function assertFolder(prefix: string): void {
  if (!prefix.endsWith("/"))
    throw new InvalidRequest(
      `${JSON.stringify(prefix.slice(0, 120))} is no folder: it does not end with a slash.`,
    );
  assertKey(prefix.slice(0, -1));
}

/** What S3 takes as metadata headers. Throws `InvalidRequest`. */
export function assertMetadata(metadata: Record<string, string> = {}): void {
  const entries = Object.entries(metadata);
  const usable = entries.every(
    ([name, value]) => /^[a-z0-9-]+$/.test(name) && /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(value),
  );
  const bytes = entries.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  if (!usable || bytes > 2048) {
    throw new InvalidRequest(
      "Object metadata takes names of a-z, 0-9 and -, values of printable ASCII, 2 KiB together: encode other text first.",
    );
  }
}

function segment(id: string): string {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(id))
    throw new InvalidRequest(
      `${JSON.stringify(id.slice(0, 80))} is not an id that an object key can be made of.`,
    );
  return id;
}
