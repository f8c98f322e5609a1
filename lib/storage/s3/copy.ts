import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  type HeadObjectCommandOutput,
  type S3Client,
  UploadPartCopyCommand,
} from "@aws-sdk/client-s3";
import { ARCHIVED_CLASSES, type Copied, type CopyOptions, InvalidObjectState } from "../store.ts";
import { restoreStateOf, unquoted, versionOf } from "./client.ts";
import { toStorageError, translated } from "./errors.ts";

export interface S3Location {
  bucket: string;
  key: string;
}

/** S3 copies 5 GiB in one call at most; a fifth is sooner answered than any timeout, and four go at once. */
const COPY_LIMIT = 2 ** 30;
const PARTS_AT_ONCE = 4;

/** Copies inside S3; above `partBytes` in ranges of that. */
export async function copyObject(
  client: S3Client,
  from: S3Location,
  to: S3Location,
  options: CopyOptions,
  partBytes = COPY_LIMIT,
): Promise<Copied> {
  const source = await translated(client.send(new HeadObjectCommand({ Bucket: from.bucket, Key: from.key })));
  if (ARCHIVED_CLASSES.has(source.StorageClass ?? "") && restoreStateOf(source).status !== "restored") {
    throw new InvalidObjectState(
      `The object is archived (${source.StorageClass}). Restore it, then copy it.`,
    );
  }
  const described = {
    StorageClass: options.storageClass ?? source.StorageClass ?? "STANDARD",
    Metadata: options.metadata ?? source.Metadata,
    ContentType: source.ContentType,
  };
  const CopySource = `${from.bucket}/${from.key.split("/").map(encodeURIComponent).join("/")}`;
  // The source must still be what was looked at, or the parts of two versions could be joined.
  const Copy = { Bucket: to.bucket, Key: to.key, CopySource, CopySourceIfMatch: source.ETag };
  if ((source.ContentLength ?? 0) > partBytes)
    return copyInParts(client, source, { ...Copy, ...described }, partBytes);
  const copied = await translated(
    client.send(new CopyObjectCommand({ ...Copy, ...described, MetadataDirective: "REPLACE" })),
  );
  return madeBy(copied.CopyObjectResult?.ETag, copied.VersionId);
}

type PartsInput = {
  Bucket: string;
  Key: string;
  CopySource: string;
  CopySourceIfMatch: string | undefined;
} & Pick<HeadObjectCommandOutput, "StorageClass" | "Metadata" | "ContentType">;

async function copyInParts(
  client: S3Client,
  source: HeadObjectCommandOutput,
  input: PartsInput,
  partBytes: number,
): Promise<Copied> {
  const { Bucket, Key, CopySource, CopySourceIfMatch, ...described } = input;
  const size = source.ContentLength ?? 0;
  const { UploadId } = await translated(
    client.send(new CreateMultipartUploadCommand({ Bucket, Key, ...described })),
  );
  try {
    const parts = Array.from({ length: Math.ceil(size / partBytes) }, (_, index) => index + 1);
    const etags = new Map<number, string | undefined>();
    const worker = async () => {
      for (let number = parts.shift(); number !== undefined; number = parts.shift()) {
        const start = (number - 1) * partBytes;
        const CopySourceRange = `bytes=${start}-${Math.min(start + partBytes, size) - 1}`;
        const { CopyPartResult } = await client.send(
          new UploadPartCopyCommand({
            Bucket,
            Key,
            UploadId,
            PartNumber: number,
            CopySource,
            CopySourceIfMatch,
            CopySourceRange,
          }),
        );
        etags.set(number, CopyPartResult?.ETag);
      }
    };
    // All have ended before the upload is dropped: a part that comes after that would stay, and be paid for.
    const ended = await Promise.allSettled(
      Array.from({ length: PARTS_AT_ONCE }, () =>
        worker().catch((error) => {
          parts.length = 0;
          throw error;
        }),
      ),
    );
    const failed = ended.find((one) => one.status === "rejected");
    if (failed) throw toStorageError(failed.reason);
    const Parts = [...etags].sort(([a], [b]) => a - b).map(([PartNumber, ETag]) => ({ PartNumber, ETag }));
    const done = await translated(
      client.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } })),
    );
    return madeBy(done.ETag, done.VersionId);
  } catch (error) {
    // What failed is what the caller is told; an upload that cannot be dropped either goes by the bucket's rule.
    await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId })).catch(() => {});
    throw error;
  }
}

function madeBy(etag: string | undefined, versionId: string | undefined): Copied {
  return { etag: unquoted(etag), ...versionOf(versionId) };
}
