import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  ListPartsCommand,
  type ListPartsCommandOutput,
  type S3Client,
} from "@aws-sdk/client-s3";
import { type MultipartSummary, StoreUnavailable, type UploadedPart } from "../store.ts";
import { unquoted } from "./client.ts";
import { translated } from "./errors.ts";

/** Deletes each version and delete marker of a key, or all but the current one. In a bucket without versions that is the one object. */
export async function purgeVersions(
  client: S3Client,
  { Bucket, Key }: { Bucket: string; Key: string },
  { keepCurrent = false } = {},
): Promise<void> {
  let position: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } | undefined = {};
  while (position) {
    const page: ListObjectVersionsCommandOutput = await translated(
      client.send(new ListObjectVersionsCommand({ Bucket, Prefix: Key, ...position })),
    );
    for (const version of [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])]) {
      if (version.Key === Key && !(keepCurrent && version.IsLatest))
        await translated(client.send(new DeleteObjectCommand({ Bucket, Key, VersionId: version.VersionId })));
    }
    position = page.IsTruncated
      ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker }
      : undefined;
  }
}

/** Deletes versions and delete markers of all keys under a prefix, a page of the listing at a time and so many at most. Returns how many. */
export async function purgeVersionsUnder(
  client: S3Client,
  Bucket: string,
  Prefix: string,
  limit: number,
): Promise<number> {
  let purged = 0;
  while (purged < limit) {
    // From the start each time: what was listed is gone by then.
    const page: ListObjectVersionsCommandOutput = await translated(
      client.send(
        new ListObjectVersionsCommand({ Bucket, Prefix, MaxKeys: Math.min(DELETE_BATCH, limit - purged) }),
      ),
    );
    const Objects = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])].map(({ Key, VersionId }) => ({
      Key,
      VersionId,
    }));
    if (Objects.length === 0) break;
    const { Errors: [failed] = [] } = await translated(
      client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } })),
    );
    if (failed)
      throw new StoreUnavailable(
        `The object store did not delete ${failed.Key} (${failed.Code}). Try again.`,
      );
    purged += Objects.length;
    if (!page.IsTruncated) break;
  }
  return purged;
}

const DELETE_BATCH = 1000;

export async function* uploadsUnder(
  client: S3Client,
  Bucket: string,
  Prefix: string,
): AsyncGenerator<MultipartSummary> {
  let position: { KeyMarker?: string | undefined; UploadIdMarker?: string | undefined } | undefined = {};
  while (position) {
    const page: ListMultipartUploadsCommandOutput = await translated(
      client.send(new ListMultipartUploadsCommand({ Bucket, Prefix, ...position })),
    );
    for (const { Key, UploadId, Initiated } of page.Uploads ?? []) {
      if (Key !== undefined && UploadId !== undefined)
        yield { key: Key, uploadId: UploadId, initiatedAt: Initiated ?? new Date(0) };
    }
    position = page.IsTruncated
      ? { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker }
      : undefined;
  }
}

/** By `IsTruncated`, not by the SDK's paginator: servers name a next marker on the last page too, and it would never end. */
export async function partsOf(
  client: S3Client,
  upload: { Bucket: string; Key: string; UploadId: string },
): Promise<UploadedPart[]> {
  const parts: UploadedPart[] = [];
  let position: { PartNumberMarker?: string | undefined } | undefined = {};
  while (position) {
    const page: ListPartsCommandOutput = await translated(
      client.send(new ListPartsCommand({ ...upload, ...position })),
    );
    for (const { PartNumber = 0, ETag, Size = 0 } of page.Parts ?? [])
      parts.push({ number: PartNumber, etag: unquoted(ETag), size: Size });
    position = page.IsTruncated ? { PartNumberMarker: page.NextPartNumberMarker } : undefined;
  }
  return parts;
}
