import { type HeadObjectCommandOutput, type StorageClass as S3Class, S3Client } from "@aws-sdk/client-s3";
import { type BucketName, type RestoreState, STORAGE_CLASSES, type StorageClass } from "../store.ts";

export interface S3StoreOptions {
  /** Left out for Amazon's own S3. */
  endpoint?: string | undefined;
  region: string;
  /** Left out where the machine has a role. */
  accessKeyId?: string | undefined;
  secretAccessKey?: string | undefined;
  filesBucket: string;
  archiveBucket: string;
  forcePathStyle: boolean;
  /** Objects above this many bytes are copied in parts of it (1 GiB); S3 copies at most 5 GiB in one call. */
  copyPartBytes?: number;
}

/**
 * Checksums are sent and checked only where S3 requires them. The SDK's default adds a CRC32 to every request: on a
 * presigned part it would sign the checksum of an empty body, so that S3 refuses the real one, and on streams it sends
 * trailers that several S3-like servers store as content or refuse. What protects the bytes instead: SHA-256 over what
 * was stored, by `hashObject`, and S3's own CRC64NVME, which it computes for every object without being asked.
 */
export function createClient({
  endpoint,
  region,
  accessKeyId,
  secretAccessKey,
  forcePathStyle,
}: S3StoreOptions): S3Client {
  return new S3Client({
    region,
    forcePathStyle,
    ...(endpoint !== undefined && { endpoint }),
    ...(accessKeyId !== undefined &&
      secretAccessKey !== undefined && { credentials: { accessKeyId, secretAccessKey } }),
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 60_000, throwOnRequestTimeout: true },
  });
}

export function bucketNames({ filesBucket, archiveBucket }: S3StoreOptions): Record<BucketName, string> {
  return { files: filesBucket, archive: archiveBucket };
}

export function unquoted(etag: string | undefined): string {
  return (etag ?? "").replaceAll('"', "");
}

/** Without versions S3 names none, or "null". */
export function versionOf(versionId: string | undefined): { versionId?: string } {
  return versionId === undefined || versionId === "null" ? {} : { versionId };
}

/** S3 names no class where it is STANDARD. */
export function storageClassOf(name: S3Class | string | undefined): StorageClass | "OTHER" {
  if (name === undefined || name === "") return "STANDARD";
  return STORAGE_CLASSES.find((known) => known === name) ?? "OTHER";
}

/** From `x-amz-restore`: `ongoing-request="true"`, or `ongoing-request="false", expiry-date="<HTTP date>"`. */
export function restoreStateOf({ Restore: header }: Pick<HeadObjectCommandOutput, "Restore">): RestoreState {
  if (header === undefined) return { status: "none" };
  if (/ongoing-request="true"/.test(header)) return { status: "ongoing" };
  const [, date = ""] = /expiry-date="([^"]+)"/.exec(header) ?? [];
  const expiresAt = new Date(date);
  return Number.isNaN(expiresAt.getTime()) ? { status: "none" } : { status: "restored", expiresAt };
}
