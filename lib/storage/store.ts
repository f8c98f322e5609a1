import type { Readable } from "node:stream";

/**
 * One bucket of an object store. The production form is S3, the embedded form a directory; both keep S3's rules, and
 * `contract.ts` holds either to this page. Sizes are bytes, SHA-256 is lower-case hex, CRCs are base64 as S3 has them,
 * ETags are opaque and without quotes.
 * Every method throws a `StorageError`: those named, or `StoreUnavailable` when the store itself fails (try again).
 */
export interface ObjectStore {
  readonly bucket: BucketName;

  /** Stores a stream of unknown length under a key; it is there as a whole or not at all. Throws `ChecksumMismatch`, `PreconditionFailed`. */
  putStream(key: string, body: ByteStream, options: PutOptions): Promise<PutResult>;
  /** Throws `ObjectNotFound`, `InvalidObjectState` (archived and not restored), `RangeNotSatisfiable`. */
  getStream(key: string, options?: { range?: ByteRange }): Promise<ObjectBody>;
  /** Throws `ObjectNotFound`. */
  head(key: string): Promise<ObjectHead>;
  /** Removes the current version. What is not there counts as removed. */
  delete(key: string): Promise<void>;
  deleteMany(keys: Iterable<string>): Promise<void>;
  /** Removes every version of a key and its incomplete uploads. */
  purge(key: string): Promise<void>;
  /** Removes every version of a key but the current one; a bucket without versions has no others. */
  purgeOldVersions(key: string): Promise<void>;
  /**
   * Removes every version of every key that begins with a prefix, which ends with a slash, and their incomplete uploads:
   * `limit` of each at most. Tells how many, and whether there may be more.
   */
  purgeFolder(prefix: string, limit: number): Promise<{ purged: number; more: boolean }>;
  /** Objects whose key begins with the prefix, in byte order of their keys; those after the given key where one is given. */
  list(prefix: string, options?: { after?: string }): AsyncIterable<ObjectSummary>;
  /**
   * Copies inside the store, without the bytes passing through this process. `from` is a key of this bucket or of
   * another one of the same store; from a key onto itself changes its class or metadata. What is not given stays.
   * Throws `ObjectNotFound`, `InvalidObjectState`.
   */
  copy(from: ObjectReference, to: string, options?: CopyOptions): Promise<Copied>;
  /**
   * Makes an archived object readable for a number of days. `started`: poll `head().restore`; `in_progress`: an earlier
   * request runs, nothing was changed; `extended`: it is readable, and now for `days` from today.
   * Throws `ObjectNotFound`, `InvalidObjectState` (its class needs no restore).
   */
  restore(key: string, days: number, tier?: RestoreTier): Promise<"started" | "in_progress" | "extended">;

  createMultipart(key: string, options: MultipartOptions): Promise<string>;
  /**
   * A URL to which one part is PUT, until it expires. With `size` exactly so many bytes; with `checksum` exactly that
   * content, and then the client must send the checksum as its `x-amz-checksum-…` header too.
   * The disk form's URL is a path of the product's own origin. The answer carries the part's `ETag`.
   */
  presignPart(
    key: string,
    uploadId: string,
    partNumber: number,
    options: PresignPartOptions,
  ): Promise<string>;
  /** Parts that arrived whole, by number. Throws `NoSuchUpload`. */
  listParts(key: string, uploadId: string): Promise<UploadedPart[]>;
  /**
   * Makes the object out of the parts, which are given in ascending order; parts not named are dropped. All but the last
   * have at least `MIN_PART_BYTES`. Throws `InvalidPart`, `PartTooSmall`, `NoSuchUpload` (also when completed
   * already; S3 may then give the same answer again).
   */
  completeMultipart(
    key: string,
    uploadId: string,
    parts: { number: number; etag: string }[],
  ): Promise<{ etag: string }>;
  /** Drops an upload and its parts. An upload that is not there counts as dropped. */
  abortMultipart(key: string, uploadId: string): Promise<void>;
  listMultiparts(prefix: string): AsyncIterable<MultipartSummary>;

  /** A URL from which the object is downloaded under a file name, until it expires. */
  presignGet(key: string, options: { expiresInSeconds: number; filename: string }): Promise<string>;

  /**
   * Drops uploads begun before a time, but those that `underWay` names of the ids it is asked, and, on disk, what killed
   * processes left before it.
   */
  sweep(before: Date, underWay?: UnderWay): Promise<SweepReport>;
  /** Throws `StoreUnavailable` when the bucket cannot be used. */
  health(): Promise<void>;
}

/** Which of these uploads are still wanted, however long ago they were begun. */
export type UnderWay = (uploadIds: readonly string[]) => Promise<ReadonlySet<string>>;

export type BucketName = "files" | "archive";
export type ByteStream = AsyncIterable<Uint8Array> | Readable;
/** First and last byte, both included; without `end` to the object's end. */
export interface ByteRange {
  start: number;
  end?: number;
}
export type ObjectReference = string | { bucket: BucketName; key: string };

export const STORAGE_CLASSES = ["STANDARD", "STANDARD_IA", "GLACIER", "DEEP_ARCHIVE"] as const;
export type StorageClass = (typeof STORAGE_CLASSES)[number];
/** Objects of these classes are read only after a restore. */
export const ARCHIVED_CLASSES: ReadonlySet<string> = new Set<StorageClass>(["GLACIER", "DEEP_ARCHIVE"]);
export type RestoreTier = "standard" | "expedited" | "bulk";
export type RestoreState =
  | { status: "none" }
  | { status: "ongoing" }
  | { status: "restored"; expiresAt: Date };

export const MIN_PART_BYTES = 5 * 2 ** 20;
export const MAX_PART_BYTES = 5 * 2 ** 30;
export const MAX_PART_NUMBER = 10_000;

/** Metadata: names of `a-z 0-9 -`, values of printable ASCII, 2 KiB together. */
export interface MultipartOptions {
  contentType: string;
  metadata?: Record<string, string>;
  storageClass?: StorageClass;
}
export interface PutOptions extends MultipartOptions {
  /** The body's SHA-256 when it is known before: another body is refused and leaves nothing. */
  sha256?: string;
  /** Refuse (`PreconditionFailed`) to replace an object. */
  ifAbsent?: boolean;
}
export interface PutResult {
  size: number;
  sha256: string;
  etag: string;
}
export interface CopyOptions {
  storageClass?: StorageClass;
  metadata?: Record<string, string>;
}
/** What a copy is from now on; `versionId` where the bucket keeps versions. */
export interface Copied {
  etag: string;
  versionId?: string;
}
export interface PresignPartOptions {
  expiresInSeconds: number;
  size?: number;
  checksum?: PartChecksum;
}
export interface PartChecksum {
  algorithm: "sha256" | "crc32" | "crc64nvme";
  /** Base64, as in the header. */
  value: string;
}
export interface ObjectBody {
  stream: Readable;
  /** Of the whole object. */
  size: number;
  /** What the stream carries; `end` is included. An empty object has end −1. */
  range: { start: number; end: number };
  etag: string;
  contentType: string;
  lastModified: Date;
}
export interface ObjectSummary {
  key: string;
  size: number;
  etag: string;
  /** `OTHER`: a class that only a rule of the bucket can have set. */
  storageClass: StorageClass | "OTHER";
  lastModified: Date;
}
export interface ObjectHead extends ObjectSummary {
  contentType: string;
  metadata: Record<string, string>;
  restore: RestoreState;
  /** Of the full object, as far as the store knows them. */
  checksums: { sha256?: string; crc64nvme?: string };
  versionId?: string;
}
export interface UploadedPart {
  number: number;
  etag: string;
  size: number;
}
export interface MultipartSummary {
  key: string;
  uploadId: string;
  initiatedAt: Date;
}
export interface SweepReport {
  uploads: number;
  /** Files that no object refers to, and their bytes. */
  leftovers: number;
  bytes: number;
}

/** `code` is stable, for programs; `s3Code` and `status` are what S3 itself answers for it. */
export abstract class StorageError extends Error {
  abstract readonly code: string;
  abstract readonly s3Code: string;
  abstract readonly status: number;
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

export class ObjectNotFound extends StorageError {
  readonly code = "object_not_found";
  readonly s3Code = "NoSuchKey";
  readonly status = 404;
}
export class InvalidObjectState extends StorageError {
  readonly code = "invalid_object_state";
  readonly s3Code = "InvalidObjectState";
  readonly status = 403;
}
export class ChecksumMismatch extends StorageError {
  readonly code = "checksum_mismatch";
  readonly s3Code = "BadDigest";
  readonly status = 400;
}
export class NoSuchUpload extends StorageError {
  readonly code = "no_such_upload";
  readonly s3Code = "NoSuchUpload";
  readonly status = 404;
}
export class InvalidPart extends StorageError {
  readonly code: string = "invalid_part";
  readonly s3Code: string = "InvalidPart";
  readonly status = 400;
}
export class PartTooSmall extends InvalidPart {
  override readonly code = "part_too_small";
  override readonly s3Code = "EntityTooSmall";
}
export class PartTooLarge extends StorageError {
  readonly code = "part_too_large";
  readonly s3Code = "EntityTooLarge";
  readonly status = 400;
}
/** A URL that has expired or was changed, or credentials that do not allow the operation. */
export class AccessDenied extends StorageError {
  readonly code = "access_denied";
  readonly s3Code: string = "AccessDenied";
  readonly status = 403;
}
export class PreconditionFailed extends StorageError {
  readonly code = "precondition_failed";
  readonly s3Code = "PreconditionFailed";
  readonly status = 412;
}
export class RangeNotSatisfiable extends StorageError {
  readonly code = "range_not_satisfiable";
  readonly s3Code = "InvalidRange";
  readonly status = 416;
}
/** A key, metadata or number that no store accepts: a mistake in the program. */
export class InvalidRequest extends StorageError {
  readonly code = "invalid_request";
  readonly s3Code = "InvalidRequest";
  readonly status = 400;
}
/** The store does not answer, fails, or gave less than it promised. Trying again may help. */
export class StoreUnavailable extends StorageError {
  readonly code = "store_unavailable";
  readonly s3Code = "ServiceUnavailable";
  readonly status = 503;
}
